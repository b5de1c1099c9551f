import Diagnostics

/// A `${var.x}` that nothing defines.
enum UnknownVariable {
  static let rule = Rule(
    "ASST060", "unknown-variable", "A variable is not defined")

  static func report(
    _ name: String, known: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.unknownVariable(name, known: findings.comparable(known), at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownVariable(
    _ name: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name, in: known)
    return UnknownVariable.rule.finding(
      "Nothing defines `\(name)` for this target.",
      help: nearest.map { "Did you mean `${var.\($0)}`?" }
        ?? "Add it to `variables:` in the manifest, or say `--var \(name)=…`.", at: span)
  }
}
