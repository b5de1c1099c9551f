import Diagnostics

/// An `include:` that finds nothing: most likely the folder has another name.
enum UnmatchedInclude {
  static let rule = Rule(
    "ASST073", "unmatched-include", "A pattern matches no file", severity: .warning,
    adjustable: true)

  static func report(_ pattern: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.unmatchedInclude(pattern, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unmatchedInclude(_ pattern: String, at span: SourceSpan) -> Diagnostic {
    UnmatchedInclude.rule.finding(
      "`\(pattern)` matches no `.yaml`, `.yml` or `.md` file.",
      help: "Correct or remove it; patterns are relative to the manifest.", at: span)
  }
}
