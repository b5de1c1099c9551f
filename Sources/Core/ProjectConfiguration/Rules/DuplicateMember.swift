import Diagnostics

/// Two members of a list that the API, and a plan, cannot tell apart: two tools of one name.
enum DuplicateMember {
  static let rule = Rule(
    "ASST051", "duplicate-member", "A list has the same member twice")

  static func report(
    _ identity: String, of subject: String, at span: SourceSpan, first: SourceSpan,
    to findings: Findings
  ) {
    findings.report(.duplicateMember(identity, subject: subject, at: span, first: first))
  }
}

extension Diagnostic {
  fileprivate static func duplicateMember(
    _ identity: String, subject: String, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    DuplicateMember.rule.finding(
      "`\(subject)` may hold `\(identity)` once.",
      help: "Remove one of them\(identity.contains(" ") ? ", or give it another name" : "").",
      at: span,
      related: [Related("It stands here first.", at: first)])
  }
}
