import Diagnostics

/// A former name that something else has now, or claims too.
enum FormerNameInUse {
  static let rule = Rule(
    "ASST075", "former-name-in-use", "A former name is in use")

  static func report(
    _ name: String, at span: SourceSpan, other: SourceSpan, to findings: Findings
  ) {
    findings.report(.formerNameInUse(name, at: span, other: other))
  }
}

extension Diagnostic {
  fileprivate static func formerNameInUse(
    _ name: String, at span: SourceSpan, other: SourceSpan
  ) -> Diagnostic {
    FormerNameInUse.rule.finding(
      "`\(name)` can be the former name of one thing that is not declared any more.",
      help: "Remove one of the two.", at: span, related: [Related("It is used here.", at: other)])
  }
}
