import Diagnostics

/// A file without contents stands for nothing; an empty value is written out.
enum EmptyFile {
  static let rule = Rule(
    "ASST056", "empty-file", "A file is empty")

  static func report(_ path: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.emptyFile(path, at: span))
  }

  /// Files that would be uploaded, which hosts refuse when they are empty.
  static func report(_ files: OffendingFiles, to findings: Findings) {
    findings.report(.emptyFiles(files))
  }
}

extension Diagnostic {
  fileprivate static func emptyFile(_ path: String, at span: SourceSpan) -> Diagnostic {
    EmptyFile.rule.finding(
      "`\(path)` has no contents.", help: "Fill it, or write the value here.", at: span)
  }

  fileprivate static func emptyFiles(_ files: OffendingFiles) -> Diagnostic {
    EmptyFile.rule.finding(
      "\(files.words) \(files.isOne ? "has" : "have") no contents.",
      help: "Fill \(files.isOne ? "it" : "them"), or leave \(files.isOne ? "it" : "them") out.",
      at: files.span)
  }
}
