import Diagnostics

/// A variable beside `file:` that no placeholder of the file names.
enum UnusedPlaceholderVariable {
  static let rule = Rule(
    "ASST059", "unused-placeholder-variable", "A variable of a file is not used", adjustable: true)

  static func report(
    _ name: String, path: String, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.unusedVariable(name, path: path, at: span))
  }
}

extension Diagnostic {
  fileprivate static func unusedVariable(
    _ name: String, path: String, at span: SourceSpan
  ) -> Diagnostic {
    UnusedPlaceholderVariable.rule.finding(
      "`\(path)` has no `{{\(name)}}`.", help: "Remove `\(name)`, or use it in the file.", at: span)
  }
}
