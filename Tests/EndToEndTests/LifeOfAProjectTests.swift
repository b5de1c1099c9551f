import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// The main job on real input: the repository's own projects, from nothing to applied to gone.
@Suite(.inTurn) struct LifeOfAProjectTests {
  @Test func theCustomerSupportAssistant() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(project: "assistants", baseURL: emulator.baseURL)

    let plan = try await workspace.asst("plan", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(plan.output.contains("2 to create"))
    #expect(try await emulator.objects("assistants").isEmpty)

    let apply = try await workspace.asst("apply", "--yes")
    #expect(apply.status == 0, "\(apply.errors)")
    let assistants = try await emulator.objects("assistants")
    let stores = try await emulator.objects("vector_stores")
    #expect(assistants.count == 1)
    #expect(stores.count == 1)
    let id = try #require(assistants.first?["id"]?.string)
    #expect(
      assistants.first?["tool_resources"]?["file_search"]?["vector_store_ids"]?.array
        == [try #require(stores.first?["id"])])
    let store = try await emulator.store()
    #expect(try await emulator.search("error E3", in: store).first == "espresso-machine.md")
    #expect(try await emulator.search("refund", in: store) == ["return-form.pdf"])
    #expect(try await emulator.search("subscription", in: store).isEmpty)

    let output = try await workspace.asst("output")
    #expect(output.output.contains("OPENAI_ASSISTANT_ID=\(id)\n"))
    let single = try await workspace.asst("output", "OPENAI_ASSISTANT_ID")
    #expect(single.output == "\(id)\n")
    let lock = try JSONParser.parse(try workspace.read("asst.local.lock.json"))
    #expect(lock["outputs"]?["OPENAI_ASSISTANT_ID"]?.string == id)

    try await expectEmptyPlan(workspace)

    try workspace.edit("prompts/support.md", "Be concise and helpful.", "Be concise and kind.")
    let changed = try await workspace.asst("plan", "--detailed-exitcode")
    #expect(changed.status == 2)
    #expect(changed.output.contains("1 to update"))
    #expect(changed.output.contains("- Be concise and {+kind+}."))
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let updated = try await emulator.objects("assistants")
    #expect(updated.map { $0["id"]?.string } == [id])
    #expect(updated.first?["instructions"]?.string?.contains("Be concise and kind.") == true)
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test(arguments: [
    ("examples/minimal", ["local"]), ("examples/environments", ["local", "staging", "production"]),
    ("examples/shared-prompts", ["local"]), ("examples/knowledge", ["local"]),
  ])
  func everyExample(project: String, targets: [String]) async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(project: project, baseURL: emulator.baseURL)
    for target in targets {
      let plan = try await workspace.asst("plan", "--target", target, "--detailed-exitcode")
      #expect(plan.status == 2, "\(plan.errors)")
      let apply = try await workspace.asst("apply", "--target", target, "--yes")
      #expect(apply.status == 0, "\(apply.errors)")
      #expect(!apply.errors.contains("warning"))
      try await expectEmptyPlan(workspace, target: target)
    }
    for target in targets {
      let destroy = try await workspace.asst("destroy", "--target", target, "--yes")
      #expect(destroy.status == 0, "\(destroy.errors)")
    }
    #expect(try await emulator.objects("assistants").isEmpty)
    #expect(try await emulator.objects("vector_stores").isEmpty)
    #expect(try await emulator.fileNames().isEmpty)
    await emulator.stop()
  }

  @Test func aNewProjectPlansAndAppliesAsItIs() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(baseURL: emulator.baseURL)
    let made = try await workspace.asst("init", "--project", "fresh")
    #expect(made.status == 0, "\(made.errors)")
    #expect(try await workspace.asst("validate").status == 0)
    try workspace.edit("asst.yaml", "http://127.0.0.1:8787/v1", emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try await expectEmptyPlan(workspace)

    let again = try await workspace.asst("init")
    #expect(again.status == 1)
    #expect(again.errors.contains("Nothing was written, because these exist: assistants/asst.yaml"))
    await emulator.stop()
  }
}

/// Promise 1: after a successful apply, a plan shows nothing and says so with its exit status.
func expectEmptyPlan(
  _ workspace: Workspace, target: String = "local",
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let plan = try await workspace.asst("plan", "--target", target, "--detailed-exitcode")
  #expect(plan.status == 0, "\(plan.output)\(plan.errors)", sourceLocation: sourceLocation)
  #expect(plan.output.contains("No changes"), sourceLocation: sourceLocation)
}
