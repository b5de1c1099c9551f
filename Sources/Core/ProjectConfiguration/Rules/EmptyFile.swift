import Diagnostics

/// A file without contents stands for nothing; an empty value is written out.
enum EmptyFile {
  static let rule = Rule(
    "ASST056", "empty-file", "A file is empty")

  static func report(_ path: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.emptyFile(path, at: span))
  }
}

extension Diagnostic {
  fileprivate static func emptyFile(_ path: String, at span: SourceSpan) -> Diagnostic {
    EmptyFile.rule.finding(
      "`\(path)` has no contents.", help: "Fill it, or write the value here.", at: span)
  }
}
