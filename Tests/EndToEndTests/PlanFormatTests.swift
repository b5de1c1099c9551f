import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// `asst plan --format markdown|github|sarif`: whole on standard output, with the status of the plan.
@Suite(.inTurn) struct PlanFormatTests {
  private static let files = [
    "a.yaml": """
    assistants:
      sales:
        model: gpt-4o
        instructions: { file: prompts/sales.md }
      old: { model: gpt-4o }
    """,
    "prompts/sales.md": "# Sales\n\nSell.\n\n## Refunds\n\nRefunds take 5 days.\n",
  ]

  private func changed(_ emulator: EmulatorProcess) async throws -> Workspace {
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try workspace.edit("prompts/sales.md", "5 days", "7 days")
    try workspace.edit("a.yaml", "  old: { model: gpt-4o }\n", "")
    try workspace.edit("a.yaml", "  old: { model: gpt-4o }", "")
    return workspace
  }

  @Test func markdownIsACommentThatAJobFindsAgain() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try await changed(emulator)
    let plan = try await workspace.asst(
      "plan", "--format", "markdown", "--prune", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(
      plan.output.hasPrefix("<!-- asst plan: test/local -->\n### Plan for `test` → `local`\n"))
    #expect(plan.output.contains("| **delete** | `assistants.old` |"))
    #expect(plan.output.contains("@@ instructions @@ +1 −1 of 7 lines"))
    #expect(plan.output.contains("assistants/prompts/sales.md:7 · ## Refunds\n"))
    #expect(plan.output.contains("\n- Refunds take [-5-] days.\n+ Refunds take {+7+} days.\n"))

    #expect(try await workspace.asst("apply", "--yes", "--prune").status == 0)
    let empty = try await workspace.asst(
      "plan", "--format", "markdown", "--detailed-exitcode", "--max-size", "3000")
    #expect(empty.status == 0)
    #expect(
      empty.output == """
        <!-- asst plan: test/local -->
        ### No changes for `test` → `local`

        **1 resource is as declared.**

        """)
    await emulator.stop()
  }

  /// The comment must not go on showing the plan of an earlier commit.
  @Test func markdownSaysWhyThereIsNoPlan() async throws {
    let workspace = try Workspace(Self.files, baseURL: "http://127.0.0.1:1/v1")
    let plan = try await workspace.asst("plan", "--format", "markdown")
    #expect(plan.status == 1)
    #expect(
      plan.output.hasPrefix("<!-- asst plan: test/local -->\n### No plan for `test` → `local`\n"))
    #expect(plan.output.contains("error[ASST338]"))
    #expect(plan.errors.contains("error[ASST338]"))
  }

  @Test func annotationsStandAtTheLinesOfTheirAuthors() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try await changed(emulator)
    let plan = try await workspace.asst(
      "plan", "--format", "github", "--prune", "--detailed-exitcode")
    #expect(plan.status == 2)
    let lines = plan.output.split(separator: "\n")
    #expect(
      lines.map { $0.prefix { $0 != "," } } == [
        "::warning file=assistants/asst.yaml", "::notice file=assistants/prompts/sales.md",
      ])
    #expect(lines.last?.contains(",line=7,") == true)
    #expect(plan.errors.contains("Plan for test → local: 0 to create, 1 to update, 1 to delete"))
    await emulator.stop()
  }

  @Test func sarifHasThePlanAndItsWarnings() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try await changed(emulator)
    try workspace.edit("asst.yaml", "default_target", "include: [nowhere/*.yaml]\ndefault_target")
    let plan = try await workspace.asst("plan", "--format", "sarif", "--prune")
    #expect(plan.status == 0)
    #expect(plan.errors.isEmpty)
    let run = try JSONParser.parse(plan.output)["runs"]?.array?.first
    let results = run?["results"]?.array ?? []
    let rules = results.compactMap { $0["ruleId"]?.string }
    #expect(Set(rules).isSuperset(of: ["plan/update", "plan/delete"]))
    #expect(rules.contains { $0.hasPrefix("ASST") })
    let update = results.first { $0["ruleId"] == "plan/update" }
    #expect(update?["level"] == "note")
    let place = update?["locations"]?.array?.first?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"] == "assistants/prompts/sales.md")
    #expect(place?["region"]?["startLine"] == 7)
    await emulator.stop()
  }

  /// Errors in the files, and a provider that does not answer: a program still gets its document.
  @Test(arguments: ["github", "sarif"], ["assistants: [", "assistants: { a: { model: m } }"])
  func whatCannotBePlannedIsReportedToo(format: String, text: String) async throws {
    let workspace = try Workspace(["a.yaml": text], baseURL: "http://127.0.0.1:1/v1")
    let plan = try await workspace.asst("plan", "--format", format)
    #expect(plan.status == 1)
    #expect(plan.errors.isEmpty)
    #expect(plan.output.contains(format == "github" ? "::error " : "\"level\": \"error\""))
  }
}
