import Foundation
import Testing

/// `--lock-timeout`
@Suite(.inTurn) struct LockTimeoutTests {
  @Test func whoWaitsIsToldForWhomAndGoesOnWhenItIsFree() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n  one: { model: gpt-4o }\n"], baseURL: emulator.baseURL)
    try workspace.write(".asst/local.pid", "process 4711 on build-3")
    let descriptor = open(
      workspace.folder.appending(path: "assistants/.asst/local.pid").path, O_RDWR | O_CLOEXEC)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let refused = try await workspace.asst("apply", "--yes")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("ASST313"))
    #expect(refused.errors.contains("--lock-timeout"))
    let imported = try await workspace.asst("import", "assistants.two", "asst_1")
    #expect(imported.errors.contains("ASST313"))
    let late = try await workspace.asst("apply", "--yes", "--lock-timeout", "300ms")
    #expect(late.status == 1)
    #expect(late.errors.contains("is being written to by process 4711 on build-3; "))
    #expect(late.errors.contains("waiting for up to 0.3 s."))
    #expect(try await emulator.requests().isEmpty)
    close(descriptor)
    #expect(try await workspace.asst("apply", "--yes", "--lock-timeout", "1m").status == 0)
    await emulator.stop()
  }
}
