import Foundation
import OrderedCollections
import ResourceModel
import Transport
import Testing

/// Every command beside the main road, as a person or a script runs it.
@Suite(.inTurn) struct CommandTests {
  private static let files = [
    "a.yaml": """
    assistants:
      support:
        name: Support
        model: ${var.model}
        tools: [{ type: file_search, vector_stores: [manuals] }]
      sales: { name: Sales, model: gpt-4o }
    vector_stores:
      manuals: { name: Manuals }

    """
  ]
  private static let manifest = """
    variables: { model: gpt-4o }
    outputs:
      SUPPORT_ID: assistants.support.id
      STORE_ID: vector_stores.manuals.id
    """

  private let emulator: EmulatorProcess
  private let workspace: Workspace

  init() throws {
    emulator = try EmulatorProcess()
    workspace = try Workspace(Self.files, manifest: Self.manifest, baseURL: emulator.baseURL)
  }

  private func apply() async throws {
    let result = try await workspace.asst("apply", "--yes")
    #expect(result.status == 0, "\(result.errors)")
  }

  // MARK: - The lock file

  @Test func stateListsWhatIsRecorded() async throws {
    let empty = try await workspace.asst("state", "list")
    #expect(empty.status == 0 && empty.output.isEmpty)
    try await apply()
    let id = try #require(try await emulator.objects("vector_stores").first?["id"]?.string)
    let list = try await workspace.asst("state", "list")
    #expect(list.status == 0)
    let lines = list.output.split(separator: "\n")
    #expect(
      lines.map { $0.prefix { $0 != " " } }
        == ["assistants.sales", "assistants.support", "vector_stores.manuals"])
    #expect(lines.last?.hasSuffix("  \(id)") == true)
    #expect(list.errors.isEmpty)
    await emulator.stop()
  }

  @Test func stateShowsOneResource() async throws {
    try await apply()
    let show = try await workspace.asst("state", "show", "assistants.support")
    #expect(show.status == 0, "\(show.errors)")
    #expect(show.output.hasPrefix("assistants.support\n  id           asst_"))
    #expect(show.output.contains("  model  sha256:"))
    #expect(!show.output.contains("gpt-4o"))

    let unknown = try await workspace.asst("state", "show", "assistants.suport")
    #expect(unknown.status == 1)
    #expect(unknown.output.isEmpty)
    #expect(unknown.errors.contains("ASST309"))
    #expect(unknown.errors.contains("Did you mean `assistants.support`?"))
    await emulator.stop()
  }

  // MARK: - Outputs

  @Test func outputsInEveryFormat() async throws {
    let early = try await workspace.asst("output")
    #expect(early.status == 1)
    #expect(early.output.isEmpty)
    #expect(early.errors.contains("ASST308"))
    try await apply()
    let id = try #require(try await emulator.objects("vector_stores").first?["id"]?.string)

    let json = try await workspace.asst("output", "--format", "json")
    #expect(json.status == 0, "\(json.errors)")
    let values = try #require(try JSONParser.parse(json.output).object)
    #expect(Array(values.keys) == ["SUPPORT_ID", "STORE_ID"])
    #expect(values["STORE_ID"] == .string(id))
    #expect(try await workspace.asst("output", "STORE_ID").output == "\(id)\n")
    #expect(
      try await workspace.asst("output", "STORE_ID", "--format", "dotenv").output
        == "STORE_ID=\(id)\n")
    let one = try await workspace.asst("output", "STORE_ID", "--format", "json")
    #expect(try JSONParser.parse(one.output) == ["STORE_ID": .string(id)])
    await emulator.stop()
  }

  @Test func anUnknownOutputNamesTheKnownOnes() async throws {
    try await apply()
    let near = try await workspace.asst("output", "STOR_ID")
    #expect(near.status == 1)
    #expect(near.output.isEmpty)
    #expect(near.errors.contains("ASST307"))
    #expect(near.errors.contains("Did you mean `STORE_ID`?"))
    let far = try await workspace.asst("output", "nothing-like-it")
    #expect(far.errors.contains("SUPPORT_ID, STORE_ID"))
    await emulator.stop()
  }

  @Test func refreshedOutputsComeFromTheProviderAndWriteNothing() async throws {
    try await apply()
    let recorded = try await workspace.asst("output")
    try workspace.remove("asst.local.lock.json")
    #expect(try await workspace.asst("output").status == 1)
    try await emulator.resetRequests()
    let refreshed = try await workspace.asst("output", "--refresh")
    #expect(refreshed.status == 0, "\(refreshed.errors)")
    #expect(refreshed.output == recorded.output)
    #expect(try await emulator.requests().allSatisfy { $0.hasPrefix("GET") })
    #expect(!workspace.exists("asst.local.lock.json"))

    let id = recorded.output.split(separator: "\n").first?.split(separator: "=").last ?? ""
    try await emulator.call(.delete, "/assistants/\(id)")
    let gone = try await workspace.asst("output", "SUPPORT_ID", "--refresh")
    #expect(gone.status == 1)
    #expect(gone.output.isEmpty)
    await emulator.stop()
  }

  // MARK: - Choosing

  @Test func whatIsExcludedIsLeftOut() async throws {
    let plan = try await workspace.asst("plan", "--exclude", "assistants.sales")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.output.contains("2 to create"))
    #expect(!plan.output.contains("assistants.sales"))
    let needed = try await workspace.asst("plan", "--exclude", "vector_stores.manuals")
    #expect(needed.status == 1)
    #expect(needed.errors.contains("ASST210"))
    let unknown = try await workspace.asst("plan", "--exclude", "assistants.sale")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("Did you mean `assistants.sales`?"))
    await emulator.stop()
  }

  @Test func onlyBringsWhatIsNeededAndMissing() async throws {
    let first = try await workspace.asst("apply", "--yes", "--only", "assistants.support")
    #expect(first.status == 0, "\(first.errors)")
    #expect(try await emulator.owners(of: "assistants") == ["assistants.support"])
    #expect(try await emulator.owners(of: "vector_stores") == ["vector_stores.manuals"])
    // What is there already is read and not planned, even where it would change.
    try workspace.edit("a.yaml", "name: Manuals", "name: Handbooks")
    let second = try await workspace.asst(
      "plan", "--only", "assistants.support", "--detailed-exitcode")
    #expect(second.status == 0, "\(second.output)")
    #expect(!second.output.contains("Handbooks"))
    await emulator.stop()
  }

  @Test func variablesOfTheCommandLineWin() async throws {
    try await apply()
    let plan = try await workspace.asst("plan", "--var", "model=gpt-4.1", "--detailed-exitcode")
    #expect(plan.status == 2)
    #expect(plan.output.contains("gpt-4.1"))
    let unused = try await workspace.asst("plan", "--var", "modle=gpt-4.1")
    #expect(unused.status == 1)
    #expect(unused.errors.contains("ASST049"))
    #expect(unused.errors.contains("model"))
    await emulator.stop()
  }

  @Test func anotherFolder() async throws {
    try FileManager.default.moveItem(
      at: workspace.folder.appending(path: "assistants"),
      to: workspace.folder.appending(path: "infra"))
    let missing = try await workspace.asst("validate")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("assistants/asst.yaml"))
    #expect(try await workspace.asst("apply", "--yes", "--config", "infra").status == 0)
    let list = try await workspace.asst(
      "state", "list", "--config", workspace.folder.appending(path: "infra").path)
    #expect(list.output.contains("assistants.support"))
    #expect(
      FileManager.default.fileExists(
        atPath: workspace.folder.appending(path: "infra/asst.local.lock.json").path))
    await emulator.stop()
  }

  @Test func twoTargetsAreTwoOfEverything() async throws {
    try workspace.edit(
      "asst.yaml", "default_target: local",
      """
        second:
          provider: assistants-v2
          base_url: ${env.ASST_EMULATOR_URL}
          api_key: ${env.ASST_API_KEY}
      default_target: local
      """)
    try await apply()
    let other = try await workspace.asst("apply", "--yes", "--target", "second")
    #expect(other.status == 0, "\(other.errors)")
    for target in ["local", "second"] {
      #expect(workspace.exists("asst.\(target).lock.json"))
      try await expectEmptyPlan(workspace, target: target)
    }
    #expect(
      try await emulator.owners(of: "assistants").sorted()
        == ["sales", "sales", "support", "support"].map { "assistants.\($0)" })
    let ids = try await (
      workspace.asst("output", "STORE_ID"),
      workspace.asst("output", "STORE_ID", "--target", "second")
    )
    #expect(ids.0.output != ids.1.output)

    #expect(try await workspace.asst("destroy", "--yes", "--target", "second").status == 0)
    try await expectEmptyPlan(workspace)
    #expect(try await emulator.objects("assistants").count == 2)
    await emulator.stop()
  }

  @Test func aSlowServerChangesNothing() async throws {
    let slow = try EmulatorProcess(["--latency", "20ms"])
    let workspace = try Workspace(Self.files, manifest: Self.manifest, baseURL: slow.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    #expect(try await slow.objects("assistants").count == 2)
    try await expectEmptyPlan(workspace)
    await slow.stop()
    await emulator.stop()
  }
}
