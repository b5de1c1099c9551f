import Diagnostics

/// A placeholder of a file that `variables:` does not fill.
enum LeftoverPlaceholder {
  static let rule = Rule(
    "ASST058", "leftover-placeholder", "A placeholder has no value")

  static func report(
    _ name: String, known: [String], at span: SourceSpan, variables: SourceSpan,
    to findings: Findings
  ) {
    findings.report(.leftover(name, known: known, at: span, variables: variables))
  }
}

extension Diagnostic {
  fileprivate static func leftover(
    _ name: String, known: [String], at span: SourceSpan, variables: SourceSpan
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name, in: known)
    return LeftoverPlaceholder.rule.finding(
      "`{{\(name)}}` is not under the `variables:` of this file.",
      help: nearest.map { "Did you mean `\($0)`?" } ?? "Add `\(name):` to `variables:`.", at: span,
      related: [Related("These are its variables.", at: variables)])
  }
}
