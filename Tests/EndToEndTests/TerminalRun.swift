import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A command with a terminal for what it reads and for its messages; its data goes to a file.
struct TerminalRun: Sendable {
  let status: Int32
  let output: String
  /// All that the terminal got, the answers that it echoes included.
  let screen: String

  /// `answers` are typed one after the other, each once its question stands at the end of the screen.
  static func asst(
    _ arguments: [String], in workspace: Workspace, columns: UInt16 = 80, term: String = "xterm",
    adding variables: [String: String] = [:], answers: [(question: String, answer: String)] = []
  ) async throws -> TerminalRun {
    var (terminal, line): (Int32, Int32) = (-1, -1)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&terminal, &line, nil, nil, &size) == 0 else {
      throw CocoaError(.fileReadUnknown)
    }
    let output = URL.temporaryDirectory.appending(path: "asst-\(UUID().uuidString)")
    try Data().write(to: output)
    defer { try? FileManager.default.removeItem(at: output) }
    let end = FileHandle(fileDescriptor: line, closeOnDealloc: false)
    let process = Process()
    process.executableURL = Executable.asst.url
    process.arguments = arguments
    process.currentDirectoryURL = workspace.folder
    process.environment = workspace.environment.merging(["TERM": term]) { $1 }
      .merging(variables) { $1 }
    process.standardInput = end
    process.standardError = end
    process.standardOutput = try FileHandle(forWritingTo: output)
    let (ends, continuation) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in continuation.yield() }
    try process.run()
    close(line)
    let screen = Screen()
    // A thread of its own: other tests may hold all of those that tasks share.
    Thread.detachNewThread { [terminal] in
      screen.fill(from: terminal, answering: answers)
      continuation.yield()
    }
    var left = 2
    for await _ in ends {
      left -= 1
      if left == 0 { break }
    }
    close(terminal)
    return TerminalRun(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self), screen: screen.text)
  }

  private final class Screen: Sendable {
    private let contents = Mutex("")

    var text: String { contents.withLock { $0 } }

    /// Until nobody has the terminal open any more.
    func fill(from terminal: Int32, answering answers: [(question: String, answer: String)]) {
      var answers = answers[...]
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 4_096)
      while case let count = read(terminal, &buffer, buffer.count), count > 0 {
        bytes += buffer[..<count]
        let text = String(decoding: bytes, as: UTF8.self)
        contents.withLock { $0 = text }
        if let next = answers.first, text.hasSuffix(next.question) {
          let answer = Array("\(next.answer)\n".utf8)
          _ = write(terminal, answer, answer.count)
          answers.removeFirst()
        }
      }
    }
  }
}
