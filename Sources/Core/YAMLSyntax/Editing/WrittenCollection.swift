import Diagnostics

/// How much an edit looks at: every one reads the collection that it changes, and a file may hold as
/// many mistakes as entries.
package enum WrittenLimits {
  package static let parts = 1_000
}

/// A mapping or list as it stands in its file, as far as edits have to know it.
///
/// Nil where an edit could do more or less than it says: behind an alias, an anchor, a tag or a
/// merge key, in a mapping with a mistake, in styles that are hardly ever written, and in collections
/// that no hand wrote.
struct WrittenCollection {
  enum Style {
    /// In braces or brackets.
    case flow
    /// An entry a line; the column is that of the keys, or of the dashes.
    case block(column: Int)
  }

  let file: SourceFile
  /// The bytes of the whole.
  let range: Range<Int>
  /// The bytes of each entry or item, without dash, comma and comment.
  let parts: [Range<Int>]
  let isMapping: Bool
  let style: Style
  /// Whether the last part ends in a text in block style whose end depends on what follows.
  let endsOpen: Bool

  init?(_ node: YAMLNode) {
    let file = node.span.file
    range = node.span.start..<node.span.end
    switch node.content {
    case .scalar: return nil
    case .sequence(let items):
      isMapping = false
      guard items.count <= WrittenLimits.parts, items.allSatisfy({ $0.span.file === file }) else {
        return nil
      }
      parts = items.map { $0.span.start..<$0.span.end }
    case .mapping(let mapping):
      isMapping = true
      guard !mapping.isPartial, mapping.entries.count <= WrittenLimits.parts,
        mapping.entries.allSatisfy({ $0.keySpan.file === file && $0.value.span.file === file })
      else { return nil }
      parts = mapping.entries.map { $0.keySpan.start..<max($0.keySpan.end, $0.value.span.end) }
    }
    self.file = file
    var end = range.lowerBound
    for part in parts {
      guard part.lowerBound >= end, part.upperBound <= range.upperBound else { return nil }
      end = part.upperBound
    }
    guard let style = Self.style(of: file, range, parts, isMapping: isMapping) else { return nil }
    self.style = style
    endsOpen = node.endsOpen(in: file)
  }

  /// Whether new texts are put in quotes, as everything around them is.
  var isJSON: Bool {
    guard case .flow = style else { return false }
    return parts.first.map { file.text[$0.lowerBound] == UInt8(ascii: "\"") }
      ?? file.path.hasSuffix(".json")
  }

  private static func style(
    of file: SourceFile, _ range: Range<Int>, _ parts: [Range<Int>], isMapping: Bool
  ) -> Style? {
    guard let first = range.first, range.upperBound <= file.text.count else { return nil }
    let (open, close) = isMapping ? ("{", "}") : ("[", "]")
    if file.text[first] == open.utf8.first {
      let isClosed = range.count >= 2 && file.text[range.upperBound - 1] == close.utf8.first
      return isClosed ? .flow : nil
    }
    guard !parts.isEmpty else { return nil }
    var column: Int?
    for (index, part) in parts.enumerated() {
      guard
        let found = isMapping
          ? keyColumn(file, part.lowerBound, mayFollowDash: index == 0)
          : dashColumn(file, part.lowerBound), column == nil || column == found
      else { return nil }
      column = found
    }
    return column.map(Style.block)
  }

  /// The column of a key that is the first thing on its line, or behind the dash of its item.
  private static func keyColumn(_ file: SourceFile, _ start: Int, mayFollowDash: Bool) -> Int? {
    let lineStart = file.lineStarts[file.line(at: start)]
    for offset in lineStart..<start where file.text[offset] != UInt8(ascii: " ") {
      let isDash = file.text[offset] == UInt8(ascii: "-")
      guard mayFollowDash, isDash, file.text[offset + 1] == UInt8(ascii: " ") else { return nil }
    }
    return start - lineStart
  }

  /// The column of the dash before an item, where that is the first thing on its line.
  private static func dashColumn(_ file: SourceFile, _ start: Int) -> Int? {
    let lineStart = file.lineStarts[file.line(at: start)]
    let before = file.text[lineStart..<start]
    guard let dash = before.firstIndex(where: { $0 != UInt8(ascii: " ") }),
      before[dash] == UInt8(ascii: "-"), dash + 1 < start,
      before[(dash + 1)...].allSatisfy({ $0 == UInt8(ascii: " ") })
    else { return nil }
    return dash - lineStart
  }
}

extension YAMLNode {
  /// Whether the node ends in a block scalar that blank lines or the file's end belong to.
  fileprivate func endsOpen(in file: SourceFile) -> Bool {
    switch content {
    case .sequence(let items): items.last?.endsOpen(in: file) ?? false
    case .mapping(let mapping): mapping.entries.last?.value.endsOpen(in: file) ?? false
    case .scalar(let scalar):
      (scalar.style == .literal || scalar.style == .folded)
        && (scalar.text.hasSuffix("\n\n") || span.end >= file.text.count)
    }
  }
}
