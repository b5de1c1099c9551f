import Diagnostics

extension WrittenCollection {
  /// Where a new part goes.
  enum Position {
    case first, last
    /// Behind the part of this index.
    case after(Int)
  }

  /// Writes a part into the collection: on a line of its own where the others have one.
  func inserting(_ part: String, _ position: Position) -> SourceEdit? {
    switch style {
    case .flow: insertingInFlow(part, position)
    case .block(let column): insertingLine(part, position, column: column)
    }
  }

  private func insertingInFlow(_ part: String, _ position: Position) -> SourceEdit? {
    guard let last = parts.indices.last else {
      let inside = range.lowerBound + 1..<range.upperBound - 1
      guard file.text[inside].allSatisfy(\.isBlank) else { return nil }
      return edit(inside, isMapping && !isJSON ? " \(part) " : part)
    }
    switch position {
    case .first:
      let start = parts[0].lowerBound
      return edit(start..<start, part + "," + separator(before: 0))
    case .last: return insertingInFlow(part, .after(last))
    case .after(let index):
      let end = parts[index].upperBound
      return edit(end..<end, "," + separator(before: index) + part)
    }
  }

  /// What stands between two parts of a flow: a line break where the part at `index` is the first
  /// thing on its line, else a space.
  private func separator(before index: Int) -> String {
    let start = parts[index].lowerBound
    let lineStart = file.lineStarts[file.line(at: start)]
    let before = file.text[lineStart..<start]
    guard lineStart > range.lowerBound, before.allSatisfy(\.isBlank) else { return " " }
    return lineBreak + String(decoding: before, as: UTF8.self)
  }

  private func insertingLine(_ part: String, _ position: Position, column: Int) -> SourceEdit? {
    let indentation = String(repeating: " ", count: column)
    switch position {
    case .first:
      guard isMapping, let start = parts.first?.lowerBound else { return nil }
      return edit(start..<start, part + lineBreak + indentation)
    case .last:
      return insertingLine(part, .after(parts.count - 1), column: column)
    case .after(let index):
      if index == parts.count - 1, endsOpen { return nil }
      guard let next = lineEnd(after: parts[index]) else { return nil }
      let line = indentation + (isMapping ? part : "- " + part)
      let isWhole = next > 0 && file.text[next - 1] == UInt8(ascii: "\n")
      return edit(next..<next, isWhole ? line + lineBreak : lineBreak + line)
    }
  }

  /// Where the line after a part starts, or the file's end; nil when more than a comment follows
  /// the part on its line.
  func lineEnd(after part: Range<Int>) -> Int? {
    let line = file.line(at: max(part.lowerBound, part.upperBound - 1))
    let end = file.range(ofLine: line).upperBound
    if part.upperBound < end {
      let rest = file.text[part.upperBound..<end].first { !$0.isBlank }
      if let rest, rest != UInt8(ascii: "#") { return nil }
    }
    return line + 1 < file.lineStarts.count ? file.lineStarts[line + 1] : file.text.count
  }

  /// How lines of the file end.
  var lineBreak: String {
    let end = file.lineStarts.count > 1 ? file.lineStarts[1] : 0
    return end > 1 && file.text[end - 2] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  func edit(_ range: Range<Int>, _ text: String) -> SourceEdit {
    SourceEdit(
      replace: SourceSpan(file: file, start: range.lowerBound, end: range.upperBound), with: text)
  }
}

extension UInt8 {
  /// A space, a tab or a line break.
  var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
