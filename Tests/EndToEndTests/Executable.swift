import Foundation

/// The built executables, which stand beside the test bundle.
enum Executable: String {
  case asst
  case emulator = "asst-emulator"

  var url: URL { Self.folder.appending(path: rawValue) }

  private static let folder: URL = {
    let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    // The test runner itself is elsewhere on some systems; the bundle's name is not.
    let candidates =
      [bundle] + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    return candidates.first {
      FileManager.default.isExecutableFile(atPath: $0.appending(path: "asst").path)
    } ?? bundle
  }()
}

/// How a process ended and what it printed.
struct Finished: Sendable {
  let status: Int32
  let output: String
  let errors: String
}

extension Executable {
  /// Runs to the end. Output goes to files, so that no pipe can fill and hold the process.
  func run(
    _ arguments: [String], in folder: URL, environment: [String: String]
  ) async throws -> Finished {
    try await Self.run(url, arguments, in: folder, environment: environment)
  }

  /// Runs a line of shell, for what takes a pipe or a redirection.
  static func shell(_ line: String, in folder: URL) async throws -> Finished {
    try await run(
      URL(filePath: "/bin/sh"), ["-c", line], in: folder, environment: ["PATH": "/usr/bin:/bin"])
  }

  private static func run(
    _ url: URL, _ arguments: [String], in folder: URL, environment: [String: String]
  ) async throws -> Finished {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let capture = URL.temporaryDirectory.appending(path: "asst-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: capture, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: capture) }
    let (output, errors) = (capture.appending(path: "out"), capture.appending(path: "err"))
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in continuation.resume() }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return Finished(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
