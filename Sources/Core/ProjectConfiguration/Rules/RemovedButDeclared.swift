import Diagnostics
import ResourceModel

/// An address under `removed:` that is still declared.
enum RemovedButDeclared {
  static let rule = Rule(
    "ASST072", "removed-but-declared", "A removed resource is still declared")

  static func report(
    _ address: Address, at span: SourceSpan, declared: SourceSpan, to findings: Findings
  ) {
    findings.report(.removedButDeclared(address, at: span, declared: declared))
  }
}

extension Diagnostic {
  fileprivate static func removedButDeclared(
    _ address: Address, at span: SourceSpan, declared: SourceSpan
  ) -> Diagnostic {
    RemovedButDeclared.rule.finding(
      "`removed:` forgets `\(address)`, which a file still declares.",
      help: "Remove one of the two.", at: span,
      related: [Related("It is declared here.", at: declared)])
  }
}
