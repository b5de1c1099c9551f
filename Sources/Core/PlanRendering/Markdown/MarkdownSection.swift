/// A part of a Markdown page that knows how to say less.
struct MarkdownSection {
  /// What is said where there is no room for more.
  let least: String
  /// Returns what fits into so many bytes, which are never fewer than `least` takes; empty for nothing.
  let fill: (Int) -> String

  /// Always whole.
  init(_ text: String) {
    least = text
    fill = { _ in text }
  }

  init(least: String, fill: @escaping (Int) -> String) {
    self.least = least
    self.fill = fill
  }
}

extension [MarkdownSection] {
  private static let gap = "\n\n"

  /// The sections with a blank line between them, the earlier ones as rich as the later ones leave room
  /// for at their least; a line feed at the end.
  func joined(within size: Int) -> String {
    var result = ""
    var reserved = reduce(1) { $0 + $1.least.utf8.count + Self.gap.utf8.count }
    for section in self {
      reserved -= section.least.utf8.count + Self.gap.utf8.count
      let room = size - reserved - result.utf8.count - Self.gap.utf8.count
      let text = section.fill(Swift.max(room, section.least.utf8.count))
      guard !text.isEmpty else { continue }
      result += (result.isEmpty ? "" : Self.gap) + text
    }
    return result + "\n"
  }
}

/// Lines as long as there is room for them.
struct MarkdownLines {
  private(set) var text: String
  private(set) var count = 0
  private var room: Int

  init(_ head: String, room: Int) {
    text = head
    self.room = room - head.utf8.count
  }

  /// Takes lines until one does not fit; each begins a line of its own.
  mutating func take(_ lines: some Sequence<String>) {
    for line in lines {
      guard line.utf8.count + 1 <= room else { return }
      text += "\n\(line)"
      room -= line.utf8.count + 1
      count += 1
    }
  }
}
