/// A stretch of a source file, as byte offsets: small enough to stand on every node of a tree.
package struct SourceSpan: Sendable, Hashable {
  package let file: SourceFile
  /// The byte offsets of the first byte and of the first byte after the last.
  package let start: Int
  package let end: Int

  package init(file: SourceFile, start: Int, end: Int) {
    self.file = file
    self.start = start
    self.end = max(start, end)
  }

  /// The whole file's first position: for findings about a file rather than about a place in it.
  package init(startOf file: SourceFile) {
    self.init(file: file, start: 0, end: 0)
  }

  /// Where the span starts, as people count: lines and columns from 1, columns in characters.
  package var location: SourceLocation {
    SourceLocation(path: file.path, line: file.line(at: start) + 1, column: file.column(at: start))
  }

  /// Whether it starts before another one, by file and place.
  func precedes(_ other: SourceSpan) -> Bool {
    // By offsets where that is the same: a line costs a look at the text.
    if file === other.file { return start < other.start }
    if file.path != other.file.path { return file.path < other.file.path }
    return position < other.position
  }

  func startsWhere(_ other: SourceSpan) -> Bool {
    if file === other.file { return start == other.start }
    return file.path == other.file.path && position == other.position
  }

  /// The line, and the byte in it.
  private var position: (line: Int, byte: Int) {
    let line = file.line(at: start)
    return (line, start - file.lineStarts[line])
  }

  package static func == (left: SourceSpan, right: SourceSpan) -> Bool {
    left.file === right.file && left.start == right.start && left.end == right.end
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(file))
    hasher.combine(start)
    hasher.combine(end)
  }
}

/// A place in a file as people and editors name it: `path:line:column`, both from 1.
package struct SourceLocation: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  package let path: String
  package let line: Int
  package let column: Int

  package init(path: String, line: Int, column: Int) {
    self.path = path
    self.line = line
    self.column = column
  }

  package var description: String { "\(path):\(line):\(column)" }

  package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    (left.path, left.line, left.column) < (right.path, right.line, right.column)
  }
}
