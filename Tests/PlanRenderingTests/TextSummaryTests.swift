import Testing

@testable import PlanRendering

/// What one line says of how much of a text changed.
@Suite struct TextSummaryTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let sentence: String
    var testDescription: String { "\(old.debugDescription) → \(new.debugDescription)" }
  }

  @Test(arguments: [
    Row(old: "a\nb", new: "a\nc", sentence: "+1 −1 of 2 lines, 3 characters"),
    // The line feed at the end begins no line that anybody reads.
    Row(old: "a\nb", new: "a\nc\n", sentence: "+1 −1 of 2 lines, 4 characters"),
    Row(old: "a\nb\n", new: "a\nc", sentence: "+1 −1 of 2 lines, 3 characters"),
    Row(old: "a\n", new: "a\nb\nc\n", sentence: "+2 −0 of 3 lines, 6 characters"),
    // Where it is all that changed, it counts.
    Row(old: "a\nb", new: "a\nb\n", sentence: "+1 −0 of 2 lines, 4 characters"),
    Row(old: "a\nb\n", new: "a\nb", sentence: "+0 −1 of 2 lines, 3 characters"),
    Row(old: "one", new: "one word", sentence: "8 characters"),
  ])
  func sentence(_ row: Row) {
    #expect(TextDifference(from: row.old, to: row.new).summary(limit: nil).sentence == row.sentence)
  }
}
