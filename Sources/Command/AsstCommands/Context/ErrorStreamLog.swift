import Diagnostics
import Logging

/// The log of `--verbose`: one line an entry on standard error, without control characters.
struct ErrorStreamLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level
  private let console: Console

  static func logger(_ console: Console, isVerbose: Bool) -> Logger {
    Logger(label: "asst") { _ in
      ErrorStreamLog(logLevel: isVerbose ? .debug : .critical, console: console)
    }
  }

  private init(logLevel: Logger.Level, console: Console) {
    self.logLevel = logLevel
    self.console = console
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let details = metadata.merging(event.metadata ?? [:]) { _, new in new }
      .sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let line = TerminalSafety.visibleOnOneLine("\(event.message)\(details)")
    console.write("\(line)\n", .error)
  }
}
