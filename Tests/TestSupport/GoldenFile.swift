import FoundationEssentials

/// Expected output in files that people have read.
///
/// With `ASST_RECORD_GOLDENS=1` the files are written, and the test that asked fails, so that nobody
/// records by accident.
package enum GoldenFile {
  /// Nil when the file holds exactly `content`, else what to fail with.
  package static func difference(of content: String, from path: String) throws -> String? {
    if ProcessInfo.processInfo.environment["ASST_RECORD_GOLDENS"] == "1" {
      try FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try Data(content.utf8).write(to: URL(filePath: path))
      return "recorded \(path)"
    }
    guard let expected = FileManager.default.contents(atPath: path) else {
      return "\(path) is missing; ASST_RECORD_GOLDENS=1 writes it"
    }
    return expected == Data(content.utf8)
      ? nil : "\(path) differs from:\n\(content)"
  }
}
