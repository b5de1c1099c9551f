import Diagnostics

/// An event of the parser, with its place in the file as byte offsets.
struct Event {
  enum Kind {
    case documentStart, documentEnd, streamEnd
    case alias(String)
    case scalar(String, YAMLScalar.Style)
    case sequenceStart, mappingStart
    /// The end of the innermost collection. `closes` says whether it was written (`]`, `}`), or
    /// follows from what comes next.
    case collectionEnd(closes: Bool)
  }

  let kind: Kind
  var anchor: String?
  var tag: String?
  let start: Int
  let end: Int
}

/// A mistake that ends the reading of a file.
struct Stop: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

extension Event {
  var isAlias: Bool { if case .alias = kind { true } else { false } }

  /// A plain `<<` as a key takes the entries of other mappings over; a quoted one is only a text.
  var isMergeKey: Bool {
    if case .scalar("<<", .plain) = kind { tag == nil } else { false }
  }
}
