import ArgumentParser

/// What a command may touch of the world, made once at the top.
struct CommandContext: Sendable {
  let console: Console
  let environment: [String: String]
  /// The folder that relative paths start from; empty for the process's own.
  let workingDirectory: String

  static func live(_ options: GlobalOptions) -> CommandContext {
    let environment = ProcessEnvironment.variables
    return CommandContext(
      console: .live(
        environment: environment, allowsColour: !options.noColor, isQuiet: options.quiet),
      environment: environment, workingDirectory: "")
  }

  /// A path that a person typed, as the system takes it.
  func resolve(_ path: String) -> String {
    path.hasPrefix("/") || workingDirectory.isEmpty ? path : "\(workingDirectory)/\(path)"
  }
}

/// A command that does its work in a context; `run()` makes the live one.
protocol ContextCommand: AsyncParsableCommand {
  var global: GlobalOptions { get }
  func run(_ context: CommandContext) async throws(CommandFailure)
}

extension ContextCommand {
  package func run() async throws {
    let context = CommandContext.live(global)
    do throws(CommandFailure) {
      try await run(context)
    } catch {
      context.console.show(error.diagnostics)
      throw ExitCode(error.exitCode)
    }
  }
}
