import Foundation
import Testing

/// A few of the points of interruption; `make chaos` tries all of them.
@Suite struct ChaosTests {
  @Test func everyEleventhPointOfInterruption() async throws {
    let chaos = Workspace.repository.appending(path: "Tests/Chaos/chaos").path
    let binaries = Executable.asst.url.deletingLastPathComponent().path
    let result = try await Executable.shell(
      "PATH=\"$PATH:/usr/local/bin\" python3 '\(chaos)' '\(binaries)' --short",
      in: URL.temporaryDirectory)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("points of interruption, 0 wrong"))
  }
}
