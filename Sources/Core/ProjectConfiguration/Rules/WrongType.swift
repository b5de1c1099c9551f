import Diagnostics

/// A value of another type than its place wants.
enum WrongType {
  static let rule = Rule(
    "ASST034", "wrong-type", "A value has the wrong type")

  static func report(
    _ subject: String, wants wanted: String, found: String, help: String? = nil, fix: Fix? = nil,
    at span: SourceSpan, to findings: Findings
  ) {
    findings.report(
      .wrongType(subject, wanted: wanted, found: found, help: help, fix: fix, at: span))
  }
}

extension Diagnostic {
  fileprivate static func wrongType(
    _ subject: String, wanted: String, found: String, help: String?, fix: Fix?, at span: SourceSpan
  ) -> Diagnostic {
    WrongType.rule.finding(
      "`\(subject)` wants \(wanted); this is \(found).", help: help, at: span, fix: fix)
  }
}
