import Diagnostics

/// More of something than the API takes.
enum TooMany {
  static let rule = Rule(
    "ASST046", "too-many", "There are too many of something", adjustable: true)

  static func check(
    _ count: Int, of subject: String, maximum: Int, at span: SourceSpan, to findings: Findings
  ) {
    guard count > maximum else { return }
    findings.report(.tooMany(count, subject: subject, maximum: maximum, at: span))
  }

  /// Files that few entries come to.
  static func checkFiles(
    _ count: Int, of subject: String, maximum: Int, at span: SourceSpan?, to findings: Findings
  ) {
    guard count > maximum else { return }
    findings.report(.tooManyFiles(count, subject: subject, maximum: maximum, at: span))
  }
}

extension Diagnostic {
  fileprivate static func tooMany(
    _ count: Int, subject: String, maximum: Int, at span: SourceSpan
  ) -> Diagnostic {
    TooMany.rule.finding(
      "`\(subject)` has \(count) entries; \(maximum) \(maximum == 1 ? "is" : "are") the most.",
      help: "Remove \(count - maximum). \(TooMany.rule.whereHostTakesIt)", at: span)
  }

  fileprivate static func tooManyFiles(
    _ count: Int, subject: String, maximum: Int, at span: SourceSpan?
  ) -> Diagnostic {
    TooMany.rule.finding(
      "`\(subject)` comes to \(count) files; \(maximum) are the most.",
      help: "Narrow the patterns. \(TooMany.rule.whereHostTakesIt)", at: span)
  }
}
