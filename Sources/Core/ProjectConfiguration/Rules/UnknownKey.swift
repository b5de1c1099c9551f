import Diagnostics

/// A key that its mapping does not have: a typing error, or a field of something else.
enum UnknownKey {
  static let rule = Rule(
    "ASST041", "unknown-key", "A key is not known here")

  /// `present` are the keys that the mapping has: no repair writes one of them twice. `aliases` are
  /// what others call the known ones.
  static func report(
    _ key: String, of owner: String, known: [String], aliases: [String: String] = [:],
    present: [String]? = nil, at span: SourceSpan, to findings: Findings
  ) {
    if let meant = aliases[key] {
      let help =
        present?.contains(meant) == true
        ? "`\(meant)` stands here already; remove one of the two." : "Did you mean `\(meant)`?"
      return report(key, of: owner, help: help, at: span, to: findings)
    }
    let fix = present.flatMap { present in
      Fix.renaming(key, among: known.filter { !present.contains($0) }, of: known, at: span)
    }
    findings.report(.unknownKey(key, owner: owner, known: known, at: span, fix: fix))
  }

  static func report(
    _ key: String, of owner: String, help: String, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.misplacedKey(key, owner: owner, help: help, at: span))
  }

  /// The fields of one resource at the top of a file.
  static func reportBareFields(
    _ fields: [String], of kind: String, collection: String, at span: SourceSpan,
    to findings: Findings
  ) {
    findings.report(.bareFields(fields, kind: kind, collection: collection, at: span))
  }
}

extension Diagnostic {
  fileprivate static func bareFields(
    _ fields: [String], kind: String, collection: String, at span: SourceSpan
  ) -> Diagnostic {
    UnknownKey.rule.finding(
      "\(fields.inCode) are fields of \(kind.withArticle), which stands below `\(collection):` and a "
        + "key of its own.",
      help:
        "Write `\(collection):` and below it a key, such as `support:`; indent all of this below "
        + "both.",
      at: span)
  }

  fileprivate static func unknownKey(
    _ key: String, owner: String, known: [String], at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    UnknownKey.rule.finding(
      "\(owner.asSentenceStart) has no `\(key)`.", help: .suggesting(key, among: known), at: span,
      fix: fix)
  }

  fileprivate static func misplacedKey(
    _ key: String, owner: String, help: String, at span: SourceSpan
  ) -> Diagnostic {
    UnknownKey.rule.finding("\(owner.asSentenceStart) has no `\(key)`.", help: help, at: span)
  }
}
