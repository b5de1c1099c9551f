import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// `asst state mv` and `asst state rm`: what they send, write and leave alone.
@Suite(.inTurn) struct StateEditingTests {
  private static let files = [
    "a.yaml": """
    assistants:
      one: { model: gpt-4o, metadata: { team: support } }
      two: { model: gpt-4o }
    """
  ]

  private static func applied() async throws -> (EmulatorProcess, Workspace, [String]) {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let lock = try JSONParser.parse(try workspace.read("asst.local.lock.json"))
    let ids = ["one", "two"].compactMap { lock["resources"]?["assistants.\($0)"]?["id"]?.string }
    try await emulator.resetRequests()
    return (emulator, workspace, ids)
  }

  @Test(arguments: [true, false])
  func rmTakesTheMarkerOffAndTheEntryOut(hasLock: Bool) async throws {
    let (emulator, workspace, ids) = try await Self.applied()
    if !hasLock { try workspace.remove("asst.local.lock.json") }
    let result = try await workspace.asst("state", "rm", "assistants.one")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("ASST386"))
    let look = hasLock ? "GET /v1/assistants/\(ids[0])" : "GET /v1/assistants"
    #expect(try await emulator.requests() == [look, "POST /v1/assistants/\(ids[0])"])
    #expect(
      try await emulator.call(.get, "/assistants/\(ids[0])")["metadata"] == ["team": "support"])
    if hasLock {
      #expect(!(try workspace.read("asst.local.lock.json")).contains("assistants.one"))
    }
    try workspace.edit("a.yaml", "  one: { model: gpt-4o, metadata: { team: support } }\n", "")
    #expect(try await workspace.asst("apply", "--yes", "--prune").status == 0)
    #expect(try await emulator.objects("assistants").count == 2)
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func rmOfWhatIsGoneOnlyForgets() async throws {
    let (emulator, workspace, ids) = try await Self.applied()
    try await emulator.call(.delete, "/assistants/\(ids[0])")
    let result = try await workspace.asst("state", "rm", "assistants.one")
    #expect(result.status == 0)
    #expect(result.errors.contains("did not exist any more"))
    #expect(!(try workspace.read("asst.local.lock.json")).contains("assistants.one"))
    await emulator.stop()
  }

  @Test(arguments: [true, false])
  func mvRenamesEntryAndMarker(hasLock: Bool) async throws {
    let (emulator, workspace, ids) = try await Self.applied()
    if !hasLock { try workspace.remove("asst.local.lock.json") }
    let result = try await workspace.asst("state", "mv", "assistants.one", "assistants.first")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("assistants.one is assistants.first now."))
    #expect(result.errors.contains("ASST387"))
    let look = hasLock ? "GET /v1/assistants/\(ids[0])" : "GET /v1/assistants"
    #expect(try await emulator.requests() == [look, "POST /v1/assistants/\(ids[0])"])
    #expect(
      try await emulator.owners(of: "assistants").sorted()
        == ["assistants.first", "assistants.two"])
    #expect(
      try await emulator.call(.get, "/assistants/\(ids[0])")["metadata"]?["team"] == "support")
    try workspace.edit("a.yaml", "  one:", "  first:")
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func whatCannotBeDoneChangesNothing() async throws {
    let (emulator, workspace, ids) = try await Self.applied()
    let lock = try workspace.read("asst.local.lock.json")
    let refused = [
      ("assistants.one", "assistants.two", "ASST380"),
      ("assistants.one", "vector_stores.one", "ASST381"),
      ("assistants.none", "assistants.some", "ASST309"),
    ]
    for (from, to, code) in refused {
      let result = try await workspace.asst("state", "mv", from, to)
      #expect(result.status == 1)
      #expect(result.errors.contains(code), "\(result.errors)")
    }
    let unknown = try await workspace.asst("state", "rm", "assistants.none")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("ASST309"))
    #expect(try await emulator.requests().allSatisfy { $0.hasPrefix("GET") })
    #expect(try workspace.read("asst.local.lock.json") == lock)

    // An object that carries somebody else's marker is left alone.
    try await emulator.call(
      .post, "/assistants/\(ids[0])", ["metadata": ["asst": "asst1:other/local:assistants.x:n:"]])
    let removed = try await workspace.asst("state", "rm", "assistants.one")
    let moved = try await workspace.asst("state", "mv", "assistants.one", "assistants.first")
    for result in [removed, moved] {
      #expect(result.status == 1)
      #expect(result.errors.contains("ASST382"))
    }
    #expect(try workspace.read("asst.local.lock.json") == lock)
    await emulator.stop()
  }
}
