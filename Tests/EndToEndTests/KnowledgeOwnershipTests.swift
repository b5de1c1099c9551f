import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// Whose file is what: lost records, dashboards, other people's files, and what is left at the end.
@Suite(.inTurn) struct KnowledgeOwnershipTests {
  @Test(arguments: [["asst.local.lock.json"], [".asst"], ["asst.local.lock.json", ".asst"]])
  func whatIsLostCostsNoUpload(lost: [String]) async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    for name in lost { try project.workspace.remove(name) }
    try await expectEmptyPlan(project.workspace)
    #expect(try await project.apply().isEmpty)
    // What only the lock file knew is known again: the edit and the old file's end.
    try project.workspace.edit("knowledge/kettle.md", "whistle", "trumpet")
    #expect(
      try await project.apply() == [
        "DELETE /files/ID", "DELETE /vector_stores/ID/files/ID", "POST /files",
        "POST /vector_stores/ID/files",
      ])
    #expect(try await project.emulator.fileNames() == KnowledgeProject.names)
    await project.emulator.stop()
  }

  @Test func whatADashboardDetachedIsDrift() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    let store = try await project.emulator.store()
    let file = try #require(
      try await project.emulator.members(of: store)["kettle.md"]?["id"]?.string)
    try await project.emulator.call(.delete, "/vector_stores/\(store)/files/\(file)")
    let plan = try await project.workspace.asst("plan")
    #expect(plan.output.contains("! knowledge/kettle.md  detached outside, put back"))
    let refused = try await project.workspace.asst("apply", "--yes")
    #expect(refused.status == 1 && refused.errors.contains("ASST304"))
    #expect(try await project.emulator.search("whistle", in: store).isEmpty)
    #expect(
      try await project.apply("--on-drift", "overwrite") == ["POST /vector_stores/ID/files"])
    #expect(try await project.emulator.search("whistle", in: store) == ["kettle.md"])
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  @Test func whatADashboardDeletedIsSentAgain() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    let store = try await project.emulator.store()
    let file = try #require(
      try await project.emulator.members(of: store)["kettle.md"]?["id"]?.string)
    try await project.emulator.call(.delete, "/files/\(file)")
    #expect(try await project.workspace.asst("apply", "--yes").status == 1)
    #expect(
      try await project.apply("--on-drift", "overwrite")
        == ["POST /files", "POST /vector_stores/ID/files"])
    #expect(try await project.emulator.search("whistle", in: store) == ["kettle.md"])
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  @Test func aForeignMemberIsLeftAloneAndNoted() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    let store = try await project.emulator.store()
    let file = try await project.emulator.upload("theirs.txt", "Marmalade.")
    try await project.emulator.call(
      .post, "/vector_stores/\(store)/files", ["file_id": .string(file)])
    #expect(try await project.emulator.members(of: store).count == 4)
    let plan = try await project.workspace.asst("plan", "--detailed-exitcode")
    #expect(plan.status == 0, "\(plan.output)")
    #expect(plan.output.contains("attached outside, not declared: 1 file, left alone"))
    #expect(try await project.apply().isEmpty)
    // Told once: what the store holds since is what the next plan goes by.
    #expect(!(try await project.workspace.asst("plan").output.contains("attached outside")))
    #expect(
      try await project.workspace.asst("plan", "--refresh", "full").output
        .contains("attached outside"))
    try project.workspace.edit("knowledge/kettle.md", "whistle", "trumpet")
    try await project.apply()
    #expect(try await project.emulator.search("marmalade", in: store) == ["theirs.txt"])

    let destroy = try await project.workspace.asst("destroy", "--yes")
    #expect(destroy.status == 0, "\(destroy.errors)")
    #expect(try await project.emulator.fileNames() == ["theirs.txt"])
    #expect(try await project.emulator.objects("vector_stores").isEmpty)
    await project.emulator.stop()
  }

  /// An import says that the files of a store stay as they are, whoever attached them.
  @Test func theFilesOfAnImportedStoreAreNotOurs() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    let store = try await project.emulator.store()
    #expect(try await project.workspace.asst("state", "rm", "vector_stores.manuals").status == 0)
    let other = try Workspace([:], baseURL: project.emulator.baseURL)
    try other.edit("asst.yaml", "project: test", "project: other")
    let imported = try await other.asst("import", "vector_stores.manuals", store)
    #expect(imported.status == 0, "\(imported.errors)")
    let plan = try await other.asst("plan", "--detailed-exitcode")
    #expect(plan.status == 0, "\(plan.output)")
    #expect(plan.output.contains("attached outside, not declared: 3 files, left alone"))
    #expect(try await other.asst("apply", "--yes").status == 0)
    #expect(try await other.asst("destroy", "--yes").status == 0)
    #expect(try await project.emulator.objects("vector_stores").isEmpty)
    #expect(try await project.emulator.fileNames() == KnowledgeProject.names)
    await project.emulator.stop()
  }

  @Test func destroyLeavesNoFileOfOursEvenWithoutALockFile() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    _ = try await project.emulator.upload("kettle.md", "Somebody else's.")
    try project.workspace.remove("asst.local.lock.json")
    #expect(try await project.workspace.asst("destroy", "--yes").status == 0)
    #expect(try await project.emulator.fileNames() == ["kettle.md"])
    await project.emulator.stop()
  }

  @Test func pruningAStoreTakesItsFiles() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    try project.workspace.write(
      "a.yaml", "assistants:\n  support: { model: gpt-4o, tools: [{ type: code_interpreter }] }\n")
    try await project.apply()
    // The store is kept, and so is what it holds.
    #expect(try await project.emulator.fileNames() == ["kettle.md", "returns.txt", "toaster.md"])
    try await project.apply("--prune")
    #expect(try await project.emulator.fileNames().isEmpty)
    #expect(try await project.emulator.objects("vector_stores").isEmpty)
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }
}
