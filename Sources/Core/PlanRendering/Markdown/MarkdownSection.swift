/// A part of a Markdown page that can be said at more or less length.
struct MarkdownSection {
  /// All there is to say.
  let whole: String
  /// How it is said where the page has no room for all; made only then.
  let shorter: () -> MarkdownLevels

  /// Always whole.
  init(_ text: String) {
    whole = text
    shorter = { MarkdownLevels([MarkdownLevels.Level(size: text.utf8.count)]) { _, _ in text } }
  }

  init(whole: String, shorter: @escaping () -> MarkdownLevels) {
    self.whole = whole
    self.shorter = shorter
  }
}

/// The lengths at which something can be said, the tersest first; each says all that the one before says.
struct MarkdownLevels {
  struct Level {
    /// How many bytes it takes at the most.
    var size: Int
    var turn = Turn.problems
  }

  /// When a section is said at more length. None of this depends on the room that there is.
  enum Turn {
    /// Before all else: what forbids the plan.
    static let problems = 0
    /// Then what is deleted.
    static let deletions = 1

    /// Then everything, as much of each at a time as its share is of all shares.
    static func shared(_ size: Int, share: Int) -> Int { deletions + 1 + size / share }
  }

  let levels: [Level]
  /// The text of a level, and how many bytes it may fill, which are as many as the level takes or more.
  let text: (Int, Int) -> String

  init(_ levels: [Level], text: @escaping (Int, Int) -> String) {
    self.levels = levels
    self.text = text
  }
}

extension [MarkdownSection] {
  private static let gap = "\n\n"

  /// The sections with a blank line between them, and a line feed at the end.
  ///
  /// Where they have no room, all begin at their tersest, and one after the other says more. Whose turn it
  /// is follows an order that is the same for every size, and the page goes as far in it as it has room:
  /// a larger one goes at least as far, so that more room never shows less of anything.
  func joined(within size: Int) -> String {
    let whole = map(\.whole)
    if Self.size(of: whole.map(\.utf8.count)) <= size { return Self.page(whole) }
    let sections = map { $0.shorter() }
    var current = sections.map { _ in 0 }
    var total = Self.size(of: sections.map { $0.levels[0].size })
    var (chosen, left) = (current, size - total)
    for (section, level) in Self.order(of: sections) {
      let levels = sections[section].levels
      total += levels[level].size - levels[level - 1].size
      current[section] = level
      if total <= size { (chosen, left) = (current, size - total) }
    }
    return Self.page(
      zip(sections, chosen).map { section, level in
        section.text(level, section.levels[level].size + Swift.max(0, left))
      })
  }

  /// Whose turn it is to say more, step by step.
  private static func order(of sections: [MarkdownLevels]) -> [(section: Int, level: Int)] {
    var steps: [(turn: Int, section: Int, level: Int)] = []
    for (section, levels) in sections.enumerated() {
      var turn = 0
      for (level, step) in levels.levels.enumerated().dropFirst() {
        // Nobody skips a level.
        turn = Swift.max(turn, step.turn)
        steps.append((turn, section, level))
      }
    }
    return steps.sorted { $0 < $1 }.map { ($0.section, $0.level) }
  }

  private static func size(of sizes: [Int]) -> Int {
    sizes.reduce(1) { $0 + $1 } + gap.utf8.count * Swift.max(0, sizes.count - 1)
  }

  private static func page(_ texts: [String]) -> String { texts.joined(separator: gap) + "\n" }
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
