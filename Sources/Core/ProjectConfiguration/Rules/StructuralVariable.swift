import Diagnostics

/// A `${…}` in what holds the project together: names of its parts, and the files that it reads.
enum StructuralVariable {
  static let rule = Rule(
    "ASST076", "structural-variable", "Variables are not used here")

  static func report(_ subject: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.structuralVariable(subject, at: span))
  }
}

extension Diagnostic {
  fileprivate static func structuralVariable(_ subject: String, at span: SourceSpan) -> Diagnostic {
    StructuralVariable.rule.finding(
      "`\(subject)` is read before any variable has a value, and is taken as it is written.",
      help: "Write the value itself, without `${…}`.", at: span)
  }
}
