import FoundationEssentials
import Testing

/// Compares a text with a file that people have read. With `ASST_RECORD_GOLDENS=1` the file is
/// written, and the test fails, so that nobody records by accident.
enum Golden {
  static func check(
    _ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Goldens"
    let path = "\(folder)/\(name)"
    if ProcessInfo.processInfo.environment["ASST_RECORD_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: path))
      Issue.record("recorded \(path)", sourceLocation: sourceLocation)
    } else {
      let expected = FileManager.default.contents(atPath: path) ?? Data()
      #expect(text == String(decoding: expected, as: UTF8.self), sourceLocation: sourceLocation)
    }
  }
}
