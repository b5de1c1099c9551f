import Diagnostics

/// Something that the model may call, and is not told what for.
enum MissingDescription {
  static let rule = Rule(
    "ASST095", "missing-description", "A function has no description", severity: .warning,
    adjustable: true)

  static func report(
    _ callable: DeclaredCallable, field: String, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.missingDescription(callable, field: field, at: span))
  }
}

extension Diagnostic {
  fileprivate static func missingDescription(
    _ callable: DeclaredCallable, field: String, at span: SourceSpan
  ) -> Diagnostic {
    MissingDescription.rule.finding(
      "The model decides by the description when to call `\(callable.name)`, and would have to "
        + "guess by its name.",
      help: "Add `\(field):` with a sentence that says what it does and when to call it.", at: span)
  }
}
