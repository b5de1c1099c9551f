import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Lines are as wide as the terminal, whatever is in them.
@Suite struct LayoutTests {
  private static let pool = [
    "a", "word", " ", " ", "  ", "\t", "\n", "日本語", "👩‍👩‍👧", "🇩🇪", "e\u{301}", "한글", "\u{1B}[31m",
    "\u{202E}", "\u{A0}", "- ", "+ ", String(repeating: "x", count: 90), "❤\u{FE0F}", "\r",
    "می\u{200C}خ", "\u{200B}", "\u{3164}", "क्\u{200D}ष", "a\u{200D}", "a/b.c/",
  ]

  private static func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...80, using: &generator)).map { _ in
      pool.randomElement(using: &generator) ?? "a"
    }.joined()
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func noLineIsTooWide(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let plan = Fixtures.plan([
      Fixtures.update(
        "sales",
        [
          Fixtures.prompt(Self.text(&generator), Self.text(&generator)),
          Fixtures.attribute(
            "name", .string(Self.text(&generator)), .string(Self.text(&generator)),
            cause: .conflict),
          Fixtures.attribute(
            "tools",
            [Fixtures.function("a", Self.text(&generator)), Fixtures.function("gone")],
            [Fixtures.function("a", Self.text(&generator)), ["type": "code_interpreter"]]),
        ])
    ])
    for width in [20, 33, 40, 80] {
      for showsFullText in [false, true] {
        var options = PlanRenderingOptions(showsFullText: showsFullText, width: width)
        let plain = TerminalPlanRenderer.render(plan, options: options).plain
        #expect(Self.widest(plain) <= width, "\(plain)")
        options.marksWords = false
        let shown = TerminalPlanRenderer.render(plan, options: options).runs.map(\.text).joined()
        #expect(Self.widest(TerminalSafety.visible(shown)) <= width, "\(shown)")
      }
    }
  }

  private static func widest(_ text: String) -> Int {
    text.split(separator: "\n").map { DisplayWidth.columns(of: String($0)) }.max() ?? 0
  }

  /// A line that goes on does so below its own beginning, never at the left edge, where a prompt could
  /// pretend to be the plan.
  @Test func aPromptCannotReachTheLeftEdge() {
    let forged = String(repeating: "x ", count: 36) + "+ assistants.fake asst_1 is created"
    let plan = Fixtures.plan([
      Fixtures.update("sales", [Fixtures.prompt("One.\nTwo.", "One.\n\(forged)")])
    ])
    let plain = TerminalPlanRenderer.render(plan, options: PlanRenderingOptions(width: 80)).plain
    let atTheEdge = plain.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(atTheEdge.count == 2, "\(plain)")
  }

  @Test(arguments: [40, 20]) func narrowTerminals(width: Int) throws {
    let conflict = Fixtures.attribute("name", "Bob", "Support", cause: .conflict, line: 3)
    let drift = Fixtures.attribute("temperature", 1, 0, cause: .drift, line: 9)
    try Golden.check(
      "narrow-\(width)",
      Fixtures.plan([
        Fixtures.update(
          "sales", [BarTests.word, BarTests.schema, conflict, drift])
      ]), options: PlanRenderingOptions(width: width))
  }

  /// A legend explains the signs that occur; one that the last line counts in words needs none.
  @Test func theLegendHasTheSignsThatOccur() {
    let update = Fixtures.update("sales", [Fixtures.attribute("temperature", 1, 0)])
    let render = { (changes: [ResourceChange]) -> String in
      TerminalPlanRenderer.render(Fixtures.plan(changes)).plain
    }
    #expect(!render([update]).contains("~ update"))
    let drift = Fixtures.update(
      "other", [Fixtures.attribute("temperature", 1, 0, cause: .drift)])
    #expect(render([update, drift]).contains("\n~ update  ! changed outside\nPlan for"))
    var created = Fixtures.update("new", reason: .declared, [])
    created.action = .create
    #expect(render([update, created]).contains("\n+ create  ~ update\nPlan for"))
    // A tool is no object that is created; where something else is, one glyph says both.
    let tool = { (name: String) -> JSONValue in
      ["type": "function", "function": ["name": .string(name)]]
    }
    let tools = { (before: JSONValue, after: JSONValue) in
      Fixtures.update("tools", [Fixtures.attribute("tools", before, after)])
    }
    let added = tools([tool("a")], [tool("a"), tool("b")])
    #expect(render([added]).contains("\n+ add  ~ update\nPlan for"))
    #expect(render([added, created]).contains("\n+ create or add  ~ update\nPlan for"))
    let removed = tools([tool("a"), tool("b")], [tool("a")])
    #expect(render([removed]).contains("\n~ update  - remove\nPlan for"))
    let conflict = Fixtures.update(
      "other", [Fixtures.attribute("temperature", 1, 0, cause: .conflict)])
    #expect(render([conflict]).contains("\n‼ changed here and outside\nPlan for"))
  }

  @Test func aQuarterMillionCharactersWithoutASpaceStayReadable() {
    let start = String(repeating: "x", count: 128_000)
    let plan = Fixtures.plan([
      Fixtures.update(
        "sales", [Fixtures.prompt("\(start)five\(start)", "\(start)seven\(start)")])
    ])
    let plain = TerminalPlanRenderer.render(plan, options: PlanRenderingOptions(width: 20)).plain
    #expect(Self.widest(plain) <= 20)
    #expect(plain.split(separator: "\n").count < 60, "\(plain)")
    #expect(plain.contains("five") && plain.contains("seven"))
  }

  /// A line feed at the end of both texts is no line to show.
  @Test func noBlankLineIsMadeUp() {
    let plan = Fixtures.plan([
      Fixtures.update(
        "sales", [Fixtures.prompt("One.\n\nTwo.\nThree.\n", "One.\n\nTwo.\nFour.\n")]),
      Fixtures.update("support", [Fixtures.attribute("temperature", 1, 0)]),
    ])
    let lines = TerminalPlanRenderer.render(plan).plain
      .split(separator: "\n", omittingEmptySubsequences: false)
    #expect(zip(lines, lines.dropFirst()).allSatisfy { !$0.isEmpty || !$1.isEmpty })
    #expect(lines.contains { $0.hasSuffix("Two.") })
  }
}
