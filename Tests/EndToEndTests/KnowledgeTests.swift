import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// Files on their way into stores and assistants, and what each change of them costs.
@Suite(.inTurn) struct KnowledgeTests {
  @Test func theFirstApplyMakesFilesSearchable() async throws {
    let project = try KnowledgeProject()
    let plan = try await project.workspace.asst("plan", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(plan.output.contains("+ knowledge/kettle.md"))
    #expect(plan.output.contains("4 files to upload"))
    #expect(!plan.output.contains("draft-fridge"))
    #expect(try await project.emulator.fileNames().isEmpty)

    let writes = try await project.apply()
    #expect(writes.count { $0 == "POST /files" } == 4, "\(writes)")
    #expect(writes.count { $0 == "POST /vector_stores/ID/file_batches" } == 1)
    let store = try await project.emulator.store()
    #expect(try await project.emulator.search("whistle", in: store) == ["kettle.md"])
    #expect(try await project.emulator.search("carton", in: store) == ["returns.txt"])
    #expect(try await project.emulator.search("hums", in: store).isEmpty)
    #expect(try await project.emulator.fileNames() == KnowledgeProject.names)
    let members = try await project.emulator.members(of: store)
    #expect(members["returns.txt"]?["attributes"]?["topic"] == "returns")
    let held = try await project.emulator.objects("assistants").first?["tool_resources"]
    let table = held?["code_interpreter"]?["file_ids"]?.array?.first?.string ?? ""
    #expect(try await project.emulator.filesByID()[table] == "prices.csv")

    try await project.emulator.resetRequests()
    try await expectEmptyPlan(project.workspace)
    #expect(
      try await project.emulator.requests().sorted()
        == ["GET /v1/assistants", "GET /v1/vector_stores"])
    await project.emulator.stop()
  }

