import Diagnostics

/// Something that is to name a resource, and does not.
enum InvalidAddress {
  static let rule = Rule(
    "ASST071", "invalid-address", "An address is not written as it should be")

  static func report(_ text: String, example: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.invalidAddress(text, example: example, at: span))
  }

  static func reportCollection(
    _ collection: String, known: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.unknownCollection(collection, known: known, at: span))
  }
}

extension Diagnostic {
  fileprivate static func invalidAddress(
    _ text: String, example: String, at span: SourceSpan
  ) -> Diagnostic {
    InvalidAddress.rule.finding(
      "`\(text)` names no resource.", help: "Write it like `\(example)`.", at: span)
  }

  fileprivate static func unknownCollection(
    _ collection: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    InvalidAddress.rule.finding(
      "No kind of resource stands under `\(collection)`.",
      help: .suggesting(collection, among: known), at: span)
  }
}
