import Foundation

/// `openssl s_server` with a certificate of its own making; it answers every GET with 200.
final class OpenSSLServer {
  struct Failure: Error { let reason: String }

  let port: Int
  /// The path of the certificate, which is also its own authority.
  let certificate: String
  private let process: Process
  private let folder: URL

  static let isAvailable = (try? run(["version"])) != nil

  init(certificateFor name: String, options: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let key = folder.appending(path: "key.pem").path
    certificate = folder.appending(path: "certificate.pem").path
    try Self.run([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=\(name)", "-keyout", key,
      "-out", certificate,
    ])
    let output = Pipe()
    process = Self.process(
      ["s_server", "-accept", "127.0.0.1:0", "-www", "-key", key, "-cert", certificate] + options)
    process.standardOutput = output
    try process.run()
    // It prints `ACCEPT 127.0.0.1:41234` once it listens.
    var printed = ""
    while !printed.contains("ACCEPT") || !printed.hasSuffix("\n") {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw Failure(reason: "openssl s_server ended: \(printed)") }
      printed += String(decoding: more, as: UTF8.self)
    }
    let line = printed.split(separator: "\n").first { $0.hasPrefix("ACCEPT") } ?? ""
    guard let number = line.split(separator: ":").last, let port = Int(number) else {
      throw Failure(reason: "openssl s_server says no port: \(printed)")
    }
    self.port = port
  }

  func stop() {
    // A child inherits the signals that its parent's thread blocks, and worker threads block SIGTERM.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  private static func run(_ arguments: [String]) throws {
    let process = process(arguments)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(reason: "openssl \(arguments.joined(separator: " "))")
    }
  }
}
