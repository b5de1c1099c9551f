import Diagnostics

/// A key that its mapping does not have: a typing error, or a field of something else.
enum UnknownKey {
  static let rule = Rule(
    "ASST041", "unknown-key", "A key is not known here")

  static func report(
    _ key: String, of owner: String, known: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.unknownKey(key, owner: owner, known: known, at: span))
  }

  static func report(
    _ key: String, of owner: String, help: String, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.misplacedKey(key, owner: owner, help: help, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unknownKey(
    _ key: String, owner: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    UnknownKey.rule.finding(
      "\(owner.asSentenceStart) has no `\(key)`.", help: .suggesting(key, among: known), at: span)
  }

  fileprivate static func misplacedKey(
    _ key: String, owner: String, help: String, at span: SourceSpan
  ) -> Diagnostic {
    UnknownKey.rule.finding("\(owner.asSentenceStart) has no `\(key)`.", help: help, at: span)
  }
}
