import Diagnostics

/// A path or glob that is written in a way that not every system understands.
enum InvalidPath {
  static let rule = Rule(
    "ASST067", "invalid-path", "A path is not written as it should be")

  static func report(
    _ text: String, problem: ProjectPath.Problem, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.invalidPath(text, problem: problem, at: span))
  }

  static func reportGlob(_ text: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.invalidGlob(text, at: span))
  }

  static func reportRoot(_ text: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.invalidRoot(text, at: span))
  }
}

extension Diagnostic {
  fileprivate static func invalidPath(
    _ text: String, problem: ProjectPath.Problem, at span: SourceSpan
  ) -> Diagnostic {
    let (detail, help) =
      switch problem {
      case .empty: ("The path is empty.", "Name a file.")
      case .absolute:
        ("`\(text)` is absolute.", "Write it relative to the file that names it.")
      case .backslash: ("`\(text)` holds a backslash.", "Separate folders with `/`.")
      case .controlCharacter: ("The path holds a control character.", "Remove it.")
      }
    return InvalidPath.rule.finding(detail, help: help, at: span)
  }

  fileprivate static func invalidGlob(_ text: String, at span: SourceSpan) -> Diagnostic {
    InvalidPath.rule.finding(
      "`\(text)` is no pattern: its braces do not match, or mean too many paths.",
      help: "`*`, `?`, `**` and `{a,b}` are known.", at: span)
  }

  fileprivate static func invalidRoot(_ text: String, at span: SourceSpan) -> Diagnostic {
    InvalidPath.rule.finding(
      "`root: \(text)` does not hold the configuration folder.",
      help: "Write `..`, or `../..`: the folder that everything stands in.", at: span)
  }
}
