import Diagnostics
import ResourceModel

/// A text that the protocol allows and well-known hosts refuse, counted in code points.
enum LongDescription {
  static let rule = Rule(
    "ASST096", "long-description", "A text is longer than some hosts take", severity: .warning,
    adjustable: true)

  static func check(
    _ text: String, of subject: String, limits: StringLimits, at span: SourceSpan,
    to findings: Findings
  ) {
    guard let maximum = limits.advisedMaximum, text.utf8.count > maximum else { return }
    let count = text.unicodeScalars.count
    // What breaks the protocol's own limit is told as that.
    guard count > maximum, limits.maximum.map({ count <= $0 }) ?? true else { return }
    findings.report(.longDescription(subject, count: count, maximum: maximum, at: span))
  }
}

extension Diagnostic {
  fileprivate static func longDescription(
    _ subject: String, count: Int, maximum: Int, at span: SourceSpan
  ) -> Diagnostic {
    LongDescription.rule.finding(
      "`\(subject)` has \(count) characters; some hosts refuse more than \(maximum).",
      help:
        "Shorten it by \(count - maximum), or move a part of it into the prompt; for a host that "
        + "takes more, write `rules: { ASST096: off }` in the manifest.",
      at: span)
  }
}
