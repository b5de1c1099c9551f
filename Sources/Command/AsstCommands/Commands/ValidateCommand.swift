import ArgumentParser
import Diagnostics
import DiagnosticReports

/// `asst validate`: checks the files, offline.
struct ValidateCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check the configuration, offline.",
    discussion: """
      Reports every mistake at once, each at its file, line and column, with what to do. Needs no \
      credentials and sends nothing. Exit status 1 when there are errors, in every format.

      --format json is a document for programs, github are annotations for a workflow on GitHub, \
      sarif is SARIF 2.1.0 for code scanning and editors. They go to standard output.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case terminal, json, github, sarif
  }

  @OptionGroup var global: GlobalOptions

  @Option(help: "How to print what was found.")
  var format = Format.terminal

  @Flag(help: "Warnings are errors.")
  var strict = false

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let validation = Validation.run(global, isStrict: strict, in: context)
    switch format {
    case .terminal: validation.show(on: context.console)
    case .json: validation.report(.json, in: context)
    case .sarif: validation.report(.sarif, in: context)
    case .github:
      validation.report(.github, in: context)
      context.console.note(WorkflowCommand.inert(validation.summary))
    }
    if !validation.isValid { throw .silent(1) }
  }
}
