import Diagnostics

/// A word where only certain words are allowed.
enum UnknownValue {
  static let rule = Rule(
    "ASST042", "unknown-value", "A value is not one of those allowed")

  static func report(
    _ value: String, of subject: String, known: [String], help: String? = nil, at span: SourceSpan,
    to findings: Findings
  ) {
    findings.report(
      .unknownValue(value, subject: subject, known: known, help: help, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownValue(
    _ value: String, subject: String, known: [String], help: String?, at span: SourceSpan
  ) -> Diagnostic {
    UnknownValue.rule.finding(
      "`\(subject)` cannot be `\(value)`.", help: help ?? .suggesting(value, among: known),
      at: span,
      fix: help == nil ? .renaming(value, among: known, of: known, at: span) : nil)
  }
}
