import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// `asst plan --out FILE` and `asst apply FILE`: what was reviewed is what is applied.
@Suite(.inTurn) struct SavedPlanTests {
  private static let files = [
    "a.yaml": """
    assistants:
      support:
        name: ${var.name}
        model: gpt-4o
        instructions: { file: prompts/support.md }
        tools: [{ type: file_search, vector_stores: [manuals] }]
      sales: { name: Sales, model: gpt-4o, instructions: Sell. }
    vector_stores:
      manuals: { name: Manuals }

    """,
    "prompts/support.md": "Be kind.\n",
  ]

  private let emulator: EmulatorProcess
  private let workspace: Workspace

  init() throws {
    emulator = try EmulatorProcess()
    workspace = try Workspace(
      Self.files, manifest: "variables: { name: Support }", baseURL: emulator.baseURL)
  }

  private func apply() async throws {
    let result = try await workspace.asst("apply", "--yes")
    #expect(result.status == 0, "\(result.errors)")
  }

  private func plan(_ arguments: String...) async throws {
    let result = try await Executable.asst.run(
      ["plan", "--out", "p.json"] + arguments, in: workspace.folder,
      environment: workspace.environment)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("asst apply p.json"))
  }

  /// Applies the saved plan; the writes that it took.
  private func applySaved(
    status: Int32 = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> (writes: [String], result: Finished) {
    try await emulator.resetRequests()
    let result = try await workspace.asst("apply", "p.json")
    #expect(
      result.status == status, "\(result.output)\(result.errors)", sourceLocation: sourceLocation)
    return (try await emulator.writes(), result)
  }

  private func object(_ name: String) async throws -> JSONValue {
    try #require(try await emulator.objects("assistants").first { $0["name"]?.string == name })
  }

  private func edit(_ name: String, _ change: JSONValue) async throws {
    let id = try #require(try await object(name)["id"]?.string)
    try await emulator.call(.post, "/assistants/\(id)", change)
  }

  private var planFile: URL { workspace.folder.appending(path: "p.json") }

  // MARK: - The way it goes

  @Test func whatWasReviewedIsAppliedAndNothingIsAsked() async throws {
    try await plan()
    #expect(try await applySaved().writes.count == 3)
    try await expectEmptyPlan(workspace)
    // Again, it does what is left of it.
    #expect(try await applySaved().writes.isEmpty)
    await emulator.stop()
  }

  @Test func targetAndVariablesAreThePlansOwn() async throws {
    try workspace.edit(
      "asst.yaml", "default_target: local",
      """
        second:
          provider: assistants-v2
          base_url: ${env.ASST_EMULATOR_URL}
          api_key: ${env.ASST_API_KEY}
      default_target: local
      """)
    try await plan("--target", "second", "--var", "name=Helpdesk")
    #expect(try await applySaved().writes.count == 3)
    #expect(workspace.exists("asst.second.lock.json"))
    #expect(!workspace.exists("asst.local.lock.json"))
    #expect(try await object("Helpdesk")["instructions"] == "Be kind.")
    let same = try await workspace.asst("apply", "p.json", "--target", "second")
    #expect(same.status == 0, "\(same.errors)")
    let other = try await workspace.asst("apply", "p.json", "--target", "local")
    #expect(other.status == 1 && other.errors.contains("ASST406"))
    await emulator.stop()
  }

  @Test func whatIsPrintedIsThePlanInAnyFormat() async throws {
    let json = try await workspace.asst("plan", "--out", "p.json", "--format", "json")
    #expect(json.status == 0, "\(json.errors)")
    var saved = try #require(
      try JSONParser.parse(Array(Data(contentsOf: planFile))).object)
    #expect(saved.removeValue(forKey: "saved") != nil)
    #expect(.object(saved) == (try JSONParser.parse(json.output)))
    let changes = try await workspace.asst("plan", "--out", "p.json", "--detailed-exitcode")
    #expect(changes.status == 2 && changes.output.contains("3 to create"))
    await emulator.stop()
  }

  @Test func onlyItsOwnerReadsIt() async throws {
    // Whatever the umask, and whatever the file before allowed.
    for line in ["umask 000", "umask 777", "umask 022; : > p.json; chmod 666 p.json"] {
      let variables = workspace.environment.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
      let run = try await Executable.shell(
        "\(line); env \(variables) '\(Executable.asst.url.path)' plan --out p.json --quiet",
        in: workspace.folder)
      #expect(run.status == 0, "\(run.errors)")
      let attributes = try FileManager.default.attributesOfItem(atPath: planFile.path)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(line)")
      try FileManager.default.removeItem(at: planFile)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.folder.path) == ["assistants"])
    await emulator.stop()
  }

  @Test func errorsSaveNothing() async throws {
    try await apply()
    try workspace.edit("a.yaml", "manuals: { name", "manuals: { description: New, name")
    let plan = try await workspace.asst("plan", "--out", "p.json")
    #expect(plan.status == 1 && plan.errors.contains("ASST201"))
    #expect(!FileManager.default.fileExists(atPath: planFile.path))
    await emulator.stop()
  }

  // MARK: - What changed since

  @Test func anEditedPromptIsRefusedAlone() async throws {
    try await plan()
    try workspace.write("prompts/support.md", "Be rude.\n")
    let (writes, result) = try await applySaved(status: 1)
    #expect(writes == ["POST /assistants", "POST /vector_stores"])
    #expect(result.errors.contains("ASST221"))
    #expect(result.errors.contains("assistants.support"))
    #expect(try await emulator.owners(of: "assistants") == ["assistants.sales"])
    // The checkout of the review finishes it.
    try workspace.write("prompts/support.md", "Be kind.\n")
    #expect(try await applySaved().writes == ["POST /assistants"])
    await emulator.stop()
  }

  @Test func driftThatWasShownIsUndoneAndNewerDriftIsNot() async throws {
    try await apply()
    try await edit("Sales", ["instructions": "Sell more."])
    try await plan()
    #expect(try await applySaved().writes == ["POST /assistants/ID"])
    #expect(try await object("Sales")["instructions"] == "Sell.")

    try await edit("Sales", ["instructions": "Sell more."])
    try await plan()
    try await edit("Sales", ["instructions": "Sell even more."])
    let (writes, result) = try await applySaved(status: 1)
    #expect(writes.isEmpty)
    #expect(result.errors.contains("ASST222"))
    #expect(!result.output.contains("No changes"))
    #expect(try await object("Sales")["instructions"] == "Sell even more.")
    await emulator.stop()
  }

  @Test func whatAppearedSinceIsLeftAsItIs() async throws {
    try await apply()
    try workspace.edit("a.yaml", "name: Sales", "name: Shop")
    try await plan()
    try workspace.write("b.yaml", "assistants:\n  fresh: { name: Fresh, model: gpt-4o }\n")
    try await edit("Support", ["instructions": "Be rude."])
    let (writes, result) = try await applySaved()
    #expect(writes == ["POST /assistants/ID"])
    #expect(result.errors.contains("Not in the saved plan"))
    #expect(result.errors.contains("assistants.support, assistants.fresh"))
    #expect(try await object("Support")["instructions"] == "Be rude.")
    await emulator.stop()
  }

  @Test func whatRefersToARefusedStoreWaitsForIt() async throws {
    try await apply()
    try workspace.edit("a.yaml", "name: Manuals", "name: Handbooks")
    try await plan("--var", "name=Helpdesk")
    let store = try await emulator.store()
    try await emulator.call(.delete, "/vector_stores/\(store)")
    let (writes, result) = try await applySaved(status: 1)
    #expect(writes.isEmpty)
    #expect(result.errors.contains("ASST222") && result.errors.contains("ASST224"))
    #expect(!result.errors.contains("ASST223"), "\(result.errors)")
    #expect(result.errors.contains("assistants.support refers to vector_stores.manuals, which"))
    #expect(!result.errors.contains("the rest of the plan is applied"), "\(result.errors)")
    #expect(result.errors.contains("nothing else of the plan is left to apply"))
    await emulator.stop()
  }

  @Test func onlyReviewedDeletionsAreDone() async throws {
    try await apply()
    try workspace.edit(
      "a.yaml", "  sales: { name: Sales, model: gpt-4o, instructions: Sell. }\n", "")
    try await plan("--prune")
    try await edit("Sales", ["description": "Still of use."])
    let (writes, result) = try await applySaved(status: 1)
    #expect(writes.isEmpty && result.errors.contains("ASST222"))
    try await plan("--prune")
    #expect(try await applySaved().writes == ["DELETE /assistants/ID"])
    #expect(try await applySaved().writes.isEmpty)
    await emulator.stop()
  }

  @Test func aReplacementIsDoneOnce() async throws {
    try await apply()
    try await plan("--replace", "vector_stores.manuals")
    #expect(
      try await applySaved().writes
        == ["DELETE /vector_stores/ID", "POST /assistants/ID", "POST /vector_stores"])
    #expect(try await applySaved().writes.isEmpty)
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  // MARK: - Refused whole

  @Test(arguments: [
    ("", "ASST402"), ("no plan", "ASST402"), ("[1]", "ASST402"), ("{}", "ASST402"),
    ("{ \"saved\": {", "ASST403"),
  ])
  func whatIsNoPlan(text: String, code: String) async throws {
    try Data(text.utf8).write(to: planFile)
    let (writes, result) = try await applySaved(status: 1)
    #expect(result.errors.contains(code), "\(result.errors)")
    #expect(writes.isEmpty && result.output.isEmpty)
    await emulator.stop()
  }

  @Test func anEditedOrCutPlanIsRefused() async throws {
    try await plan()
    let text = String(decoding: try Data(contentsOf: planFile), as: UTF8.self)
    let edits = [
      (text.replacing("Be kind.", with: "Be rude."), "ASST403"),
      (text.replacing("\"prune\": false", with: "\"prune\": true"), "ASST403"),
      (String(text.prefix(text.count / 2)), "ASST403"),
      (text.replacing("\"format\": 1,", with: "\"format\": 2,"), "ASST404"),
    ]
    for (edited, code) in edits {
      #expect(edited != text)
      try Data(edited.utf8).write(to: planFile)
      let (writes, result) = try await applySaved(status: 1)
      #expect(writes.isEmpty && result.errors.contains(code), "\(code): \(result.errors)")
    }
    // What `--format json` prints is for programs.
    let json = try await workspace.asst("plan", "--format", "json")
    try Data(json.output.utf8).write(to: planFile)
    #expect(try await applySaved(status: 1).result.errors.contains("ASST402"))
    // White space means nothing, and a link is followed.
    let value = try JSONParser.parse(text)
    try Data(JSONWriter.bytes(value, .compact)).write(
      to: workspace.folder.appending(path: "other.json"))
    try FileManager.default.removeItem(at: planFile)
    try FileManager.default.createSymbolicLink(
      atPath: planFile.path, withDestinationPath: "other.json")
    #expect(try await applySaved().writes.count == 3)
    await emulator.stop()
  }

  @Test func whatCannotBeReadOrWritten() async throws {
    let missing = try await applySaved(status: 1).result
    #expect(missing.errors.contains("ASST401") && missing.errors.contains("--target"))
    try FileManager.default.createDirectory(at: planFile, withIntermediateDirectories: false)
    #expect(try await applySaved(status: 1).result.errors.contains("ASST401"))
    try await emulator.resetRequests()
    let folder = try await workspace.asst("plan", "--out", "p.json")
    #expect(folder.status == 1 && folder.errors.contains("ASST408") && folder.output.isEmpty)
    #expect(try await emulator.requests().isEmpty, "said before anything is asked")
    try FileManager.default.removeItem(at: planFile)
    let nowhere = try await workspace.asst("plan", "--out", "nowhere/p.json")
    #expect(nowhere.status == 1 && nowhere.errors.contains("ASST408"))
    try FileManager.default.createSymbolicLink(
      atPath: planFile.path, withDestinationPath: "/dev/null")
    let link = try await workspace.asst("plan", "--out", "p.json")
    #expect(link.status == 1 && link.errors.contains("symbolic link"))
    // The manifest is not replaced, nor anything else that is no plan.
    let manifest = try await workspace.asst("plan", "--out", "assistants/asst.yaml")
    #expect(manifest.status == 1 && manifest.errors.contains("something else than a plan"))
    // 500 MB that take no room on the disk.
    try FileManager.default.removeItem(at: planFile)
    try Data("{".utf8).write(to: planFile)
    let handle = try FileHandle(forWritingTo: planFile)
    try handle.truncate(atOffset: 500_000_000)
    try handle.close()
    #expect(try await applySaved(status: 1).result.errors.contains("larger than 256 MB"))
    await emulator.stop()
  }

  @Test func anotherProjectAndAnotherPlace() async throws {
    try await plan()
    try workspace.edit("asst.yaml", "project: test", "project: shop")
    #expect(try await applySaved(status: 1).result.errors.contains("ASST405"))
    try workspace.edit("asst.yaml", "project: shop", "project: test")
    let elsewhere = try EmulatorProcess()
    let moved = try await workspace.asst(
      "apply", "p.json", adding: ["ASST_EMULATOR_URL": elsewhere.baseURL])
    #expect(moved.status == 1 && moved.errors.contains("ASST407"), "\(moved.errors)")
    #expect(try await elsewhere.objects("assistants").isEmpty)
    try workspace.edit("asst.yaml", "  local:", "  other:")
    try workspace.edit("asst.yaml", "default_target: local", "default_target: other")
    #expect(try await applySaved(status: 1).result.errors.contains("local"))
    #expect(try await applySaved(status: 1).writes.isEmpty)
    await elsewhere.stop()
    await emulator.stop()
  }

  @Test(arguments: [
    ["--only", "assistants.sales"], ["--exclude", "assistants.sales"],
    ["--replace", "assistants.sales"], ["--prune"], ["--refresh", "full"], ["--allow-recreate"],
    ["--allow-mass-change"], ["--on-drift", "overwrite"], ["--var", "name=x"],
  ])
  func whatThePlanSaysCannotBeSaidAgain(flags: [String]) async throws {
    let result = try await Executable.asst.run(
      ["apply", "p.json"] + flags, in: workspace.folder, environment: workspace.environment)
    #expect(result.status == 64 && result.errors.contains(flags[0]))
    let drift = try await workspace.asst("plan", "--out", "p.json", "--only-drift")
    #expect(drift.status == 64)
    await emulator.stop()
  }
}
