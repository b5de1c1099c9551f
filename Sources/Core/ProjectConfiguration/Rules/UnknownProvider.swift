import Diagnostics

/// A provider that this program does not have.
enum UnknownProvider {
  static let rule = Rule(
    "ASST036", "unknown-provider", "The provider is not known")

  static func check(
    _ name: String, known: [String], at span: SourceSpan, to findings: Findings
  ) {
    guard !known.contains(name) else { return }
    findings.report(.unknownProvider(name, known: known, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownProvider(
    _ name: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    UnknownProvider.rule.finding(
      "There is no provider `\(name)`.", help: .suggesting(name, among: known), at: span)
  }
}
