import Diagnostics

/// A rule that does not exist, under `rules:`.
enum UnknownRule {
  static let rule = Rule(
    "ASST069", "unknown-rule", "The rule is not known")

  static func report(_ code: String, known: [String], at span: SourceSpan, to findings: Findings) {
    findings.report(.unknownRule(code, known: known, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownRule(
    _ code: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: code, in: known)
    return UnknownRule.rule.finding(
      "There is no rule `\(code)`.",
      help: RuleIndex.all.first { $0.name == code }.map { "Write its code: `\($0.code)`." }
        ?? nearest.map { "Did you mean `\($0)`?" }
        ?? "Each finding begins with the code of its rule.", at: span)
  }
}
