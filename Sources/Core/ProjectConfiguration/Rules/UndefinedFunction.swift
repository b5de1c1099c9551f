import Diagnostics
import ResourceModel

/// A prompt that tells the model to call what is not there: the model says that it did, or invents the
/// answer.
enum UndefinedFunction {
  static let rule = Rule(
    "ASST093", "undefined-function", "A prompt names a function that no tool defines",
    severity: .warning, adjustable: true)

  /// - Parameter nearest: the function that was meant, if one is near enough.
  static func report(
    _ name: String, in address: Address, nearest: String?, defined: [String], at span: SourceSpan,
    to findings: Findings
  ) {
    // A prompt that many resources share has the mistake once.
    findings.report(
      .undefinedFunction(name, in: address, nearest: nearest, defined: defined, at: span), as: name)
  }
}

extension Diagnostic {
  fileprivate static func undefinedFunction(
    _ name: String, in address: Address, nearest: String?, defined: [String], at span: SourceSpan
  ) -> Diagnostic {
    let suggestion = nearest.map { "Did you mean `\($0)`?" }
    let known =
      defined.isEmpty
      ? "Add a tool of this name, or take it out of the prompt."
      : "Add a tool of this name, or take it out of the prompt. "
        + String.suggesting(name, among: defined.withoutRepetition)
    return UndefinedFunction.rule.finding(
      "`\(address)` has no function `\(name)`, and the model can only pretend to call it.",
      help: suggestion ?? known, at: span)
  }
}
