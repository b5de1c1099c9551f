import Diagnostics

/// A number that the API does not take.
enum OutOfRange {
  static let rule = Rule(
    "ASST043", "out-of-range", "A number is outside its range", adjustable: true)

  static func report(
    _ value: String, of subject: String, range: String, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.outOfRange(value, subject: subject, range: range, at: span))
  }
}

extension Diagnostic {
  fileprivate static func outOfRange(
    _ value: String, subject: String, range: String, at span: SourceSpan
  ) -> Diagnostic {
    OutOfRange.rule.finding(
      "`\(subject)` goes \(range); this is \(value).",
      help: "Write a number \(range). \(OutOfRange.rule.whereHostTakesIt)", at: span)
  }
}
