import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// `formerly:` and `removed:`, as people use them.
@Suite(.inTurn) struct RenamingTests {
  private static let files = [
    "a.yaml": """
    assistants:
      old:
        name: Support
        model: gpt-4o
        tools: [{ type: file_search, vector_stores: [manuals] }]
        metadata: { team: support }
    vector_stores:
      manuals: { name: Manuals }
    """
  ]

  @Test func aRenamedResourceKeepsItsObject() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try #require(try await emulator.objects("assistants").first?["id"]?.string)
    try workspace.edit("a.yaml", "  old:\n", "  new:\n    formerly: old\n")
    let plan = try await workspace.asst("plan")
    #expect(plan.output.contains("moved from assistants.old"))
    #expect(plan.output.contains("0 to create, 1 to update, 0 to delete"))
    let json = try JSONParser.parse(try await workspace.asst("plan", "--format", "json").output)
    let change = json["resource_changes"]?.array?.first { $0["previous_address"] != nil }
    #expect(change?["previous_address"] == "assistants.old")
    #expect(change?["reason"] == "marker_moved")

    try await emulator.resetRequests()
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let writes = try await emulator.requests().filter { !$0.hasPrefix("GET") }
    #expect(writes == ["POST /v1/assistants/\(id)"])
    #expect(try await emulator.owners(of: "assistants") == ["assistants.new"])
    #expect(try await emulator.objects("assistants").first?["metadata"]?["team"] == "support")
    let lock = try workspace.read("asst.local.lock.json")
    #expect(lock.contains("assistants.new") && !lock.contains("assistants.old"))
    try await expectEmptyPlan(workspace)
    try workspace.edit("a.yaml", "    formerly: old\n", "")
    try await expectEmptyPlan(workspace)
    #expect(try workspace.read("asst.local.lock.json") == lock)
    await emulator.stop()
  }

  @Test(arguments: [true, false])
  func aRenamedProjectAndTargetKeepTheirs(hasLock: Bool) async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let ids = try await emulator.objects("assistants").map { $0["id"]?.string }
    if !hasLock { try workspace.remove("asst.local.lock.json") }
    try workspace.edit("asst.yaml", "project: test\n", "project: shop\nformerly: test\n")
    try workspace.edit("asst.yaml", "  local:\n", "  live:\n    formerly: [first, local]\n")
    try workspace.edit("asst.yaml", "default_target: local", "default_target: live")

    let plan = try await workspace.asst("plan")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.output.contains("moved from test/local"))
    #expect(plan.errors.contains("asst.local.lock.json") == hasLock)
    #expect(workspace.exists("asst.local.lock.json") == hasLock)
    #expect(!workspace.exists("asst.live.lock.json"))

    try await emulator.resetRequests()
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    #expect(try await emulator.requests().filter { !$0.hasPrefix("GET") }.count == 2)
    #expect(try await emulator.objects("assistants").map { $0["id"]?.string } == ids)
    #expect(!workspace.exists("asst.local.lock.json"))
    #expect(try workspace.read("asst.live.lock.json").contains("\"project\": \"shop\""))
    try await expectEmptyPlan(workspace, target: "live")
    try workspace.edit("asst.yaml", "formerly: test\n", "")
    try workspace.edit("asst.yaml", "    formerly: [first, local]\n", "")
    try await expectEmptyPlan(workspace, target: "live")
    await emulator.stop()
  }

  /// What was interrupted under the former names is known under those of today.
  @Test func anInterruptedReplacementGoesOnUnderNewNames() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let killed = try await workspace.asst(
      "apply", "--yes", "--replace", "vector_stores.manuals", "--parallelism", "1",
      adding: ["ASST_CRASH_AT": "request.after:3"])
    #expect(killed.status == SIGKILL, "\(killed.errors)")
    #expect(try await emulator.objects("vector_stores").count == 2)
    #expect(workspace.exists(".asst/local.journal"))
    try workspace.write("asst.local.lock.json.4711.tmp", "{")
    try workspace.edit("asst.yaml", "project: test\n", "project: shop\nformerly: test\n")
    try workspace.edit("asst.yaml", "  local:\n", "  live:\n    formerly: local\n")
    try workspace.edit("asst.yaml", "default_target: local", "default_target: live")
    let apply = try await workspace.asst("apply", "--yes")
    #expect(apply.status == 0, "\(apply.errors)")
    #expect(try await emulator.objects("vector_stores").count == 1)
    #expect(try await emulator.objects("assistants").count == 1)
    #expect(!workspace.exists(".asst/local.journal"))
    #expect(!workspace.exists("asst.local.lock.json.4711.tmp"))
    try await expectEmptyPlan(workspace, target: "live")
    await emulator.stop()
  }

  @Test func anInterruptedRenamingLeavesOneEntry() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try workspace.edit("a.yaml", "  old:\n", "  new:\n    formerly: old\n")
    // The new marker is written and noted, and the lock file is not.
    let killed = try await workspace.asst(
      "apply", "--yes", adding: ["ASST_CRASH_AT": "file.create:1"])
    #expect(killed.status == SIGKILL, "\(killed.errors)")
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    #expect(!(try workspace.read("asst.local.lock.json")).contains("assistants.old"))
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func whatIsRemovedIsForgottenAndStays() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      [
        "a.yaml": "assistants:\n  kept: { model: gpt-4o }\n",
        "b.yaml": """
        assistants:
          old:
            model: gpt-4o
            lifecycle: { protect: true }
            metadata: { team: support }
        """,
      ], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let old = try #require(
      try await emulator.objects("assistants").first { $0["metadata"]?["team"] != nil })
    try await emulator.call(
      .post, "/assistants/\(old["id"]?.string ?? "")", ["metadata": ["reviewed": "yes"]])
    try workspace.remove("b.yaml")
    try workspace.write(
      "asst.yaml", try workspace.read("asst.yaml") + "\nremoved: [assistants.old]\n")

    let plan = try await workspace.asst("plan", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(plan.output.contains("forgotten, as `removed:` says"))
    try await emulator.resetRequests()
    let apply = try await workspace.asst("apply", "--yes", "--prune")
    #expect(apply.status == 0, "\(apply.errors)")
    #expect(apply.errors.contains("1 forgotten"))
    let writes = try await emulator.requests().filter { !$0.hasPrefix("GET") }
    #expect(writes == ["POST /v1/assistants/\(old["id"]?.string ?? "")"])
    let left = try await emulator.call(.get, "/assistants/\(old["id"]?.string ?? "")")
    #expect(left["metadata"] == ["team": "support", "reviewed": "yes"])
    #expect(!(try workspace.read("asst.local.lock.json")).contains("assistants.old"))
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }
}
