import Diagnostics
import ResourceModel

/// A text that does not follow the grammar that the API sets for it.
enum InvalidPattern {
  static let rule = Rule(
    "ASST045", "invalid-pattern", "A text does not follow its pattern")

  static func check(
    _ text: String, of subject: String, limits: StringLimits, at span: SourceSpan,
    to findings: Findings
  ) {
    guard let pattern = limits.pattern, !text.isEmpty, !pattern.matches(text) else { return }
    // A text that is only too long is told so once.
    if let maximum = limits.maximum, pattern.matches(String(text.prefix(maximum))) { return }
    findings.report(.invalidPattern(text, subject: subject, pattern: pattern, at: span))
  }
}

extension Diagnostic {
  fileprivate static func invalidPattern(
    _ text: String, subject: String, pattern: StringLimits.Pattern, at span: SourceSpan
  ) -> Diagnostic {
    let example = text.slug("_") { pattern.matches(String($0)) }
    return InvalidPattern.rule.finding(
      "`\(subject)` follows `\(pattern.rawValue)`; `\(text.prefix(80))` does not.",
      help: pattern.matches(example) ? "Write it like `\(example)`." : "Write another one.",
      at: span)
  }
}
