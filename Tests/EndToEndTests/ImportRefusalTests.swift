import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// What is not taken over: nothing is written then, here or there.
@Suite(.inTurn) struct ImportRefusalTests {
  private static let declared = "assistants:\n  support: { model: gpt-4o }\n"

  @Test func anIDThatIsNone() async throws {
    let emulator = try EmulatorProcess()
    let store = try #require(
      try await emulator.call(.post, "/vector_stores", ["name": "S"])["id"]?.string)
    let workspace = try Workspace([:], baseURL: emulator.baseURL)
    try await emulator.resetRequests()
    try await refuse(workspace, emulator, "assistants.a", "asst_none", with: "ASST361")
    #expect(
      try await emulator.requests().filter {
        !$0.hasSuffix("/assistants") && !$0.hasSuffix("/vector_stores")
      }
        == ["GET /v1/assistants/asst_none", "GET /v1/vector_stores/asst_none"])
    let kind = try await refuse(workspace, emulator, "assistants.a", store, with: "ASST362")
    #expect(kind.contains("asst import vector_stores.a \(store)"))
    try await refuse(workspace, emulator, "assistents.a", store, with: "ASST374")
    await emulator.stop()
  }

  @Test func whatIsManagedAlready() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.declared], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try #require(try await emulator.objects("assistants").first?["id"]?.string)
    let free = try #require(
      try await emulator.call(.post, "/assistants", ["model": "gpt-4o"])["id"]?.string)
    try await refuse(workspace, emulator, "assistants.support", id, with: "ASST363")
    try await refuse(workspace, emulator, "assistants.other", id, with: "ASST364")
    try await refuse(workspace, emulator, "assistants.support", free, with: "ASST367")
    // The marker says the same where the lock file is lost.
    try workspace.remove("asst.local.lock.json")
    try await refuse(workspace, emulator, "assistants.other", id, with: "ASST364")

    // Of another project, and one that was edited.
    let foreign = try Workspace([:], baseURL: emulator.baseURL)
    try foreign.edit("asst.yaml", "project: test", "project: another")
    try await refuse(foreign, emulator, "assistants.other", id, with: "ASST365")
    try await emulator.call(.post, "/assistants/\(id)", ["metadata": ["asst": "edited"]])
    try await refuse(workspace, emulator, "assistants.support", id, with: "ASST366")
    await emulator.stop()
  }

  @Test func whatHasNoRoomForAMarker() async throws {
    let emulator = try EmulatorProcess()
    var metadata = JSONObject()
    for index in 0..<16 { metadata["key\(index)"] = "x" }
    let id = try #require(
      try await emulator.call(
        .post, "/assistants", ["model": "gpt-4o", "metadata": .object(metadata)])["id"]?.string)
    let workspace = try Workspace([:], baseURL: emulator.baseURL)
    try await refuse(workspace, emulator, "assistants.a", id, with: "ASST368")
    await emulator.stop()
  }

  /// The same address and ID once more: the lock file was lost, or the YAML was.
  @Test func whatWasLostIsWrittenAgain() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.declared], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try #require(try await emulator.objects("assistants").first?["id"]?.string)
    let lock = try workspace.read("asst.local.lock.json")
    try workspace.remove("asst.local.lock.json")
    try await emulator.resetRequests()
    let adopted = try await workspace.asst("import", "assistants.support", id)
    #expect(adopted.status == 0, "\(adopted.errors)")
    // The marker says already what it would say.
    #expect(try await emulator.requests() == ["GET /v1/assistants/\(id)"])
    // An import notes nothing in a journal.
    func entries(_ text: String) throws -> JSONObject? {
      var document = try JSONParser.parse(Array(text.utf8)).object
      document?["journal"] = nil
      return document
    }
    #expect(try entries(workspace.read("asst.local.lock.json")) == entries(lock))

    try workspace.remove("a.yaml")
    let written = try await workspace.asst("import", "assistants.support", id)
    #expect(written.status == 0, "\(written.errors)")
    #expect(try workspace.read("support.yaml") == "assistants:\n  support:\n    model: gpt-4o\n")
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  /// Runs the import, expects a refusal that changes nothing, and gives what was said.
  @discardableResult
  private func refuse(
    _ workspace: Workspace, _ emulator: EmulatorProcess, _ address: String, _ id: String,
    with code: String
  ) async throws -> String {
    let before = try Self.files(workspace)
    let objects = try await emulator.objects("assistants") + emulator.objects("vector_stores")
    let result = try await workspace.asst("import", address, id)
    #expect(result.status == 1)
    #expect(result.errors.contains("error[\(code)]"), "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(try Self.files(workspace) == before)
    let after = try await emulator.objects("assistants") + emulator.objects("vector_stores")
    #expect(after == objects)
    return result.errors
  }

  private static func files(_ workspace: Workspace) throws -> [String: Data] {
    let folder = workspace.folder.appending(path: "assistants")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return names.filter { !$0.hasPrefix(".asst") }.reduce(into: [:]) {
      $0[$1] = try? Data(contentsOf: folder.appending(path: $1))
    }
  }
}
