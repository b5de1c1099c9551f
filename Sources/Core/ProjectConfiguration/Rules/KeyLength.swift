import Diagnostics

/// A key of a map that is empty, or longer than the API takes.
enum KeyLength {
  static let rule = Rule(
    "ASST048", "key-length", "A key is too long or empty", adjustable: true)

  static func check(
    _ key: String, of subject: String, maximum: Int, at span: SourceSpan, to findings: Findings
  ) {
    let count = key.unicodeScalars.count
    guard count == 0 || count > maximum else { return }
    findings.report(.keyLength(subject, count: count, maximum: maximum, at: span))
  }
}

extension Diagnostic {
  fileprivate static func keyLength(
    _ subject: String, count: Int, maximum: Int, at span: SourceSpan
  ) -> Diagnostic {
    KeyLength.rule.finding(
      "A key of `\(subject)` has 1 to \(maximum) characters; this has \(count).",
      help: count == 0
        ? "Write a key." : "Shorten it by \(count - maximum). \(KeyLength.rule.whereHostTakesIt)",
      at: span)
  }
}
