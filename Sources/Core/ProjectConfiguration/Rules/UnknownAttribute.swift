import Diagnostics

/// A path under `ignore:` that the kind does not have.
enum UnknownAttribute {
  static let rule = Rule(
    "ASST074", "unknown-attribute", "An attribute is not known")

  static func report(
    _ path: String, of kind: String, known: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.unknownAttribute(path, kind: kind, known: known, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownAttribute(
    _ path: String, kind: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    UnknownAttribute.rule.finding(
      "\(kind.withArticle.asSentenceStart) has no attribute `\(path)`.",
      help: .suggesting(path, among: known),
      at: span)
  }
}
