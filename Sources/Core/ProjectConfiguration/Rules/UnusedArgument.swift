import Diagnostics

/// A `--var` that nothing asks for: a typing error would otherwise go unnoticed.
enum UnusedArgument {
  static let rule = Rule(
    "ASST049", "unused-argument", "A variable of the command line is not used")

  static func report(_ name: String, known: [String], to findings: Findings) {
    findings.report(.unusedArgument(name, known: known))
  }
}

extension Diagnostic {
  fileprivate static func unusedArgument(_ name: String, known: [String]) -> Diagnostic {
    UnusedArgument.rule.finding(
      "`--var \(name)=…` sets a variable that no file declares or names.",
      help: known.isEmpty ? nil : .suggesting(name, among: known), at: nil)
  }
}
