import Foundation
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// The exit statuses that README lists. 130 and 143 are in `InterruptionTests`, and of a saved plan in
/// `SavedPlanTests`.
@Suite(.inTurn) struct ExitStatusTests {
  @Test func everyStatusThatAPipelineActsOn() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n  support: { name: One, model: gpt-4o }\n"],
      baseURL: emulator.baseURL)
    func status(_ arguments: String...) async throws -> Int32 {
      try await Executable.asst.run(
        arguments, in: workspace.folder, environment: workspace.environment
      ).status
    }
    // Changes are no failure unless that is asked for.
    #expect(try await status("plan") == 0)
    #expect(try await status("plan", "--detailed-exitcode") == 2)
    #expect(try await status("plan", "--detailed-exitcode", "--format", "json") == 2)
    #expect(try await status("plan", "--detailed-exitcode", "--out", "p.json") == 2)
    #expect(try await status("plan", "--detailed-exitcode", "--only-drift") == 0)
    // Without a terminal nothing is asked, and nothing is done.
    #expect(try await status("apply") == 1)
    #expect(try await emulator.objects("assistants").isEmpty)
    #expect(try await status("apply", "p.json") == 0)
    #expect(try await status("plan", "--detailed-exitcode") == 0)

    let id = try #require(try await emulator.objects("assistants").first?["id"]?.string)
    try await emulator.call(.post, "/assistants/\(id)", ["name": "Two"])
    #expect(try await status("plan", "--only-drift") == 0)
    #expect(try await status("plan", "--only-drift", "--detailed-exitcode") == 2)
    #expect(try await status("apply", "--yes") == 1, "drift stops it")
    // Notes and what is kept are no changes.
    #expect(try await status("apply", "--yes", "--on-drift", "overwrite") == 0)
    try await emulator.call(.post, "/assistants/\(id)", ["description": "Hm."])
    #expect(try await status("plan", "--detailed-exitcode") == 0)
    try workspace.write("a.yaml", "assistants: {}\n")
    #expect(try await status("plan", "--detailed-exitcode") == 0)
    #expect(try await status("plan", "--detailed-exitcode", "--prune") == 2)

    try workspace.write("a.yaml", "assistants: { support: { modle: gpt-4o } }\n")
    for command in [["validate"], ["plan", "--detailed-exitcode"], ["apply", "--yes"]] {
      let result = try await Executable.asst.run(
        command, in: workspace.folder, environment: workspace.environment)
      #expect(result.status == 1, "\(command)")
    }
    for usage in [
      ["plan", "--no-such-flag"], ["plan", "--format", "xml"], ["nonsense"], ["apply", "a", "b"],
      ["apply", "--parallelism", "0"], ["plan", "--only", "x"], ["plan", "--quiet", "--verbose"],
    ] {
      let result = try await Executable.asst.run(
        usage, in: workspace.folder, environment: workspace.environment)
      #expect(result.status == 64 && result.output.isEmpty, "\(usage)")
    }
    await emulator.stop()
  }
}
