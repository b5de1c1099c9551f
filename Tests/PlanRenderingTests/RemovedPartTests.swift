import Diagnostics
import PlanRendering
import Planning
import ResourceModel
import Testing

/// A part that the YAML no longer declares is the change, although all that it declares is in place.
@Suite struct RemovedPartTests {
  @Test func whatIsTakenOutIsShown() {
    let before: JSONValue = [
      ["type": "function", "function": ["name": "look_up", "strict": true]],
      ["type": "file_search", "max_num_results": 8],
    ]
    let after: JSONValue = [
      ["type": "function", "function": ["name": "look_up"]], ["type": "file_search"],
    ]
    let plan = Fixtures.plan([
      Fixtures.update(
        "sales",
        [
          AttributeChange(
            path: AttributePath("tools"), before: before, after: .value(after), cause: .changed)
        ])
    ])
    let plain = TerminalPlanRenderer.render(plan).plain
    #expect(plain.contains("strict"))
    #expect(plain.contains("max_num_results"))
  }
}
