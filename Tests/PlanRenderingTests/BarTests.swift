import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import Testing

/// How long a review is: a change of a few words is read in a few lines.
@Suite struct BarTests {
  private let id = "asst_5Rk2vS8dqZr1bN0aXJtY4cHe"

  static let word = Fixtures.prompt(
    Fixtures.longPrompt(refundDays: 5), Fixtures.longPrompt(refundDays: 7))

  static let schema = Fixtures.attribute(
    "tools",
    [Fixtures.search(price: "Maximum price", required: ["query"]), ["type": "code_interpreter"]],
    [
      Fixtures.search(price: "Maximum price in USD", required: ["query", "category"]),
      ["type": "code_interpreter"],
    ], line: 7)

  @Test func oneWordOfALongPromptTakesTwelveLines() throws {
    let plan = Fixtures.plan([Fixtures.update("sales", id: id, [Self.word])])
    for width in [nil, 120, 80] {
      let text = TerminalPlanRenderer.render(plan, options: PlanRenderingOptions(width: width))
        .plain
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= 12)
      #expect(text.contains("Refunds take [-5-] days"))
      #expect(text.contains("+1 −1 of 164 lines, 8,891 of 256,000 characters"))
      #expect(text.contains("assistants/prompts/sales.md:45 · ## Refunds"))
      #expect(text.contains("asst_5Rk2vS8dqZr1bN0aXJtY4cHe  the configuration changed"))
    }
    try Golden.check("one-word", plan)
  }

  @Test func aWordAndTwoChangesOfASchemaTakeThirtyLines() throws {
    let plan = Fixtures.plan([Fixtures.update("sales", id: id, [Self.word, Self.schema])])
    for width in [nil, 80, 120] {
      let text = TerminalPlanRenderer.render(plan, options: PlanRenderingOptions(width: width))
        .plain
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= 30)
      #expect(text.contains("assistants/prompts/sales.md:45 · ## Refunds"))
      #expect(text.contains("parameters.required  + \"category\""))
      #expect(text.contains("breaking for the model's habits; 1 of 3 parameters unchanged"))
      #expect(text.contains("breaks habits: category is required, and was optional"))
    }
    try Golden.check("word-and-schema", plan)
  }
}
