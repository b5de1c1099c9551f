/// The headings of a Markdown text: where a change stands, in the words of its writer.
struct MarkdownHeadings {
  /// The line of the nearest heading above each line, if there is one.
  private let nearest: [Int?]

  init(of lines: TextLines) {
    var nearest: [Int?] = []
    nearest.reserveCapacity(lines.count)
    var current: Int?
    var fence: Fence?
    for index in 0..<lines.count {
      nearest.append(current)
      let line = lines.slice(index)
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
      } else if let opened = Fence(line) {
        fence = opened
      } else if Self.isHeading(line) {
        current = index
      } else if index > 0, Self.isUnderline(line), Self.isUnderlined(lines, index - 1) {
        current = index - 1
      }
    }
    self.nearest = nearest
  }

  /// The line number, from 0, of the heading under which a line stands.
  func above(_ line: Int) -> Int? { nearest.indices.contains(line) ? nearest[line] : nil }

  /// Up to three spaces, one to six `#`, and a space (CommonMark, 4.2).
  private static func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 }
    let level = text.prefix { $0 == UInt8(ascii: "#") }.count
    guard line.count - text.count <= 3, (1...6).contains(level) else { return false }
    let rest = text.dropFirst(level)
    return (rest.first == 0x20 || rest.first == 0x09) && rest.contains { $0 != 0x20 && $0 != 0x09 }
  }

  /// `===` or `---` below a line makes that a heading (CommonMark, 4.3).
  private static func isUnderline(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 }
    guard let mark = text.first, mark == UInt8(ascii: "=") || mark == UInt8(ascii: "-") else {
      return false
    }
    return line.count - text.count <= 3
      && text.drop { $0 == mark }.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  /// A paragraph of one line: behind more of them, `---` is as often a rule, so that one is left alone.
  private static func isUnderlined(_ lines: TextLines, _ index: Int) -> Bool {
    guard !lines.isBlank(index), index == 0 || lines.isBlank(index - 1) else { return false }
    let line = lines.slice(index)
    let text = line.drop { $0 == 0x20 }
    return line.count - text.count <= 3 && !isHeading(line) && !isUnderline(line)
      && !["- ", "* ", "+ ", "> ", "| "].contains { text.starts(with: $0.utf8) }
  }
}

/// A fenced block of code, in which `#` begins no heading.
private struct Fence {
  private let mark: UInt8
  private let length: Int

  init?(_ line: ArraySlice<UInt8>) {
    let text = line.drop { $0 == 0x20 }
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    length = text.prefix { $0 == mark }.count
    self.mark = mark
    let isInlineCode = mark == UInt8(ascii: "`") && text.dropFirst(length).contains(mark)
    guard length >= 3, line.count - text.count <= 3, !isInlineCode else { return nil }
  }

  func isClosed(by line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 }
    let run = text.prefix { $0 == mark }.count
    return run >= length
      && text.dropFirst(run).allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}
