import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// Files that a server cannot index, files that cannot be sent, and an apply that is killed.
@Suite(.inTurn) struct KnowledgeFailureTests {
  @Test func aFileThatCannotBeIndexedIsNamedAndTheOthersAreSearchable() async throws {
    let project = try KnowledgeProject(
      ["knowledge/broken.md": "Never read.\n"], emulator: ["--fail-indexing", "broken*"])
    let failed = try await project.workspace.asst("apply", "--yes")
    #expect(failed.status == 1)
    #expect(failed.errors.contains("knowledge/broken.md: "), "\(failed.errors)")
    let store = try await project.emulator.store()
    #expect(try await project.emulator.search("whistle", in: store) == ["kettle.md"])
    #expect(try await project.workspace.asst("plan", "--detailed-exitcode").status == 2)

    // Another name, as after a fix; the file that failed leaves nothing behind.
    try project.workspace.write("knowledge/mended.md", "Read after all.\n")
    try project.workspace.remove("knowledge/broken.md")
    try await project.apply()
    #expect(try await project.emulator.search("after", in: store) == ["mended.md"])
    #expect(
      try await project.emulator.fileNames() == (KnowledgeProject.names + ["mended.md"]).sorted())
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  /// Killed before and after uploads and attachments, and between the fsyncs around them: nothing is
  /// sent twice that is there, and nothing is left that nobody holds.
  @Test(arguments: [
    "request.before:5", "request.before:7", "request.after:5", "request.after:7",
    "request.before:8", "request.after:8", "request.after:9", "journal.fsync.after:4",
    "journal.fsync.before:5",
  ])
  func aKilledApplyLeavesNoOrphans(point: String) async throws {
    let project = try KnowledgeProject()
    let killed = try await project.workspace.asst(
      "apply", "--yes", "--parallelism", "1", adding: ["ASST_CRASH_AT": point])
    #expect(killed.status == SIGKILL, "\(killed.errors)")
    try await project.apply()
    #expect(try await project.emulator.fileNames() == KnowledgeProject.names)
    let store = try await project.emulator.store()
    #expect(try await project.emulator.members(of: store).count == 3)
    #expect(try await project.emulator.objects("vector_stores").count == 1)
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  @Test(arguments: ["request.after:3", "request.before:4", "request.after:6", "request.after:7"])
  func aKilledReplacementConverges(point: String) async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    try project.workspace.edit("knowledge/kettle.md", "whistle", "trumpet")
    let killed = try await project.workspace.asst(
      "apply", "--yes", "--parallelism", "1", adding: ["ASST_CRASH_AT": point])
    #expect(killed.status == SIGKILL, "\(killed.errors)")
    try await project.apply()
    #expect(try await project.emulator.fileNames() == KnowledgeProject.names)
    let store = try await project.emulator.store()
    #expect(try await project.emulator.search("trumpet", in: store) == ["kettle.md"])
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    let files: String
    let code: String
    let place: String
    let words: String
    var testDescription: String { "\(code) \(files)" }
  }

  @Test(arguments: [
    Mistake(files: "knowledge/empty.md", code: "ASST056", place: "3:13", words: "no contents"),
    Mistake(files: "knowledge/huge.md", code: "ASST105", place: "3:13", words: "512 MB"),
    Mistake(files: "knowledge/gone.md", code: "ASST053", place: "3:13", words: "is a link to"),
    Mistake(files: "knowledge/g*.md", code: "ASST055", place: "3:13", words: "a link to nothing"),
    Mistake(files: "knowledge/none.md", code: "ASST053", place: "3:13", words: "does not exist"),
    Mistake(files: "none/*.md", code: "ASST10", place: "3:13", words: "none/*.md"),
    Mistake(
      files: "knowledge/kettle.md, data/kettle.md", code: "ASST108", place: "3:34",
      words: "are both called `kettle.md`"),
  ])
  func aMistakeIsToldAtItsPlaceBeforeAnythingIsSent(_ mistake: Mistake) async throws {
    let project = try KnowledgeProject([
      "a.yaml": "vector_stores:\n  manuals:\n    files: [\(mistake.files)]\n",
      "data/kettle.md": "Another kettle.\n",
    ])
    let knowledge = project.workspace.folder.appending(path: "assistants/knowledge")
    try Data().write(to: knowledge.appending(path: "empty.md"))
    try Data().write(to: knowledge.appending(path: "huge.md"))
    let huge = try FileHandle(forWritingTo: knowledge.appending(path: "huge.md"))
    try huge.truncate(atOffset: 513 << 20)
    try huge.close()
    try FileManager.default.createSymbolicLink(
      at: knowledge.appending(path: "gone.md"),
      withDestinationURL: knowledge.appending(path: "nothing"))
    let result = try await project.workspace.asst("apply", "--yes")
    #expect(result.status == 1)
    #expect(result.errors.contains("[\(mistake.code)"), "\(result.errors)")
    #expect(result.errors.contains("assistants/a.yaml:\(mistake.place)"), "\(result.errors)")
    #expect(result.errors.contains(mistake.words), "\(result.errors)")
    #expect(try await project.emulator.requests().isEmpty)
    await project.emulator.stop()
  }
}
