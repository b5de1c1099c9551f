import Diagnostics

/// A field without which the rest means nothing.
enum MissingField {
  static let rule = Rule(
    "ASST033", "missing-field", "A required field is missing")

  static func report(_ field: String, of owner: String, at span: SourceSpan, to findings: Findings)
  {
    findings.report(.missingField(field, owner: owner, at: span))
  }

  /// Fields that stand where the one that they belong under is missing.
  static func reportWrapper(
    _ wrapper: String, around fields: [String], at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.missingWrapper(wrapper, fields: fields, at: span))
  }

  /// `model:` with nothing behind it.
  static func reportNull(
    _ field: String, of owner: String, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.nullField(field, owner: owner, at: span))
  }
}

extension Diagnostic {
  fileprivate static func missingField(
    _ field: String, owner: String, at span: SourceSpan
  ) -> Diagnostic {
    MissingField.rule.finding(
      "\(owner.asSentenceStart) needs `\(field)`.", help: "Add `\(field):`.", at: span)
  }

  fileprivate static func missingWrapper(
    _ wrapper: String, fields: [String], at span: SourceSpan
  ) -> Diagnostic {
    let isOne = fields.count == 1
    return MissingField.rule.finding(
      "\(fields.inCode) \(isOne ? "is a field" : "are fields") of `\(wrapper)`, which is missing "
        + "around \(isOne ? "it" : "them").",
      help:
        "Write `\(wrapper):` before \(isOne ? "it" : "them") and indent \(isOne ? "it" : "them") "
        + "below; a file that holds nothing else is named by `\(wrapper): { file: … }`.",
      at: span)
  }

  fileprivate static func nullField(
    _ field: String, owner: String, at span: SourceSpan
  ) -> Diagnostic {
    MissingField.rule.finding(
      "\(owner.asSentenceStart) needs `\(field)`, and null is no value for it.",
      help: "Give `\(field)` a value.", at: span)
  }
}
