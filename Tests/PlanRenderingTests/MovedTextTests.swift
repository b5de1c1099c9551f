import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Blocks of lines that stand elsewhere are said to be moved, and not shown twice.
@Suite struct MovedTextTests {
  private static let shipping = """
    ## Shipping

    Parcels leave on the day of the order.
    Say when they arrive, and with whom.
    """

  @Test func aBlockIsMovedAndNotRewritten() throws {
    let rest = (1...30).map { "\($0). Answer question number \($0) with care." }
    let old = ([Self.shipping, ""] + rest).joined(separator: "\n")
    let new = (rest + ["", Self.shipping]).joined(separator: "\n")
    let plan = Fixtures.plan([Fixtures.update("sales", [Fixtures.prompt(old, new)])])
    let plain = TerminalPlanRenderer.render(plan, options: PlanRenderingOptions(width: 80)).plain
    #expect(plain.contains("« 4 lines moved to line 32: ## Shipping"))
    #expect(plain.contains("» 4 lines moved here from line 1: ## Shipping"))
    #expect(plain.contains("+1 −1 of 35 lines, 4 moved, "))
    #expect(!plain.contains("- Parcels") && !plain.contains("+ Parcels"))
    try Golden.check("moved", plan)
    try Golden.check(
      "moved-full", plan, options: PlanRenderingOptions(showsFullText: true, width: 80))
  }

  /// What is alike by chance is no block, and a paragraph of one line is.
  @Test func aLineMovesWhenItIsAParagraph() {
    let rest = (1...30).map { "\($0). Answer question number \($0) with care." }
    let moved = { (line: String) -> String in
      let plan = Fixtures.plan([
        Fixtures.update(
          "sales",
          [
            Fixtures.prompt(
              ([line] + rest).joined(separator: "\n"), (rest + [line]).joined(separator: "\n"))
          ])
      ])
      return TerminalPlanRenderer.render(plan).plain
    }
    #expect(moved("Be kind.").contains("- Be kind."))
    let paragraph = "Never promise a refund " + String(repeating: "of any kind ", count: 6) + "."
    #expect(moved(paragraph).contains("« 1 line moved to line 31: Never promise a refund"))
  }

  /// The rendering holds all that turns the old text into the new one: blocks are taken from the old
  /// text, and everything else is shown.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func theDifferenceTurnsTheOldTextIntoTheNew(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let old = (0..<Int.random(in: 20...80, using: &generator)).map { _ in
      Int.random(in: 0..<4, using: &generator) == 0
        ? "" : "line \(Int.random(in: 0..<500, using: &generator)) says something"
    }
    var new = old
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let start = Int.random(in: 0..<new.count - 8, using: &generator)
      let block = Array(new[start..<start + Int.random(in: 2...8, using: &generator)])
      new.removeSubrange(start..<start + block.count)
      new.insert(contentsOf: block, at: Int.random(in: 0...new.count, using: &generator))
    }
    new[Int.random(in: 0..<new.count, using: &generator)] = "something new"
    let rows = Self.rows(from: old, to: new)
    #expect(try Self.applied(rows, to: old) == new)
  }

  /// What stands below the name of the attribute, without the indent.
  private static func rows(from old: [String], to new: [String]) -> [String] {
    let change = Fixtures.attribute(
      "instructions", .string(old.joined(separator: "\n")), .string(new.joined(separator: "\n")))
    let text = TerminalPlanRenderer.render(
      Fixtures.plan([Fixtures.update("sales", [change])]),
      options: PlanRenderingOptions(showsFullText: true))
    // The runs and not the plain text: words that differ have no marks there.
    let lines = text.runs.map(\.text).joined()
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let end = lines.lastIndex { $0.hasPrefix("Plan for") } ?? lines.count
    return lines[2..<end].map { String($0.dropFirst(6)) }
  }

  private static func applied(_ rows: [String], to old: [String]) throws -> [String] {
    var result: [String] = []
    var position = 0
    var index = 0
    while index < rows.count, !(position == old.count && rows[index...].allSatisfy(\.isEmpty)) {
      let row = rows[index]
      index += 1
      let body = String(row.dropFirst(2))
      switch row.first {
      case "@": continue
      case "-": position += 1
      case "+": result.append(body.hasSuffix("⏎ at the end") ? "" : body)
      case "«": position += try #require(Self.numbers(body).first)
      case "»":
        let numbers = Self.numbers(body)
        let (count, from) = (try #require(numbers.first), try #require(numbers.dropFirst().first))
        let block = Array(old[from - 1..<from - 1 + count])
        // The block itself stands below.
        #expect(rows[index..<index + count].map { String($0.dropFirst(2)) } == block)
        result += block
        index += count
      default:
        guard position < old.count else { continue }
        #expect(body == old[position])
        result.append(old[position])
        position += 1
      }
    }
    // What a line feed at the end of both texts leaves behind it is no line that is shown.
    if position == old.count - 1, old.last == "" { result.append("") }
    return result
  }

  private static func numbers(_ text: String) -> [Int] {
    text.split { !$0.isNumber }.compactMap { Int($0) }
  }
}
