import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Two different texts never look the same in a difference.
@Suite struct LookAlikeTests {
  private static let pool = [
    "a", "e", "K", "\u{212A}", "é", "e\u{301}", "\u{301}", "Å", "\u{212B}", "가", "\u{1100}\u{1161}",
    "\u{200B}", "\\u{200B}", "\\", "u{200B}", "\u{200D}", "\u{200C}", "می\u{200C}خ", "میخ",
    "क्\u{200D}ष", "क्ष", "👩\u{200D}💻", "👩💻", "❤\u{FE0F}", "❤", "❤\u{FE0E}", "1\u{FE0F}\u{20E3}",
    "1\u{20E3}", "\u{FE0F}", "\t", "→   ", "→", " ", " ", "·", "\u{A0}", "⍽", "\r", "␍", "\\r",
    "⏎ at the end", "\u{2000}", "\u{2002}", "\u{AD}", "\u{3164}", "\u{2800}", "\u{34F}",
    "\u{E0041}",
    "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "🏴", "\u{1B}", "\\u{1B}", "\u{202E}",
    "word ", "other ",
  ]

  private static func text(_ most: Int, _ generator: inout SeededGenerator, lines: Bool) -> String {
    (0..<Int.random(in: 0...most, using: &generator)).map { _ in
      lines && Int.random(in: 0..<5, using: &generator) == 0
        ? "\n" : pool.randomElement(using: &generator) ?? "a"
    }.joined()
  }

  /// Mostly one edit of one piece, which is what is hard to see.
  private static func edited(_ text: String, _ generator: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      let start = Int.random(in: 0...scalars.count, using: &generator)
      let end = min(scalars.count, start + Int.random(in: 0...2, using: &generator))
      let piece = pool.randomElement(using: &generator) ?? "a"
      scalars.replaceSubrange(start..<end, with: Array(piece.unicodeScalars))
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func textsNeverLookTheSame(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 { Self.tryTexts(&generator) }
  }

  private static func tryTexts(_ generator: inout SeededGenerator) {
    let old = Self.text(14, &generator, lines: true)
    let new = Self.edited(old, &generator)
    guard Array(old.utf8) != Array(new.utf8), !old.isEmpty, !new.isEmpty else { return }
    let filler = String(repeating: "x", count: 61) + "\n"
    for width in [nil, 200] {
      let sides = Self.sides(of: Fixtures.prompt(filler + old, filler + new), width: width)
      #expect(Self.seen(sides.old) != Self.seen(sides.new), "\(sides) \(Array(old.unicodeScalars))")
      #expect(sides.hidden.isEmpty, "\(sides)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>) func valuesNeverLookTheSame(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 { try Self.tryValues(&generator) }
  }

  private static func tryValues(_ generator: inout SeededGenerator) throws {
    let old = Self.text(6, &generator, lines: false)
    let new = Self.edited(old, &generator)
    guard Array(old.utf8) != Array(new.utf8) else { return }
    let change = Fixtures.attribute("name", .string(old), .string(new))
    let plan = Fixtures.plan([Fixtures.update("sales", [change])])
    let runs = TerminalPlanRenderer.render(plan).runs
    let left = try #require(runs.first { $0.style == .removed }?.text)
    let right = try #require(runs.first { $0.style == .added }?.text)
    #expect(Self.seen([left]) != Self.seen([right]), "\(left) \(right)")
    let finding = try #require(PlanFindings.of(plan, manifest: "asst.yaml").first)
    let values = [left, right].map { side in
      ["- ", "+ "].contains { side.hasPrefix($0) } ? String(side.dropFirst(2)) : side
    }
    // Longer values are not said there.
    let says = finding.detail.contains(" changes: ")
    #expect(!says || finding.detail.contains(" changes: \(values[0]) → \(values[1])."))
  }

  @Test func anAccentInTwoCharactersIsSpelled() {
    let plain = Self.plain(
      Fixtures.prompt("Visit our caf\u{E9} today.\n", "Visit our cafe\u{301} today.\n"))
    #expect(plain.contains("- Visit our caf[-\\u{E9}-] today"), "\(plain)")
    #expect(plain.contains("+ Visit our caf{+e\\u{301}+} today"), "\(plain)")
    let short = Self.plain(Fixtures.attribute("name", "Caf\u{E9}", "Cafe\u{301}"))
    #expect(short.contains("\"Caf\\u{E9}\" → \"Cafe\\u{301}\""), "\(short)")
    let list = Self.plain(
      Fixtures.attribute("response_format", ["x": ["\u{E9}"]], ["x": ["e\u{301}"]]))
    #expect(list.contains("- \"\\u{E9}\"  + \"e\\u{301}\""), "\(list)")
  }

  @Test func anEscapeIsNotTakenForWhatItStandsFor() {
    let plain = Self.plain(Fixtures.prompt("One.\nTwo\u{200B}.", "One.\nTwo\\u{200B}."))
    #expect(plain.contains("- Two[-\\u{200B}-]."), "\(plain)")
    #expect(plain.contains("+ Two{+\\u{5C}u{200B}+}."), "\(plain)")
  }

  // MARK: - What is seen

  private static func plain(_ change: AttributeChange) -> String {
    TerminalPlanRenderer.render(Fixtures.plan([Fixtures.update("sales", [change])])).plain
  }

  /// The lines of the old text and of the new one as they are shown, without marks on words; and what of
  /// them nobody sees although no picture and no script needs it.
  private static func sides(
    of change: AttributeChange, width: Int?
  ) -> (old: [String], new: [String], hidden: [Unicode.Scalar]) {
    let options = PlanRenderingOptions(showsFullText: true, width: width)
    let text = TerminalPlanRenderer.render(
      Fixtures.plan([Fixtures.update("sales", [change])]), options: options)
    // Each run as `plain` has it.
    let shown = text.runs.map { TerminalSafety.visible($0.text) }.joined()
    let lines = shown.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }.filter { $0.hasPrefix("      ") }
      .map { String(String.UnicodeScalarView($0.unicodeScalars.dropFirst(6))) }
    let content = { (line: String) in
      String(String.UnicodeScalarView(line.unicodeScalars.dropFirst(2)))
    }
    let begins = { (line: String, sign: Unicode.Scalar) in line.unicodeScalars.first == sign }
    return (
      lines.filter { !begins($0, "+") }.map(content),
      lines.filter { !begins($0, "-") }.map(content),
      shown.unicodeScalars.filter { scalar in
        ![0x200C, 0x200D, 0xFE0E, 0xFE0F].contains(scalar.value)
          && !(0xE0061...0xE007F).contains(scalar.value)
          && (scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}")
      }
    )
  }

  /// What a person makes of lines: nothing of what takes no room, and accents as one with their letters.
  /// Spaces at the end of a line are not seen.
  private static func seen(_ lines: [String]) -> [String] {
    lines.map { line in
      let scalars = line.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
      var text = String(String.UnicodeScalarView(scalars)).unicodeScalars
      while text.last == " " { text.removeLast() }
      return String(text)
    }
  }
}
