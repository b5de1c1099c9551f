import Foundation
import TestSupport
import Testing

/// What an apply leaves on a real terminal.
@Suite(.inTurn) struct LiveLineTests {
  private static let erase = "\r\u{1B}[K"

  private func workspace(_ emulator: EmulatorProcess) throws -> Workspace {
    let assistants = (1...6).map { "  a\($0): { name: N\($0), model: gpt-4o }" }
    return try Workspace(
      ["a.yaml": "assistants:\n\(assistants.joined(separator: "\n"))\n"],
      baseURL: emulator.baseURL)
  }

  @Test(arguments: [30, 100] as [UInt16])
  func itIsDrawnAndLeavesNothing(columns: UInt16) async throws {
    let emulator = try EmulatorProcess(["--latency", "50ms"])
    let workspace = try workspace(emulator)
    let run = try await TerminalRun.asst(
      ["apply", "--yes", "--parallelism", "2"], in: workspace, columns: columns)
    #expect(run.status == 0, "\(run.screen)")
    #expect(run.screen.contains("\(Self.erase)  … creating assistants.a"))
    // Each is erased before what stays is written.
    let lines = TerminalScreen(run.screen, columns: Int(columns)).lines
    #expect(!lines.contains { $0.contains("…") || $0.contains("creating") }, "\(lines)")
    #expect(lines.count { $0.hasPrefix("  + assistants.a") } == 6, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("Applied: 6 created") }, "\(lines)")
    await emulator.stop()
  }

  @Test(arguments: [("dumb", ""), ("xterm", "true")])
  func whereNothingCanBeDrawnOverItIsNeverDrawn(term: String, pipeline: String) async throws {
    let emulator = try EmulatorProcess()
    let workspace = try workspace(emulator)
    let run = try await TerminalRun.asst(
      ["apply", "--yes"], in: workspace, term: term, adding: ["CI": pipeline])
    #expect(run.status == 0, "\(run.screen)")
    #expect(!run.screen.contains("\u{1B}[K") && !run.screen.contains("creating"))
    #expect(run.screen.contains("assistants.a6"))
    await emulator.stop()
  }
}
