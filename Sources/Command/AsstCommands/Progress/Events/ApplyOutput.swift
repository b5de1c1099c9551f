/// What an apply or a destroy prints where: for people, or, with `--format json`, for programs on standard
/// output and for people beside it.
enum ApplyOutput {
  /// Runs the body with the console and the stream of events that the format asks for. Whatever comes of
  /// it, the last event has the exit status.
  static func run(
    _ format: ApplyFormat, of command: String, _ global: GlobalOptions, in context: CommandContext,
    _ body: (CommandContext, ApplyEventStream?) async throws(CommandFailure) -> Void
  ) async throws(CommandFailure) {
    guard format == .json else { return try await body(context, nil) }
    let events = ApplyEventStream(
      command: command, paths: context.reportPaths(configuration: global.config),
      write: context.console.printRaw)
    do throws(CommandFailure) {
      try await body(context.withPeopleOnError, events)
      events.end(status: 0)
    } catch {
      events.found(error.diagnostics)
      events.end(status: error.exitCode)
      throw error
    }
  }
}

extension CommandContext {
  fileprivate var withPeopleOnError: CommandContext {
    CommandContext(
      console: console.withPeopleOnError, environment: environment,
      workingDirectory: workingDirectory)
  }
}
