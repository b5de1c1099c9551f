import Diagnostics

/// Files that stand for themselves by way of others.
enum IncludeCycle {
  static let rule = Rule(
    "ASST057", "include-cycle", "Files include each other in a circle")

  static func report(_ chain: [String], at span: SourceSpan, to findings: Findings) {
    findings.report(.includeCycle(chain, at: span))
  }
}

extension Diagnostic {
  fileprivate static func includeCycle(_ chain: [String], at span: SourceSpan) -> Diagnostic {
    IncludeCycle.rule.finding(
      chain.map { "`\($0)`" }.joined(separator: " names ") + " again.",
      help: "Break the circle at one of them.", at: span)
  }
}
