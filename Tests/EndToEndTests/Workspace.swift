import Foundation
import ResourceModel

/// A folder of its own for one test, with a project in it, against one server.
final class Workspace {
  let folder: URL
  let environment: [String: String]

  /// The root of the repository.
  static let repository = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  init(baseURL: String, key: String = "sk-test-0123456789") throws {
    folder = URL.temporaryDirectory.appending(path: "asst-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    environment = [
      "ASST_EMULATOR_URL": baseURL, "ASST_API_KEY": key, "PATH": "/usr/bin:/bin",
      "HOME": folder.path, "ASST_SETTLE_SECONDS": "2",
    ]
  }

  /// A workspace with one of the repository's projects as `assistants/`.
  convenience init(project: String, baseURL: String) throws {
    try self.init(baseURL: baseURL)
    try FileManager.default.copyItem(
      at: Self.repository.appending(path: project), to: folder.appending(path: "assistants"))
    try? FileManager.default.removeItem(
      at: folder.appending(path: "assistants/asst.local.lock.json"))
  }

  /// A workspace with the given files in `assistants/`, beside a manifest with one local target.
  convenience init(
    _ files: [String: String], manifest: String = "", baseURL: String
  ) throws {
    try self.init(baseURL: baseURL)
    try write(
      "asst.yaml",
      """
      project: test
      targets:
        local:
          provider: assistants-v2
          base_url: ${env.ASST_EMULATOR_URL}
          api_key: ${env.ASST_API_KEY}
      default_target: local
      \(manifest)
      """)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: "assistants/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> String {
    String(
      decoding: try Data(contentsOf: folder.appending(path: "assistants/\(name)")), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "assistants/\(name)").path)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: folder.appending(path: "assistants/\(name)"))
  }

  func edit(_ name: String, _ old: String, _ new: String) throws {
    try write(name, try read(name).replacingOccurrences(of: old, with: new))
  }

  /// `variables` stand in the environment beside, or in place of, those that every run gets.
  func asst(_ arguments: String..., adding variables: [String: String] = [:]) async throws
    -> Finished
  {
    try await Executable.asst.run(
      arguments, in: folder, environment: environment.merging(variables) { $1 })
  }
}
