import Diagnostics

/// One thing written in two ways at once.
enum GivenTwice {
  static let rule = Rule(
    "ASST066", "given-twice", "A value is given twice")

  static func report(
    _ name: String, at span: SourceSpan, other: SourceSpan, as words: String, to findings: Findings
  ) {
    findings.report(.givenTwice(name, at: span, other: other, words: words))
  }
}

extension Diagnostic {
  fileprivate static func givenTwice(
    _ name: String, at span: SourceSpan, other: SourceSpan, words: String
  ) -> Diagnostic {
    GivenTwice.rule.finding(
      "`\(name)` is also given by \(words).", help: "Keep one of them.", at: span,
      related: [Related("It is given here too.", at: other)])
  }
}
