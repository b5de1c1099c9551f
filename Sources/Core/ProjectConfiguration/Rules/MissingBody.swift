import Diagnostics

/// A Markdown file with front matter whose body, the prompt, is missing.
enum MissingBody {
  static let rule = Rule(
    "ASST065", "missing-body", "A prompt has no text")

  static func report(_ path: String, attribute: String, at span: SourceSpan, to findings: Findings)
  {
    findings.report(.missingBody(path, attribute: attribute, at: span))
  }
}

extension Diagnostic {
  fileprivate static func missingBody(
    _ path: String, attribute: String, at span: SourceSpan
  ) -> Diagnostic {
    MissingBody.rule.finding(
      "`\(path)` has no text below its front matter.", help: "Write the \(attribute) there.",
      at: span)
  }
}
