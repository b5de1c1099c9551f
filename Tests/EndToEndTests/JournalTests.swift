import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// The journal of an apply that was killed, as people meet it.
@Suite(.inTurn) struct JournalTests {
  private static let assistants = "assistants:\n  a: { model: gpt-4o }\n  b: { model: gpt-4o }\n"
  private static let journal = ".asst/local.journal"

  /// Kills an apply before its second create is sent: the first one is done, and no lock file says so.
  private func killed(_ workspace: Workspace) async throws {
    let end = try await workspace.asst(
      "apply", "--yes", "--parallelism", "1", adding: ["ASST_CRASH_AT": "request.before:4"])
    #expect(end.status == SIGKILL, "\(end.errors)")
    #expect(workspace.exists(Self.journal) && !workspace.exists("asst.local.lock.json"))
  }

  /// Dates the intents an hour ahead: however slow the machine, none grows too old to be waited for.
  private func keepYoung(_ workspace: Workspace) throws {
    let later = Int(Date.now.timeIntervalSince1970) + 3_600
    let lines = try workspace.read(Self.journal).split(separator: "\n").map { line in
      let text = line.dropFirst(9).replacing(/"at":\d+/, with: "\"at\":\(later)")
      return "\(Digest(of: text.utf8).short) \(text)\n"
    }
    try workspace.write(Self.journal, lines.joined())
  }

  private func withKilledApply(
    _ body: (Workspace, EmulatorProcess) async throws -> Void
  ) async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.assistants], baseURL: emulator.baseURL)
    try await killed(workspace)
    try keepYoung(workspace)
    try await body(workspace, emulator)
    await emulator.stop()
  }

  @Test func whatWasDoneIsKnownAndTheRestIsTold() async throws {
    try await withKilledApply { workspace, emulator in
      let before = try workspace.read(Self.journal)
      let plan = try await workspace.asst("plan")
      #expect(plan.output.contains("1 to create, 0 to update, 0 to delete; 1 unchanged"))
      #expect(plan.errors.contains("ASST357") && plan.errors.contains("creating assistants.b."))
      let list = try await workspace.asst("state", "list")
      #expect(list.output.contains("assistants.a") && !list.output.contains("assistants.b"))
      #expect(try workspace.read(Self.journal) == before, "who only reads writes nothing")
      let apply = try await workspace.asst("apply", "--yes")
      #expect(apply.status == 0 && apply.errors.contains("looking for up to 30 s"))
      #expect(!workspace.exists(Self.journal))
      #expect(
        try await emulator.owners(of: "assistants").sorted() == ["assistants.a", "assistants.b"])
      try await expectEmptyPlan(workspace)
    }
  }

  /// Renamed between the kill and the next apply: what the journal of the old name says counts.
  @Test func theJournalOfAFormerNameIsTakenIn() async throws {
    try await withKilledApply { workspace, emulator in
      try workspace.edit("asst.yaml", "project: test\n", "project: shop\nformerly: test\n")
      try workspace.edit("asst.yaml", "  local:\n", "  live:\n    formerly: local\n")
      try workspace.edit("asst.yaml", "default_target: local", "default_target: live")
      let list = try await workspace.asst("state", "list")
      #expect(list.output.contains("assistants.a") && !list.output.contains("assistants.b"))
      let apply = try await workspace.asst("apply", "--yes")
      #expect(apply.status == 0 && apply.errors.contains("looking for up to 30 s"))
      #expect(!workspace.exists(Self.journal) && !workspace.exists(".asst/live.journal"))
      #expect(
        try await emulator.owners(of: "assistants").sorted() == ["assistants.a", "assistants.b"])
      try await expectEmptyPlan(workspace, target: "live")
    }
  }

  /// Our own deletion whose answer was lost is no change that somebody made outside.
  @Test func aDeletionOfUnknownOutcomeIsOurs() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.assistants], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    try await emulator.setFaults([
      [
        "match": ["method": "DELETE"],
        "effect": ["answer": ["status": 503, "commit": "now", "retry_after": 999]],
      ]
    ])
    #expect(try await workspace.asst("destroy", "--yes").status == 1)
    #expect(try await emulator.owners(of: "assistants").isEmpty)
    try await emulator.setFaults()
    let apply = try await workspace.asst("apply", "--yes")
    #expect(apply.status == 0, "\(apply.errors)")
    #expect(!(try workspace.read("asst.local.lock.json")).contains("deleting"))
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  /// The plan speaks of a create as it would show it: by its name of today, and not at all where the
  /// files no longer declare it.
  @Test func onlyWhatIsDeclaredIsAwaited() async throws {
    try await withKilledApply { workspace, _ in
      try workspace.edit("a.yaml", "  b: { model: gpt-4o }", "  c: { model: gpt-4o, formerly: b }")
      let renamed = try await workspace.asst("plan")
      #expect(renamed.errors.contains("creating assistants.c."), "\(renamed.errors)")
      try workspace.edit("a.yaml", "  c: { model: gpt-4o, formerly: b }\n", "")
      let removed = try await workspace.asst("plan")
      #expect(removed.status == 0 && !removed.errors.contains("ASST357"), "\(removed.errors)")
    }
  }

  @Test(arguments: ["plan", "apply", "state list"])
  func aDamagedJournalIsToldAndKept(command: String) async throws {
    try await withKilledApply { workspace, emulator in
      try workspace.edit(Self.journal, #""entry":1"#, #""entry":7"#)
      let before = try workspace.read(Self.journal)
      try await emulator.resetRequests()
      let words = command.split(separator: " ").map(String.init)
      let result = try await Executable.asst.run(
        words, in: workspace.folder, environment: workspace.environment)
      #expect(result.status == 1 && result.errors.contains("ASST351"))
      #expect(result.errors.contains("assistants/\(Self.journal):2: "))
      #expect(try await emulator.requests().isEmpty)
      #expect(try workspace.read(Self.journal) == before)
    }
  }

  @Test func aJournalOfAnotherPlaceIsToldAndKept() async throws {
    try await withKilledApply { workspace, _ in
      let other = try EmulatorProcess()
      let result = try await workspace.asst(
        "apply", "--yes", adding: ["ASST_EMULATOR_URL": other.baseURL])
      #expect(result.status == 1 && result.errors.contains("ASST355"), "\(result.errors)")
      #expect(try await other.owners(of: "assistants").isEmpty)
      #expect(workspace.exists(Self.journal))
      await other.stop()
    }
  }

  @Test func nothingIsSentThatCannotBeNoted() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.assistants], baseURL: emulator.baseURL)
    let path = workspace.folder.appending(path: "assistants/\(Self.journal)").path
    // The journal's name as another one's folder: it cannot be opened, whoever runs the test.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let blocked = try await workspace.asst("apply", "--yes")
    #expect(blocked.status == 1 && blocked.errors.contains("ASST350"))
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.removeItem(
      atPath: workspace.folder.appending(path: "assistants/.asst").path)
    try workspace.write(".asst", "")
    let refused = try await workspace.asst("apply", "--yes")
    #expect(refused.status == 1, "\(refused.errors)")
    #expect(refused.errors.contains("ASST35"))
    #expect(try await emulator.owners(of: "assistants").isEmpty)
    await emulator.stop()
  }
}
