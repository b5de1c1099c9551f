import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// Promise 2, never twice and never lost: an apply that is cut off half-way is finished by the next
/// one, with exactly one object an address.
@Suite(.inTurn) struct InterruptionTests {
  private static let count = 100
  private static let addresses = (1...count).map { "assistants.a\($0)" }.sorted()

  private static func assistants(_ numbers: ClosedRange<Int>) -> String {
    let entries = numbers.map { "  a\($0): { name: Assistant \($0), model: gpt-4o }" }
    return "assistants:\n" + entries.joined(separator: "\n") + "\n"
  }

  /// Addresses and IDs in the lock file.
  private func recorded(_ workspace: Workspace) throws -> [String: String] {
    let lock = try JSONParser.parse(try workspace.read("asst.local.lock.json"))
    return Dictionary(
      uniqueKeysWithValues: (lock["resources"]?.object ?? [:]).map {
        ($0.key, $0.value["id"]?.string ?? "")
      })
  }

  /// An apply that gets the signal when ten of its creates have been answered; at this pace all of
  /// them take two seconds.
  private func interruptedApply(
    _ workspace: Workspace, _ signal: Int32
  ) async throws -> (status: Int32, errors: String) {
    try await workspace.start(
      "apply", "--yes", "--verbose", "--parallelism", "5",
      fate: .signal(signal, after: "POST /v1/assistants 200", times: 10)
    ).finished()
  }

  private func expectConvergence(
    _ workspace: Workspace, _ emulator: EmulatorProcess,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let apply = try await workspace.asst("apply", "--yes")
    #expect(apply.status == 0, "\(apply.errors)", sourceLocation: sourceLocation)
    #expect(
      try await emulator.owners(of: "assistants").sorted() == Self.addresses,
      sourceLocation: sourceLocation)
    #expect(
      try recorded(workspace).keys.sorted() == Self.addresses, sourceLocation: sourceLocation)
    try await expectEmptyPlan(workspace, sourceLocation: sourceLocation)
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func aSignalEndsAnApplyInOrder(signal: Int32, status: Int32) async throws {
    let emulator = try EmulatorProcess(["--latency", "100ms"])
    let workspace = try Workspace(
      ["a.yaml": Self.assistants(1...Self.count)], baseURL: emulator.baseURL)
    let result = try await interruptedApply(workspace, signal)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains("Applied in part: "))
    #expect(result.errors.contains(" not started"))

    // What was under way was awaited: everything that exists is recorded, and nothing else.
    let made = try await emulator.owners(of: "assistants")
    #expect((10..<Self.count).contains(made.count))
    #expect(try recorded(workspace).keys.sorted() == made.sorted())
    try await expectConvergence(workspace, emulator)
    await emulator.stop()
  }

  @Test func killedHalfWay() async throws {
    let emulator = try EmulatorProcess(["--latency", "100ms"])
    let workspace = try Workspace(
      ["a.yaml": Self.assistants(1...Self.count)], baseURL: emulator.baseURL)
    #expect(try await interruptedApply(workspace, SIGKILL).status == -SIGKILL)
    #expect(!workspace.exists("asst.local.lock.json"))
    #expect((10..<Self.count).contains(try await emulator.owners(of: "assistants").count))
    try await expectConvergence(workspace, emulator)
    await emulator.stop()
  }

  @Test(arguments: [false, true])
  func killedWhileAProjectGrows(losingTheLockFile: Bool) async throws {
    let emulator = try EmulatorProcess(["--latency", "100ms"])
    let workspace = try Workspace(["a.yaml": Self.assistants(1...10)], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let before = try recorded(workspace)
    #expect(before.count == 10)

    try workspace.write("a.yaml", Self.assistants(1...Self.count))
    #expect(try await interruptedApply(workspace, SIGKILL).status == -SIGKILL)
    #expect(try recorded(workspace) == before, "the lock file is still the one before")
    #expect((20..<Self.count).contains(try await emulator.owners(of: "assistants").count))
    if losingTheLockFile { try workspace.remove("asst.local.lock.json") }

    try await expectConvergence(workspace, emulator)
    let after = try recorded(workspace)
    #expect(before.allSatisfy { after[$0.key] == $0.value }, "an ID in use stays")
    await emulator.stop()
  }

  @Test func nobodyListensToAnApply() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["a.yaml": Self.assistants(1...Self.count)], baseURL: emulator.baseURL)
    // The premise: what is started this way and minds SIGPIPE is ended by it.
    let minding = try RunningExecutable(
      URL(filePath: "/bin/sh"), ["-c", "kill -s PIPE $$; exit 7"], in: workspace.folder,
      environment: workspace.environment, .unheard)
    #expect(try await minding.finished().status == -SIGPIPE)

    let apply = try workspace.start("apply", "--yes", "--verbose", fate: .unheard)
    #expect(try await apply.finished().status == 0)
    #expect(try recorded(workspace).keys.sorted() == Self.addresses)
    try await expectConvergence(workspace, emulator)
    await emulator.stop()
  }
}
