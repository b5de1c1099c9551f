import Synchronization

@testable import AsstCommands

/// Keeps what a command writes, and answers what it asks.
final class CapturedConsole: Sendable {
  private struct Contents {
    var output = ""
    var errors = ""
    var answers: [String]
  }

  private let contents: Mutex<Contents>

  init(answers: [String] = []) { contents = Mutex(Contents(answers: answers)) }

  var output: String { contents.withLock { $0.output } }
  var errors: String { contents.withLock { $0.errors } }

  func console(
    isInteractive: Bool = false, coloursOutput: Bool = false, coloursError: Bool = false,
    isQuiet: Bool = false, outputWidth: Int? = nil, errorWidth: Int? = nil
  ) -> Console {
    Console(
      write: { [self] text, stream in
        contents.withLock { contents in
          switch stream {
          case .output: contents.output += text
          case .error: contents.errors += text
          }
        }
      },
      readLine: { [self] in
        contents.withLock { $0.answers.isEmpty ? nil : $0.answers.removeFirst() }
      },
      isInteractive: isInteractive, coloursOutput: coloursOutput, coloursError: coloursError,
      isQuiet: isQuiet, outputWidth: outputWidth, errorWidth: errorWidth)
  }
}
