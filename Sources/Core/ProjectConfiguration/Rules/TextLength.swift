import Diagnostics
import ResourceModel

/// A text that is longer or shorter than the API takes, counted in code points as the API does.
enum TextLength {
  static let rule = Rule(
    "ASST044", "text-length", "A text is too long or too short", adjustable: true)

  static func check(
    _ text: String, of subject: String, limits: StringLimits, at span: SourceSpan,
    to findings: Findings
  ) {
    // A text has no more code points than bytes, so that most are never counted.
    if let maximum = limits.maximum, text.utf8.count > maximum {
      let count = text.unicodeScalars.count
      if count > maximum {
        findings.report(.tooLong(subject, count: count, maximum: maximum, at: span))
      }
    }
    if limits.minimum > 0, text.utf8.count < limits.minimum * 4 {
      let count = text.unicodeScalars.count
      if count < limits.minimum {
        findings.report(.tooShort(subject, count: count, minimum: limits.minimum, at: span))
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func tooLong(
    _ subject: String, count: Int, maximum: Int, at span: SourceSpan
  ) -> Diagnostic {
    TextLength.rule.finding(
      "`\(subject)` has \(count) characters; \(maximum) are the most.",
      help: "Shorten it by \(count - maximum). \(TextLength.rule.whereHostTakesIt)", at: span)
  }

  fileprivate static func tooShort(
    _ subject: String, count: Int, minimum: Int, at span: SourceSpan
  ) -> Diagnostic {
    TextLength.rule.finding(
      count == 0
        ? "`\(subject)` is empty."
        : "`\(subject)` has \(count) characters; \(minimum) are the fewest.",
      help: "Write at least \(minimum) character\(minimum == 1 ? "" : "s").", at: span)
  }
}
