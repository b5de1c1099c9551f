import ArgumentParser
import Diagnostics

/// Commands that messages and habits lead to and that this version does not have. They are not
/// listed; whoever asks for one is told so, and what to do instead.
protocol LaterCommand: ParsableCommand {
  static var name: String { get }
  static var instead: String { get }
}

extension LaterCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: name, shouldDisplay: false)
  }

  func run() throws {
    Console.live(
      environment: ProcessEnvironment.variables, allowsColour: true, isQuiet: false
    ).show([
      Diagnostic(
        "ASST312", "This version does not have the command",
        detail: "`asst \(Self.name)` comes with a later version.", help: Self.instead, at: nil)
    ])
    throw ExitCode(1)
  }
}

struct ImportCommand: LaterCommand {
  static let name = "import"
  static let instead =
    "Declare the object in YAML and apply: it becomes a new one. The old one is left alone."
  @Argument(parsing: .allUnrecognized) var rest: [String] = []
}
