import Diagnostics

/// A `${…}` that names nothing.
enum MalformedInterpolation {
  static let rule = Rule(
    "ASST061", "malformed-interpolation", "A `${…}` cannot be understood")

  static func report(_ written: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.malformedInterpolation(written, at: span))
  }
}

extension Diagnostic {
  fileprivate static func malformedInterpolation(
    _ written: String, at span: SourceSpan
  ) -> Diagnostic {
    let shown = written.count > 40 ? written.prefix(39) + "…" : written
    return MalformedInterpolation.rule.finding(
      "`\(shown)` is neither `${var.NAME}` nor `${env.NAME}`.",
      help: "For the characters themselves write `$${`.", at: span)
  }
}
