import Diagnostics

/// A span as programs are told it: lines and columns from 1, the end being the place after the last
/// character.
struct TextRegion: Equatable {
  let line: Int
  let column: Int
  let endLine: Int
  let endColumn: Int

  /// The span exactly, as an edit needs it.
  init(_ span: SourceSpan, in unit: ColumnUnit) {
    (line, column) = Self.position(span.start, span.file, unit)
    (endLine, endColumn) = Self.position(span.end, span.file, unit)
  }

  /// The span without line breaks at its end, which would show the line after it.
  init(visible span: SourceSpan, in unit: ColumnUnit) {
    let text = span.file.text
    var end = min(span.end, text.count)
    while end > span.start,
      text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    self.init(SourceSpan(file: span.file, start: span.start, end: end), in: unit)
  }

  private static func position(
    _ offset: Int, _ file: SourceFile, _ unit: ColumnUnit
  ) -> (line: Int, column: Int) {
    let offset = min(offset, file.text.count)
    return (file.line(at: offset) + 1, file.column(at: offset, in: unit))
  }
}
