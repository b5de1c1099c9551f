import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Prompts and remote objects are written by others.
@Suite struct HostileTextTests {
  @Test(arguments: 0..<100 as Range<UInt64>) func noControlCharacterIsLeft(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let pool: [Unicode.Scalar] = [
      "\u{1B}", "\u{7}", "\u{8}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{0}", "\r", "\n",
      "\t", "a", "b", " ", "é", "日", "[", "m", "\u{A0}", "\u{2028}", "\u{200B}",
    ]
    let text = { (generator: inout SeededGenerator) -> String in
      var result = ""
      for _ in 0..<Int.random(in: 0...120, using: &generator) {
        result.unicodeScalars.append(pool.randomElement(using: &generator) ?? "a")
      }
      return result
    }
    var change = Fixtures.update(
      "sales", id: text(&generator),
      [
        Fixtures.prompt(text(&generator), text(&generator)),
        Fixtures.attribute("name", .string(text(&generator)), .string(text(&generator))),
        Fixtures.attribute(
          "tools", [Fixtures.function(text(&generator))], [Fixtures.function(text(&generator))]),
        AttributeChange(
          path: AttributePath("metadata", key: text(&generator)),
          before: .string(text(&generator)), after: .value(.string(text(&generator))), cause: .drift
        ),
      ])
    change.notes = [
      AttributeNote(path: AttributePath("description"), observed: .string(text(&generator)))
    ]
    let plain = TerminalPlanRenderer.render(
      Fixtures.plan([change]), options: PlanRenderingOptions(width: 80)
    ).plain
    let hostile = plain.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x09, 0x0A: false
      case 0..<0x20, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
    #expect(hostile.isEmpty)
  }

  @Test func aNameCannotAddALine() throws {
    let forged = "asst_1\nPlan for acme-shop → production: 0 to create\u{1B}[2J"
    var change = Fixtures.update(
      "sales", id: forged,
      [
        Fixtures.attribute("name", "Sales", .string("\u{202E}selas\n+ assistants.fake")),
        Fixtures.prompt(
          "Be kind.\nBe \u{1B}[31mbrief.\nEnd.", "Be kind.\nBe \u{1B}[32mbrief\u{200B}.\nEnd."),
      ])
    change.notes = [
      AttributeNote(path: AttributePath("description"), observed: .string("a\n- assistants.b"))
    ]
    let plan = Fixtures.plan([change])
    let plain = TerminalPlanRenderer.render(plan).plain
    #expect(!plain.contains("\n+ assistants.fake"))
    let lines = plain.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("Plan for") } == 1)
    #expect(lines.count { !$0.hasPrefix(" ") } == 2)
    #expect(!plain.contains("\n- assistants.b"))
    try Golden.check("hostile", plan)
  }

  @Test func aWordInALineOfAQuarterMillionCharactersIsShownAlone() {
    let start = String(repeating: "All is well and good. ", count: 6_000)
    let plan = Fixtures.plan([
      Fixtures.update("sales", [Fixtures.prompt(start + "five " + start, start + "seven " + start)])
    ])
    let plain = TerminalPlanRenderer.render(plan).plain
    #expect(plain.utf8.count < 2_000)
    #expect(plain.contains("five") && plain.contains("seven"))
    #expect(plain.contains("[131,941 characters] … well and good. All is"))
  }
}
