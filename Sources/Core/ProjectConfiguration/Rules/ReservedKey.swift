import Diagnostics

/// A key that the program itself needs.
enum ReservedKey {
  static let rule = Rule(
    "ASST047", "reserved-key", "A key is reserved")

  static func report(
    _ key: String, of subject: String, reason: String, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.reservedKey(key, subject: subject, reason: reason, at: span))
  }
}

extension Diagnostic {
  fileprivate static func reservedKey(
    _ key: String, subject: String, reason: String, at span: SourceSpan
  ) -> Diagnostic {
    ReservedKey.rule.finding(
      "`\(key)` of `\(subject)` is taken: \(reason).", help: "Choose another key.", at: span)
  }
}
