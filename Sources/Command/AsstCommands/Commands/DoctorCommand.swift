import ArgumentParser
import Reconciliation
import ResourceModel

/// `asst doctor`: says what keeps `plan` and `apply` from working.
struct DoctorCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what keeps plan and apply from working, and what to do.",
    discussion: """
      Looks at the files, the credentials, the connection, what the host serves, and the lock file. \
      It changes nothing, here or there: it sends at most five GET requests, each once, and gives up on \
      an answer after 10 seconds. The page holds no part of a key, so that it can be pasted anywhere. \
      Exit status 1 when plan and apply cannot work.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case terminal, json
  }

  @OptionGroup var global: GlobalOptions

  @Option(help: "How to print the findings.")
  var format = Format.terminal

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let report = await Doctor(options: global, context: context).examine()
    switch format {
    case .terminal:
      context.console.print(DoctorPage.render(report, width: context.console.outputWidth))
    case .json:
      context.console.printRaw(JSONWriter.string(DoctorDocument.json(report), .indented) + "\n")
    }
    if !report.isHealthy { throw .silent(1) }
  }
}