  /// What the cache says of a file is believed while the file's times and size stay as they were: here
  /// it says something else than the bytes, and the plan goes by it.
  @Test func whatHasNotChangedIsNotRead() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    let cache = try await project.settledCache()
    let old = Digest(of: KnowledgeProject.files["knowledge/kettle.md", default: ""].utf8)
    let new = Digest(of: "something else".utf8)
    let lines = cache.split(separator: "\n").dropLast().map { "\($0)\n" }.joined()
      .replacingOccurrences(of: old.description, with: new.description)
    #expect(lines != cache && lines.contains(new.description))
    try project.workspace.write(".asst/files.cache", "\(lines)\(Digest(of: lines.utf8))\n")
    #expect(
      try await project.workspace.asst("plan").output.contains("~ knowledge/kettle.md"))
    // Written again, the file has other times, whatever its bytes.
    try project.workspace.edit("knowledge/kettle.md", "whistle", "whistle")
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  /// It is a cache: without it, or with a damaged one, the plan is the same.
  @Test(arguments: [nil, "", "asst files 1\nnonsense\n"])
  func thePlanDoesNotDependOnTheCache(cache: String?) async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    _ = try await project.settledCache()
    if let cache {
      try project.workspace.write(".asst/files.cache", cache)
    } else {
      try project.workspace.remove(".asst")
    }
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  /// Other bytes of the same length are noticed, however little else of the file has changed.
  @Test func oneEditIsOneUpload() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    let store = try await project.emulator.store()
    try project.workspace.edit("knowledge/kettle.md", "whistle", "trumpet")
    let plan = try await project.workspace.asst("plan", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(plan.output.contains("~ knowledge/kettle.md"))
    #expect(plan.output.contains("1 file to upload"))

    #expect(
      try await project.apply() == [
        "DELETE /files/ID", "DELETE /vector_stores/ID/files/ID", "POST /files",
        "POST /vector_stores/ID/files",
      ])
    #expect(try await project.emulator.search("trumpet", in: store) == ["kettle.md"])
    #expect(try await project.emulator.search("whistle", in: store).isEmpty)
    #expect(try await project.emulator.fileNames() == KnowledgeProject.names)
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  @Test func aRemovedFileLeaves() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    try project.workspace.remove("knowledge/toaster.md")
    #expect(
      try await project.apply() == ["DELETE /files/ID", "DELETE /vector_stores/ID/files/ID"])
    #expect(
      try await project.emulator.fileNames() == ["kettle.md", "prices.csv", "returns.txt"])
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  /// A new path and the same name is the same file.
  @Test func aMovedFileIsNotSentAgain() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    try project.workspace.edit("a.yaml", "knowledge/*.md", "knowledge/**/*.md")
    try project.workspace.write(
      "knowledge/kitchen/kettle.md", try project.workspace.read("knowledge/kettle.md"))
    try project.workspace.remove("knowledge/kettle.md")
    #expect(try await project.apply().isEmpty)
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  @Test func attributesChangeInPlace() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    try project.workspace.edit("a.yaml", "topic: returns, year: 2026", "topic: money")
    #expect(try await project.apply() == ["POST /vector_stores/ID/files/ID"])
    let members = try await project.emulator.members(of: try await project.emulator.store())
    let attributes = members["returns.txt"]?["attributes"]?.object
    #expect(attributes?["topic"] == "money" && attributes?["year"] == nil)
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  @Test func anotherChunkingAttachesAnewWithoutSending() async throws {
    let project = try KnowledgeProject()
    try await project.apply()
    try project.workspace.edit(
      "a.yaml", "    exclude:",
      "    chunking: { max_chunk_size_tokens: 200, chunk_overlap_tokens: 50 }\n    exclude:")
    let plan = try await project.workspace.asst("plan")
    #expect(plan.output.contains("3 to index anew"))
    let writes = try await project.apply()
    #expect(!writes.contains("POST /files") && !writes.contains("DELETE /files/ID"), "\(writes)")
    let store = try await project.emulator.store()
    let members = try await project.emulator.members(of: store)
    #expect(members.count == 3)
    for member in members.values {
      #expect(member["chunking_strategy"]?["static"]?["max_chunk_size_tokens"] == 200)
    }
    #expect(try await project.emulator.search("whistle", in: store) == ["kettle.md"])
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  /// One upload serves two stores and code interpreter, and leaves with the last of them.
  @Test func aSharedFileIsSentOnce() async throws {
    let yaml = """
      vector_stores:
        public: { name: Public, files: [shared.md] }
        staff: { name: Staff, files: [shared.md] }
      assistants:
        support: { model: gpt-4o, tools: [{ type: code_interpreter, files: [shared.md] }] }
      """
    let project = try KnowledgeProject(["a.yaml": yaml, "shared.md": "All may know.\n"])
    let writes = try await project.apply()
    #expect(writes.count { $0 == "POST /files" } == 1, "\(writes)")
    for name in ["Public", "Staff"] {
      let store = try await project.emulator.store(name)
      #expect(try await project.emulator.search("know", in: store) == ["shared.md"])
    }
    try project.workspace.edit("a.yaml", "name: Public, files: [shared.md]", "name: Public")
    #expect(try await project.apply() == ["DELETE /vector_stores/ID/files/ID"])
    #expect(try await project.emulator.fileNames() == ["shared.md"])
    try project.workspace.edit("a.yaml", "name: Staff, files: [shared.md]", "name: Staff")
    try project.workspace.edit("a.yaml", ", files: [shared.md]", "")
    try await project.apply()
    #expect(try await project.emulator.fileNames().isEmpty)
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }

  @Test(arguments: ["a b.md", "it's \"it\".md", "Käse – 起動.md", "50% & more;.md"])
  func aNameIsKeptAsItIs(name: String) async throws {
    let project = try KnowledgeProject(["knowledge/\(name)": "Zanzibar.\n"])
    try await project.apply()
    let store = try await project.emulator.store()
    #expect(try await project.emulator.search("Zanzibar", in: store) == [name])
    try await expectEmptyPlan(project.workspace)
    // Without the lock file the name still decides which file it is.
    try project.workspace.remove("asst.local.lock.json")
    try await expectEmptyPlan(project.workspace)
    await project.emulator.stop()
  }
}
