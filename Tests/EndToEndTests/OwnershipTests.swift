import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// Whose is what: drift, deletion, lost lock files, other people's objects.
@Suite(.inTurn) struct OwnershipTests {
  private static let support = """
    assistants:
      support:
        name: Support
        model: gpt-4o
        instructions: Be kind.
        metadata: { team: support }
    """

  @Test func driftIsShownAndOverwrittenOnlyWhenTold() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.support], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try #require(try await emulator.objects("assistants").first?["id"]?.string)
    try await emulator.call(.post, "/assistants/\(id)", ["instructions": "Be rude."])

    let plan = try await workspace.asst("plan", "--format", "json")
    let change = try JSONParser.parse(plan.output)["resource_changes"]?.array?.first
    #expect(change?["drift"]?.bool == true)
    #expect(change?["attributes"]?.array?.first?["cause"]?.string == "drift")

    try await emulator.resetRequests()
    let refused = try await workspace.asst("apply", "--yes")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("ASST304"))
    #expect(try await emulator.requests().allSatisfy { $0.hasPrefix("GET") })

    let kept = try await workspace.asst("apply", "--yes", "--on-drift", "keep")
    #expect(kept.status == 0, "\(kept.errors)")
    #expect(try await emulator.objects("assistants").first?["instructions"] == "Be rude.")
    #expect(try await workspace.asst("plan", "--detailed-exitcode").status == 2)

    let overwritten = try await workspace.asst("apply", "--yes", "--on-drift", "overwrite")
    #expect(overwritten.status == 0, "\(overwritten.errors)")
    #expect(try await emulator.objects("assistants").first?["instructions"] == "Be kind.")
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func aLostLockFileCostsNothing() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.support], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let lock = try JSONParser.parse(try workspace.read("asst.local.lock.json"))
    try workspace.remove("asst.local.lock.json")

    try await expectEmptyPlan(workspace)
    try await emulator.resetRequests()
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    #expect(
      try await emulator.requests().sorted() == ["GET /v1/assistants", "GET /v1/vector_stores"])
    let restored = try JSONParser.parse(try workspace.read("asst.local.lock.json"))
    #expect(restored["resources"] == lock["resources"])
    await emulator.stop()
  }

  @Test func whatIsNoLongerDeclaredIsKeptUntilPruned() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["a.yaml": Self.support, "b.yaml": "vector_stores:\n  manuals: { name: Manuals }\n"],
      baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try workspace.remove("b.yaml")

    let plan = try await workspace.asst("plan", "--detailed-exitcode")
    #expect(plan.status == 0)
    #expect(plan.output.contains("vector_stores.manuals"))
    #expect(plan.output.contains("--prune"))
    #expect(try await emulator.objects("vector_stores").count == 1)

    #expect(try await workspace.asst("apply", "--yes", "--prune").status == 0)
    #expect(try await emulator.objects("vector_stores").isEmpty)
    #expect(try await emulator.objects("assistants").count == 1)
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func foreignObjectsAreNeverTouched() async throws {
    let emulator = try EmulatorProcess()
    let foreign = try await emulator.call(
      .post, "/assistants",
      ["model": "gpt-4o", "name": "Support", "metadata": ["owner": "somebody"]])
    let workspace = try Workspace(["a.yaml": Self.support], baseURL: emulator.baseURL)
    let apply = try await workspace.asst("apply", "--yes")
    #expect(apply.status == 0)
    #expect(apply.errors.contains("ASST205"))
    #expect(try await workspace.asst("destroy", "--yes").status == 0)
    #expect(try await emulator.objects("assistants") == [foreign])
    await emulator.stop()
  }

  @Test func keysOfOthersInMetadataSurviveAndOursAreRemoved() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.support], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try #require(try await emulator.objects("assistants").first?["id"]?.string)
    try await emulator.call(.post, "/assistants/\(id)", ["metadata": ["reviewed": "yes"]])
    try workspace.edit("a.yaml", "{ team: support }", "{ tier: gold }")

    let plan = try await workspace.asst("plan")
    #expect(plan.output.contains("metadata.team"))
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let metadata = try await emulator.call(.get, "/assistants/\(id)")["metadata"]?.object
    #expect(metadata?["tier"] == "gold")
    #expect(metadata?["reviewed"] == "yes")
    #expect(metadata?["team"] == nil)
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func aReplacementBindsItsDependantsBeforeTheOldOneGoes() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      [
        "a.yaml": """
        assistants:
          support:
            model: gpt-4o
            tools: [{ type: file_search, vector_stores: [manuals] }]
        vector_stores:
          manuals: { name: Manuals, description: Old }
        """
      ], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let old = try #require(try await emulator.objects("vector_stores").first?["id"]?.string)
    try workspace.edit("a.yaml", "description: Old", "description: New")

    let refused = try await workspace.asst("plan")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--replace vector_stores.manuals"))

    try await emulator.resetRequests()
    let apply = try await workspace.asst("apply", "--yes", "--replace", "vector_stores.manuals")
    #expect(apply.status == 0, "\(apply.errors)")
    let stores = try await emulator.objects("vector_stores")
    let new = try #require(stores.first?["id"]?.string)
    #expect(stores.count == 1)
    #expect(new != old)
    let assistant = try #require(try await emulator.objects("assistants").first)
    let writes = try await emulator.requests().filter { !$0.hasPrefix("GET") }
    #expect(
      writes == [
        "POST /v1/vector_stores", "POST /v1/assistants/\(assistant["id"]?.string ?? "")",
        "DELETE /v1/vector_stores/\(old)",
      ])
    #expect(
      assistant["tool_resources"]?["file_search"]?["vector_store_ids"] == [.string(new)])
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func aProtectedResourceIsNotDestroyed() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["a.yaml": Self.support + "\n    lifecycle: { protect: true }\n"], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let destroy = try await workspace.asst("destroy", "--yes")
    #expect(destroy.status == 1)
    #expect(destroy.errors.contains("ASST206"))
    #expect(try await emulator.objects("assistants").count == 1)
    await emulator.stop()
  }
}
