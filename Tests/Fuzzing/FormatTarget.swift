import Diagnostics
import ProjectConfiguration
import ResourceModel
import YAMLSyntax

/// What the formatter writes means what it read, by a comparison of its own, and a second pass finds
/// nothing to do.
func fuzzFormat(_ bytes: [UInt8]) {
  for order in [KeyOrder.asWritten, .resources(.standard), .manifest] {
    let file = SourceFile(path: "fuzzed.yaml", text: bytes)
    switch YAMLFormatter.format(file, order: order) {
    case .unchanged: break
    case .refused(let reasons):
      require(!reasons.isEmpty, "a file is left alone for a reason")
      checkFindings(reasons)
      // It was found in time, and is a mistake of the formatter all the same.
      require(
        !reasons.contains { $0.detail.contains("a mistake of asst") },
        "the formatter keeps the meaning")
    case .formatted(let text):
      let again = SourceFile(path: "fuzzed.yaml", text: text)
      if case .unchanged = YAMLFormatter.format(again, order: order) { continue }
      fatalError("what was formatted is left alone")
    }
  }
}
