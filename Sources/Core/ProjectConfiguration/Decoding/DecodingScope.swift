import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// What all decoders of one load share.
struct DecodingScope {
  let findings: Findings
  let library: FileLibrary
  let interpolator: Interpolator
  let declarations: Declarations
  let checkedSchemas = CheckedSchemas()
  let trees = SourceTrees()
}

/// The resources that the files declare, whether or not they can be decoded.
struct Declarations {
  private(set) var spans: [String: OrderedDictionary<String, SourceSpan>] = [:]
  /// False when a file could not be read: a name that is not found may stand there, and is no
  /// mistake of its own.
  var isComplete = true

  /// The place of a resource; nil for an address that nothing declares.
  func span(of address: Address) -> SourceSpan? { spans[address.collection]?[address.key] }

  func keys(of collection: String) -> [String] { spans[collection].map { Array($0.keys) } ?? [] }

  var addresses: [String] {
    spans.keys.sorted().flatMap { collection in keys(of: collection).map { "\(collection).\($0)" } }
  }

  /// Adds a resource. Returns the place of the one that has the address already.
  mutating func insert(_ address: Address, at span: SourceSpan) -> SourceSpan? {
    if let first = self.span(of: address) { return first }
    spans[address.collection, default: [:]][address.key] = span
    return nil
  }
}

/// Where a node stands, for what depends on it: relative paths, circles of files, placeholders.
struct Place {
  var path: ProjectPath
  /// The files that led here, this one last.
  var chain: [ProjectPath]
  /// What fills `{{name}}` in scalars of this file, when it was included with variables.
  var placeholders: Placeholders?

  init(path: ProjectPath) {
    self.path = path
    self.chain = [path]
  }

  /// The place inside a file that is named here.
  func entering(_ path: ProjectPath, placeholders: Placeholders?) -> Place {
    var place = self
    place.path = path
    place.chain.append(path)
    place.placeholders = placeholders
    return place
  }
}
