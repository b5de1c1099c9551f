import ArgumentParser
import Testing

@testable import AsstCommands

@Suite struct LockTimeoutTests {
  @Test(arguments: [
    ("0", Duration.zero), ("250ms", .milliseconds(250)), ("30s", .seconds(30)),
    ("5m", .seconds(300)), ("24h", .seconds(86_400)),
  ])
  func durations(text: String, expected: Duration) throws {
    #expect(try DurationArgument.read(text) == expected)
  }

  @Test(arguments: ["", "s", "5", "-1s", "1.5s", "25h", "99999999999999999999s", "5 m", "5d"])
  func whatIsNoDurationIsRefused(text: String) {
    #expect(throws: (any Error).self) { try DurationArgument.read(text) }
  }

  @Test func withoutATimeoutNobodyWaits() throws {
    let command = try AsstCommand.parseAsRoot(["apply"]) as? ApplyCommand
    #expect(command?.applying.locking.lockTimeout == .zero)
    let patient = try AsstCommand.parseAsRoot([
      "state", "rm", "assistants.a", "--lock-timeout", "2m",
    ])
    #expect((patient as? StateRemoveCommand)?.locking.lockTimeout == .seconds(120))
  }
}
