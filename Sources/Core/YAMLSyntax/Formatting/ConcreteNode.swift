/// A document as it is written: what the composed tree leaves out (comments, empty lines, quotes,
/// anchors and aliases) is kept, and texts are ranges of the source.
struct ConcreteNode {
  /// Anchor and tag, in the order in which they are written.
  var properties: [Range<Int>] = []
  var anchor: String?
  /// What stands between the indicator before the node and the node.
  var before = Gap()
  var content: Content
  /// A comment behind the node, on its last line.
  var trailing: Comment?

  indirect enum Content {
    /// Nothing is written: null.
    case empty
    case alias(String, Range<Int>)
    /// A plain or quoted scalar, on one line or several.
    case inline(Range<Int>, isPlain: Bool)
    case blockScalar(BlockScalar)
    case collection(BlockCollection)
    case flow(FlowCollection)
    /// `a: 1` as a member of `[…]`, without braces of its own.
    case pair(ConcreteEntry)
  }
}

/// A mapping or list in block style.
struct BlockCollection {
  let isMapping: Bool
  /// Comments at the top that belong to the whole, and not to the first entry.
  var head: [GapLine] = []
  var entries: [ConcreteEntry]
  /// Comments below the last entry.
  var foot: [GapLine] = []
}

/// A mapping or list in brackets.
struct FlowCollection {
  let isMapping: Bool
  /// A comment behind the opening bracket.
  var opening: Comment?
  var entries: [ConcreteEntry]
  /// What stands before the closing bracket.
  var closing = Gap()
  var hasTrailingComma = false
}

/// An entry of a mapping or a member of a list.
struct ConcreteEntry {
  /// The lines above it; in brackets, what stands between the last comma and it.
  var leading = Gap()
  /// Whether the key is written `? key`.
  var isExplicit = false
  /// Nil for a member of a list.
  var key: ConcreteNode?
  /// The text of the key, as the composed tree has it; nil for an alias.
  var keyText: String?
  /// Whether the key takes over the entries of others.
  var isMerge = false
  /// The lines between an explicit key and its colon.
  var beforeColon: [GapLine] = []
  /// Nil for a key without a colon.
  var value: ConcreteNode?
  /// Comments below an entry without a value, indented as one.
  var foot: [GapLine] = []
  /// A comment behind a member of a collection in brackets, and behind its comma.
  var trailing: Comment?
}

/// A text after `|` or `>`.
struct BlockScalar {
  /// `|` or `>`.
  let style: UInt8
  /// `+`, `-` or none.
  let chomping: UInt8?
  let hasIndentationIndicator: Bool
  /// The comment behind these.
  let comment: Comment?
  /// The lines of the text without their indentation and line break. Empty ones at the end are among
  /// them only where they are part of the value.
  let lines: [Range<Int>]
  /// Whether the file ends within the last line: then the value has no final line break.
  let isUnterminated: Bool

  var keepsTrailingLines: Bool { chomping == UInt8(ascii: "+") }
}

/// A whole file, or the front matter of one.
struct ConcreteDocument {
  /// A line that is no part of the tree.
  enum MarkerLine {
    case line(GapLine)
    case directive(Range<Int>)
    /// `---` or `...`, with a comment behind it.
    case marker(Range<Int>, Comment?)
  }

  var before: [MarkerLine]
  /// Whether the root starts on the line of `---`.
  var startsOnMarkerLine: Bool
  /// Nil when there is no document.
  var root: ConcreteNode?
  var after: [MarkerLine]
  /// The offsets of all comments, in the order of the file.
  var comments: [Int]
  /// Whether there are anchors or aliases.
  var hasAnchors: Bool
  /// Whether the last scalar ends without a line break that would be a part of it.
  var isUnterminated: Bool
}
