import Foundation

/// A folder that exists as long as its value does.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = URL.temporaryDirectory.appending(path: "asst-commands-\(UUID().uuidString)").path
    try makeFolder("")
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    if let slash = name.lastIndex(of: "/") { try makeFolder(String(name[..<slash])) }
    try Data(text.utf8).write(to: URL(filePath: full(name)))
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: full(name), withIntermediateDirectories: true)
  }

  /// `destination` is taken as it is: relative ones start where the link stands.
  func link(_ name: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: full(name), withDestinationPath: destination)
  }

  func full(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }
}
