import Diagnostics
import ResourceModel

/// Two resources of one address.
enum DuplicateResource {
  static let rule = Rule(
    "ASST050", "duplicate-resource", "A resource is declared twice")

  static func report(
    _ address: Address, at span: SourceSpan, first: SourceSpan, to findings: Findings
  ) {
    findings.report(.duplicateResource(address, at: span, first: first))
  }
}

extension Diagnostic {
  fileprivate static func duplicateResource(
    _ address: Address, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    DuplicateResource.rule.finding(
      "`\(address)` is already declared.", help: "Give one of them another key.", at: span,
      related: [Related("It is declared here first.", at: first)])
  }
}
