import Foundation
import Testing

/// Compares pages with files that people have read. What differs from run to run (ports, times,
/// versions) is written as a letter.
///
/// With `ASST_RECORD_GOLDENS=1` the files are written, and the test fails, so that nobody records by
/// accident.
enum DoctorPages {
  static func check(
    _ name: String, _ page: String, port: Int?,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let text = normalised(page, port: port)
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "DoctorPages/\(name).txt")
    if ProcessInfo.processInfo.environment["ASST_RECORD_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(file.path)", sourceLocation: sourceLocation)
    } else {
      let expected = (try? Data(contentsOf: file)) ?? Data()
      #expect(
        text == String(decoding: expected, as: UTF8.self), "\(name)",
        sourceLocation: sourceLocation)
    }
  }

  private static func normalised(_ page: String, port: Int?) -> String {
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      var line = line
      if let port { line = line.replacingOccurrences(of: ":\(port)", with: ":PORT") }
      for (pattern, replacement) in [
        ("(<1|\\d+) ms", "N ms"), ("libcurl .*", "libcurl V"),
        ("^(ok +asst +\\S+) on .*", "$1 on SYSTEM"),
        ("\\d+ min", "N min"),
        // The address is as long as its port.
        ("(ASST_EMULATOR_URL\\}: set, )\\d+", "$1N"), ("look-up N ms, ", ""),
      ] {
        line = line.replacingOccurrences(
          of: pattern, with: replacement, options: .regularExpression)
      }
      lines[index] = line
    }
    return lines.joined(separator: "\n")
  }
}

extension Workspace {
  /// The names in the configuration folder, hidden ones included.
  func entries() throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "assistants").path
    ).sorted()
  }
}
