import Diagnostics

extension WrittenCollection {
  /// Takes a part away: its lines, or its text with one comma. A comment behind it stays, on a line of
  /// its own; nil where there are comments inside. A block keeps its last part, since nothing would
  /// be left to be a mapping or a list.
  func removing(_ index: Int) -> SourceEdit? {
    switch style {
    case .flow: removingFromFlow(index)
    case .block: removingLines(index)
    }
  }

  private func removingFromFlow(_ index: Int) -> SourceEdit? {
    let part = parts[index]
    if index + 1 < parts.count {
      let next = parts[index + 1].lowerBound
      return isGap(part.upperBound..<next) ? edit(part.lowerBound..<next, "") : nil
    }
    if index > 0 {
      let previous = parts[index - 1].upperBound
      return isGap(previous..<part.lowerBound) ? edit(previous..<part.upperBound, "") : nil
    }
    let inside = range.lowerBound + 1..<range.upperBound - 1
    guard isGap(inside.lowerBound..<part.lowerBound), isGap(part.upperBound..<inside.upperBound)
    else { return nil }
    return edit(inside, "")
  }

  private func removingLines(_ index: Int) -> SourceEdit? {
    guard parts.count > 1 else { return nil }
    let part = parts[index]
    let lineStart = file.lineStarts[file.line(at: part.lowerBound)]
    let isFirstOnLine =
      !isMapping || file.text[lineStart..<part.lowerBound].allSatisfy(\.isBlank)
    guard isFirstOnLine else {
      // Behind the dash of an item: what follows takes the place.
      let next = parts[index + 1].lowerBound
      return isGap(part.upperBound..<next) ? edit(part.lowerBound..<next, "") : nil
    }
    guard let end = lineEnd(after: part), !mayHoldComments(part) else { return nil }
    if let comment = comment(after: part) {
      let start = file.text[lineStart..<part.lowerBound].firstIndex { !$0.isBlank }
      return edit((start ?? part.lowerBound)..<comment, "")
    }
    if end == file.text.count, end > 0, file.text[end - 1] != UInt8(ascii: "\n"), lineStart > 0 {
      let isCarriage = lineStart > 1 && file.text[lineStart - 2] == UInt8(ascii: "\r")
      return edit(lineStart - (isCarriage ? 2 : 1)..<end, "")
    }
    return edit(lineStart..<end, "")
  }

  /// Whether a part of several lines has a comment inside, or a text that looks like one.
  private func mayHoldComments(_ part: Range<Int>) -> Bool {
    guard file.line(at: part.lowerBound) != file.line(at: max(part.lowerBound, part.upperBound - 1))
    else { return false }
    return part.dropFirst().contains { index in
      file.text[index] == UInt8(ascii: "#") && file.text[index - 1].isBlank
    }
  }

  /// Where the comment behind a part starts.
  private func comment(after part: Range<Int>) -> Int? {
    let last = max(part.lowerBound, part.upperBound - 1)
    let line =
      part.upperBound..<max(part.upperBound, file.range(ofLine: file.line(at: last)).upperBound)
    return line.first { !file.text[$0].isBlank }
  }

  /// Whether nothing stands in a range but white space and commas.
  private func isGap(_ range: Range<Int>) -> Bool {
    file.text[range].allSatisfy { $0.isBlank || $0 == UInt8(ascii: ",") }
  }
}
