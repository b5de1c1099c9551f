import Diagnostics
import ResourceModel

/// A prompt that speaks of most functions and not of some. A hint, since the model knows those by their
/// descriptions; what it is not told is when they are wanted.
enum UnmentionedFunction {
  static let rule = Rule(
    "ASST094", "unmentioned-function", "A prompt speaks of some functions and not of others",
    severity: .hint, adjustable: true)

  static func report(
    _ callables: [DeclaredCallable], of address: Address, to findings: Findings
  ) {
    guard let first = callables.first else { return }
    findings.report(
      .unmentioned(callables.map(\.name), of: address, at: first.span),
      // Resources that share tools and prompt share the hint.
      as: callables.map(\.name).joined(separator: " "))
  }
}

extension Diagnostic {
  fileprivate static func unmentioned(
    _ names: [String], of address: Address, at span: SourceSpan
  ) -> Diagnostic {
    let list = names.map { "`\($0)`" }.joined(separator: ", ")
    return UnmentionedFunction.rule.finding(
      "The prompt of `\(address)` speaks of its other functions and not of \(list). The model knows "
        + "\(names.count == 1 ? "it" : "them") by the description alone.",
      help: "Say in the prompt when to call \(names.count == 1 ? "it" : "them"), if that matters.",
      at: span)
  }
}
