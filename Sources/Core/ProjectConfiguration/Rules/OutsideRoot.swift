import Diagnostics

/// A path that leads out of the folder that a project may read.
enum OutsideRoot {
  static let rule = Rule(
    "ASST054", "outside-root", "A path leaves the project")

  static func report(_ path: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.outsideRoot(path, at: span))
  }
}

extension Diagnostic {
  fileprivate static func outsideRoot(_ path: String, at span: SourceSpan) -> Diagnostic {
    OutsideRoot.rule.finding(
      "`\(path)` stands outside the configuration folder.",
      help: "Move the file inside, or widen the project with `root: ..` in the manifest.", at: span)
  }
}
