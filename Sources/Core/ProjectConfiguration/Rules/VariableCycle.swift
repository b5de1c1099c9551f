import Diagnostics

/// Variables that are defined by each other, or through so many others that it comes to the same.
enum VariableCycle {
  /// The most variables that one may be reached through: far more than people write, and far fewer
  /// than the stack holds.
  static let longest = 100

  static let rule = Rule(
    "ASST062", "variable-cycle", "Variables refer to each other without an end")

  static func report(_ chain: [String], at span: SourceSpan, to findings: Findings) {
    findings.report(.variableCycle(chain, at: span))
  }

  /// The chain goes on after as many variables as are followed.
  static func reportLength(of chain: [String], at span: SourceSpan, to findings: Findings) {
    findings.report(.variableChain(chain, at: span))
  }
}

extension Diagnostic {
  fileprivate static func variableCycle(_ chain: [String], at span: SourceSpan) -> Diagnostic {
    VariableCycle.rule.finding(
      chain.map { "`\($0)`" }.joined(separator: " needs ") + ".",
      help: "Give one of them a plain value.",
      at: span)
  }

  fileprivate static func variableChain(_ chain: [String], at span: SourceSpan) -> Diagnostic {
    VariableCycle.rule.finding(
      chain.prefix(3).map { "`\($0)`" }.joined(separator: " needs ")
        + " and so on: more than \(VariableCycle.longest) variables need each other.",
      help: "Give one of them a plain value.",
      at: span)
  }
}
