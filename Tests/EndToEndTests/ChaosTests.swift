import Foundation
import Testing

/// A sample of the interruptions, faults and random sequences; `make chaos` tries all of them.
@Suite(.inTurn) struct ChaosTests {
  @Test func aSampleOfEverything() async throws {
    let chaos = Workspace.repository.appending(path: "Tests/Chaos/chaos").path
    let binaries = Executable.asst.url.deletingLastPathComponent().path
    let result = try await Executable.shell(
      "PATH=\"$PATH:/usr/local/bin\" python3 '\(chaos)' '\(binaries)' --short",
      in: URL.temporaryDirectory)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains(": 0 wrong"))
  }
}
