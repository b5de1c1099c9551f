import Foundation
import Synchronization

/// A process that is started as a shell starts it, with no signal blocked, and that something happens
/// to while it runs.
final class RunningExecutable {
  /// What happens to it.
  enum Fate {
    /// Gets a signal as soon as it has written `text` to standard error so many times.
    case signal(Int32, after: String, times: Int)
    /// Nobody reads what it prints: both of its streams are pipes whose other end is closed.
    case unheard
  }

  private let process = Process()
  private let transcript = Transcript()

  init(
    _ executable: URL, _ arguments: [String], in folder: URL, environment: [String: String],
    _ fate: Fate
  ) throws {
    let command = Self.command(executable, arguments, fate)
    process.executableURL = command.executable
    process.arguments = command.arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.terminationHandler = { [transcript] _ in transcript.end() }
    let errors = Pipe()
    process.standardError = errors
    switch fate {
    case .unheard:
      let output = Pipe()
      process.standardOutput = output
      for pipe in [output, errors] { try pipe.fileHandleForReading.close() }
      try Self.withoutBlockedSignals { try process.run() }
      transcript.end()
    case .signal(let signal, let text, let times):
      process.standardOutput = FileHandle.nullDevice
      try Self.withoutBlockedSignals { try process.run() }
      let (reader, id) = (errors.fileHandleForReading, process.processIdentifier)
      // A thread of its own: other tests may hold all of those that tasks share.
      Thread.detachNewThread { [transcript] in
        var isSent = false
        while case let chunk = reader.availableData, !chunk.isEmpty {
          let count = transcript.append(chunk).ranges(of: text).count
          if !isSent, count >= times {
            kill(id, signal)
            isSent = true
          }
        }
        transcript.end()
      }
    }
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// Waits for the end. A process that a signal ended has the negative signal as its status.
  func finished() async throws -> (status: Int32, errors: String) {
    await transcript.bothEnds()
    let status = process.terminationStatus
    return (process.terminationReason == .exit ? status : -status, transcript.text)
  }

  /// SwiftNIO ignores SIGPIPE for the whole process of these tests, and what it starts inherits that: who is
  /// unheard has to be started with what a shell starts it with.
  private static func command(
    _ executable: URL, _ arguments: [String], _ fate: Fate
  ) -> (executable: URL, arguments: [String]) {
    #if os(Linux)
      if case .unheard = fate {
        return (
          URL(filePath: "/usr/bin/env"), ["--default-signal=PIPE", executable.path] + arguments
        )
      }
    #endif
    return (executable, arguments)
  }

  /// A process inherits the blocked signals of the thread that starts it, and the threads of a test
  /// block most.
  private static func withoutBlockedSignals(_ start: () throws -> Void) rethrows {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try start()
  }
}

/// What a process wrote. It is complete once the process and its stream have ended.
private final class Transcript: Sendable {
  private let contents = Mutex("")
  private let (ends, continuation) = AsyncStream<Void>.makeStream()

  var text: String { contents.withLock { $0 } }

  func append(_ chunk: Data) -> String {
    contents.withLock { text in
      text += String(decoding: chunk, as: UTF8.self)
      return text
    }
  }

  func end() { continuation.yield() }

  func bothEnds() async {
    var left = 2
    for await _ in ends {
      left -= 1
      if left == 0 { return }
    }
  }
}

extension Workspace {
  func start(
    _ arguments: String..., fate: RunningExecutable.Fate
  ) throws -> RunningExecutable {
    try RunningExecutable(
      Executable.asst.url, arguments, in: folder, environment: environment, fate)
  }
}
