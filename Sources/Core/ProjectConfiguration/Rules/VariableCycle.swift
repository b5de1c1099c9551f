import Diagnostics

/// Variables that are defined by each other.
enum VariableCycle {
  static let rule = Rule(
    "ASST062", "variable-cycle", "Variables refer to each other in a circle")

  static func report(_ chain: [String], at span: SourceSpan, to findings: Findings) {
    findings.report(.variableCycle(chain, at: span))
  }
}

extension Diagnostic {
  fileprivate static func variableCycle(_ chain: [String], at span: SourceSpan) -> Diagnostic {
    VariableCycle.rule.finding(
      chain.map { "`\($0)`" }.joined(separator: " needs ") + ".",
      help: "Give one of them a plain value.",
      at: span)
  }
}
