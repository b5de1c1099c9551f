import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Properties that hold for every pair of texts, tried on seeded random ones.
@Suite struct DifferenceTests {
  /// Every line of both texts is in the whole rendering, in order: the unchanged and removed lines
  /// are the old text, the unchanged and added lines are the new one.
  @Test(arguments: 0..<300 as Range<UInt64>) func hunksTurnTheOldTextIntoTheNew(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let old = Self.randomLines(using: &generator)
    let new = Self.edited(old, using: &generator)
    guard old != new else { return }
    let shown = Self.hunkLines(from: old, to: new)
    #expect(shown.filter { !$0.hasPrefix("+") }.map { String($0.dropFirst(2)) } == old)
    #expect(shown.filter { !$0.hasPrefix("-") }.map { String($0.dropFirst(2)) } == new)
  }

  /// With little context the places of the hunks count too.
  @Test(arguments: 0..<300 as Range<UInt64>) func hunksSayWhereTheyBelong(seed: UInt64) {
    var generator = SeededGenerator(seed: seed &+ 1_000)
    let old = Self.randomLines(using: &generator)
    var new = Self.edited(old, using: &generator)
    // Deletions at the very end have no line of the new text to name.
    new.append("end")
    guard old + ["end"] != new else { return }
    for context in 0...3 {
      #expect(Self.applied(old + ["end"], to: new, context: context) == new)
    }
  }

  @Test func theLastHunkOfAHugeRewriteIsStillRight() {
    var generator = SeededGenerator(seed: 7)
    let old = (0..<3_000).map { _ in "line \(Int.random(in: 0..<40, using: &generator))" }
    let new = old.shuffled(using: &generator)
    let shown = Self.hunkLines(from: old, to: new)
    #expect(shown.filter { !$0.hasPrefix("+") }.map { String($0.dropFirst(2)) } == old)
    #expect(shown.filter { !$0.hasPrefix("-") }.map { String($0.dropFirst(2)) } == new)
  }

  // MARK: - Texts

  private static func randomLines(using generator: inout SeededGenerator) -> [String] {
    let count = Int.random(in: 2...60, using: &generator)
    return (0..<count).map { _ in "x\(Int.random(in: 0..<12, using: &generator))" }
  }

  private static func edited(
    _ lines: [String], using generator: inout SeededGenerator
  ) -> [String] {
    var lines = lines
    for _ in 0..<Int.random(in: 1...12, using: &generator) {
      let index = Int.random(in: 0..<lines.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: lines.insert("x\(Int.random(in: 0..<12, using: &generator))", at: index)
      case 1 where lines.count > 2: lines.remove(at: index)
      default: lines[index] = "x\(Int.random(in: 0..<12, using: &generator))"
      }
    }
    return lines
  }

  /// The lines of the whole difference without marks on words, each after its sign and a space.
  private static func hunkLines(from old: [String], to new: [String]) -> [String] {
    rendering(from: old, to: new, options: PlanRenderingOptions(showsFullText: true))
      .filter { $0.hasPrefix("      ") }.map { String($0.dropFirst(6)) }
  }

  /// The old text after the hunks that are shown, each at the line of the new text that it names.
  private static func applied(_ old: [String], to new: [String], context: Int) -> [String] {
    let lines = rendering(
      from: old, to: new, options: PlanRenderingOptions(contextLines: context))
    var result: [String] = []
    var position = 0
    var start: Int?
    var leading: [String] = []
    for line in lines.dropFirst() {
      if line.contains("instructions") || line.hasPrefix("      @@") {
        result += leading
        position += leading.count
        leading = []
        start = line.firstRange(of: "line ").flatMap {
          Int(line[$0.upperBound...].prefix(while: \.isNumber))
        }
        continue
      }
      guard line.hasPrefix("      "), !line.isEmpty else { continue }
      let body = line.dropFirst(6)
      let text = String(body.dropFirst(2))
      if body.hasPrefix(" ") {
        leading.append(text)
        continue
      }
      if let first = start {
        while result.count < first - 1 - leading.count {
          result.append(old[position])
          position += 1
        }
        start = nil
      }
      result += leading
      position += leading.count
      leading = []
      if body.hasPrefix("+") { result.append(text) } else { position += 1 }
    }
    result += leading
    position += leading.count
    return result + old[position...]
  }

  private static func rendering(
    from old: [String], to new: [String], options: PlanRenderingOptions
  ) -> [String] {
    let change = Fixtures.attribute(
      "instructions", .string(old.joined(separator: "\n")), .string(new.joined(separator: "\n")))
    let text = TerminalPlanRenderer.render(
      Fixtures.plan([Fixtures.update("sales", [change])]), options: options)
    return text.runs.map(\.text).joined()
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
