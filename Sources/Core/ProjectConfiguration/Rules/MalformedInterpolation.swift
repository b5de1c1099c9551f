import Diagnostics
import ResourceModel

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
    let literal = "for the characters themselves write `$${`."
    guard written.hasSuffix("}") else {
      return MalformedInterpolation.rule.finding(
        "`\(shown)` is not closed.", help: "Close it with `}`; \(literal)", at: span)
    }
    let name = String(written.dropFirst(2).dropLast())
    return MalformedInterpolation.rule.finding(
      "`\(shown)` is neither `${var.NAME}` nor `${env.NAME}`.",
      help: Grammar.isVariableName(name)
        ? "Write `${var.\(name)}` for a variable; \(literal)" : literal.asSentenceStart, at: span)
  }
}
