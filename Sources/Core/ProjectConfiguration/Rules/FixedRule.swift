import Diagnostics

/// A rule that cannot be changed, since nothing could be planned without it.
enum FixedRule {
  static let rule = Rule(
    "ASST070", "fixed-rule", "The rule cannot be changed")

  static func report(_ rule: Rule, at span: SourceSpan, to findings: Findings) {
    findings.report(.fixedRule(rule, at: span))
  }
}

extension Diagnostic {
  fileprivate static func fixedRule(_ rule: Rule, at span: SourceSpan) -> Diagnostic {
    FixedRule.rule.finding(
      "`\(rule.code)` (\(rule.name)) leaves nothing to plan with, and stays an error.",
      help: "Remove this line.", at: span)
  }
}
