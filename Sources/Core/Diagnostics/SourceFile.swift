/// The text of one file that diagnostics can point into.
///
/// A class because hundreds of thousands of spans share one text; it never changes once made.
package final class SourceFile: Sendable {
  /// The path as messages show it, relative to where the user stands.
  package let path: String
  /// The whole text as UTF-8, without a byte order mark.
  package let text: [UInt8]
  /// The byte offset at which each line starts; the first is 0.
  package let lineStarts: [Int]
  private let columns: ColumnTable

  package init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
    var starts = [0]
    for index in text.indices where text[index] == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    self.lineStarts = starts
    self.columns = ColumnTable(of: text, lineStarts: starts)
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, text: Array(text.utf8))
  }

  /// The index of the line that holds `offset`, from 0; an offset past the end is on the last line.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The column of `offset` in its line, from 1.
  package func column(at offset: Int, in unit: ColumnUnit = .characters) -> Int {
    let lineStart = lineStarts[line(at: offset)]
    let (known, before) = columns.mark(before: offset, from: lineStart, in: unit)
    let end = min(max(known, offset), text.count)
    return before + unit.count(in: text[known..<end]) + 1
  }

  /// The byte range of the line `index` (from 0), without its line break.
  package func range(ofLine index: Int) -> Range<Int> {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : text.count
    if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The text in a byte range; a character cut in half becomes U+FFFD.
  package func string(in range: Range<Int>) -> String {
    String(decoding: text[range.clamped(to: 0..<text.count)], as: UTF8.self)
  }
}
