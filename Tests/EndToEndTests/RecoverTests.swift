import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// `asst recover`: the lock file from the markers alone.
@Suite(.inTurn) struct RecoverTests {
  private static let files = [
    "a.yaml": """
    assistants:
      one:
        name: One
        model: gpt-4o
        instructions: Be kind.
        tools: [{ type: file_search, vector_stores: [manuals] }]
        metadata: { team: support }
    vector_stores:
      manuals: { name: Manuals }
    """
  ]

  private static func applied() async throws -> (EmulatorProcess, Workspace, String) {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try await emulator.objects("assistants").first?["id"]?.string
    return (emulator, workspace, try #require(id))
  }

  /// A second object with the marker of the first, under another nonce when it is not a copy.
  private static func twin(
    of id: String, nonce: String?, address: String = "assistants.one", _ emulator: EmulatorProcess
  ) async throws -> String {
    let original = try await emulator.call(.get, "/assistants/\(id)")
    var parts = (original["metadata"]?["asst"]?.string ?? "")
      .split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    parts[2] = address
    if let nonce { parts[3] = nonce }
    let made = try await emulator.call(
      .post, "/assistants",
      ["model": "gpt-4o", "metadata": ["asst": .string(parts.joined(separator: ":"))]])
    return made["id"]?.string ?? ""
  }

  @Test(arguments: ["lost", "damaged", "there"])
  func theLockIsRebuilt(_ state: String) async throws {
    let (emulator, workspace, id) = try await Self.applied()
    let before = try JSONParser.parse(try workspace.read("asst.local.lock.json"))
    switch state {
    case "lost": try workspace.remove("asst.local.lock.json")
    case "damaged": try workspace.write("asst.local.lock.json", "{ \"format\": 1, <<<<<<<")
    default: break
    }
    try await emulator.resetRequests()
    let result = try await workspace.asst("recover")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.hasPrefix(
        "Found for test → local\n  assistants.one         \(id)  by its marker\n"))
    #expect(result.errors.contains("ASST392") == (state == "damaged"))
    #expect(
      try await emulator.requests().sorted() == ["GET /v1/assistants", "GET /v1/vector_stores"])
    let after = try JSONParser.parse(try workspace.read("asst.local.lock.json"))
    #expect(after["resources"] == before["resources"])
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  /// A lock file that is rebuilt must not take what somebody did outside for what an apply left.
  @Test func driftIsStillDriftAfterwards() async throws {
    let (emulator, workspace, id) = try await Self.applied()
    try await emulator.call(.post, "/assistants/\(id)", ["instructions": "Be rude."])
    try workspace.remove("asst.local.lock.json")
    #expect(try await workspace.asst("recover").status == 0)
    let plan = try await workspace.asst("plan", "--only-drift", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(plan.output.contains("instructions"))
    await emulator.stop()
  }

  @Test func orphansDuplicatesAndCopiesAreNamedAndDeletedOnlyWhenTold() async throws {
    let (emulator, workspace, id) = try await Self.applied()
    let orphan = try await Self.twin(of: id, nonce: "n1", address: "assistants.old", emulator)
    let duplicate = try await Self.twin(of: id, nonce: "n2", emulator)
    let copy = try await Self.twin(of: id, nonce: nil, emulator)
    let foreign = try await emulator.call(.post, "/assistants", ["model": "gpt-4o"])

    let report = try await workspace.asst("recover")
    #expect(report.status == 0)
    #expect(report.output.contains("assistants.old  \(orphan)  --delete-orphans deletes it"))
    #expect(
      report.output.contains(
        "assistants.one  \(duplicate)  \(id) is kept, since it is recorded; "
          + "--delete-duplicates deletes this one"))
    #expect(report.output.contains("assistants.one  \(copy)  a copy of \(id)"))
    #expect(try await emulator.objects("assistants").count == 5)
    #expect(!(try workspace.read("asst.local.lock.json")).contains("assistants.old"))

    let lock = try workspace.read("asst.local.lock.json")
    let unasked = try await workspace.asst("recover", "--delete-orphans")
    #expect(unasked.status == 1)
    #expect(unasked.errors.contains("ASST389"))
    #expect(try workspace.read("asst.local.lock.json") == lock)

    let done = try await workspace.asst(
      "recover", "--delete-orphans", "--delete-duplicates", "--yes")
    #expect(done.status == 0, "\(done.errors)")
    let left = try await emulator.objects("assistants").map { $0["id"]?.string }
    #expect(Set(left) == [id, copy, foreign["id"]?.string])
    let release = try await workspace.asst("recover", "--release", copy)
    #expect(release.status == 0)
    #expect(try await emulator.call(.get, "/assistants/\(copy)")["metadata"] == [:])
    let again = try await workspace.asst("recover", "--release", copy)
    #expect(again.errors.contains("ASST390"))
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func withoutALockTheOldestIsKept() async throws {
    let (emulator, workspace, id) = try await Self.applied()
    let duplicate = try await Self.twin(of: id, nonce: "n2", emulator)
    try workspace.remove("asst.local.lock.json")
    let refused = try await workspace.asst("plan")
    #expect(refused.errors.contains("ASST203"))
    let report = try await workspace.asst("recover", "--delete-duplicates", "--yes")
    #expect(report.output.contains("is kept, since it is the oldest"))
    #expect(report.output.contains(duplicate))
    #expect(try await emulator.objects("assistants").map { $0["id"]?.string } == [id])
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  @Test func protectedOrphansStayAndErrorsKeepTheLock() async throws {
    let (emulator, workspace, id) = try await Self.applied()
    try workspace.edit("a.yaml", "  one:\n", "  one:\n    lifecycle: { protect: true }\n")
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try workspace.write("a.yaml", "vector_stores:\n  manuals: { name: Manuals }\n")
    let result = try await workspace.asst("recover", "--delete-orphans", "--yes")
    #expect(result.status == 0)
    #expect(result.output.contains("protected: never deleted"))
    #expect(try await emulator.objects("assistants").map { $0["id"]?.string } == [id])

    let lock = try workspace.read("asst.local.lock.json")
    await emulator.stop()
    #expect(try await workspace.asst("recover").status == 1)
    #expect(try workspace.read("asst.local.lock.json") == lock)
  }
}
