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
    if let near = nearby(name) {
      return MalformedInterpolation.rule.finding(
        "`\(shown)` is neither `${var.NAME}` nor `${env.NAME}`.",
        help: "Did you mean `${\(near)}`?", at: span)
    }
    return MalformedInterpolation.rule.finding(
      "`\(shown)` is neither `${var.NAME}` nor `${env.NAME}`.",
      help: Grammar.isVariableName(name)
        ? "Write `${var.\(name)}` for a variable; \(literal)" : literal.asSentenceStart, at: span)
  }

  /// What other tools write: `${vars.tone}`, `${variables.tone}`, `${ENV.KEY}`.
  private static func nearby(_ written: String) -> String? {
    let parts = written.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, Grammar.isVariableName(parts[1]) else { return nil }
    switch parts[0].lowercased() {
    case "var", "vars", "variable", "variables": return "var.\(parts[1])"
    case "env", "environment": return "env.\(parts[1])"
    default: return nil
    }
  }
}
