import FoundationEssentials
import TestSupport
import Testing

/// Compares a page with a file that people have read.
enum Golden {
  static func check(
    _ name: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Goldens"
    if let difference = try GoldenFile.difference(of: text, from: "\(folder)/\(name)") {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
  }
}
