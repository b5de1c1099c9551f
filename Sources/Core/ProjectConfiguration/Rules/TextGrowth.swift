import Diagnostics

/// Variables that are made of variables can double a text with every line: it ends here, before the
/// machine's memory does.
enum TextGrowth {
  /// In bytes: several times the longest text that the API takes.
  static let most = 1 << 20

  static let rule = Rule(
    "ASST077", "text-growth", "Variables make this text too long")

  static func report(at span: SourceSpan, to findings: Findings) {
    findings.report(.textGrowth(at: span))
  }
}

extension Diagnostic {
  fileprivate static func textGrowth(at span: SourceSpan) -> Diagnostic {
    TextGrowth.rule.finding(
      "With its variables filled in, this text has more than \(TextGrowth.most >> 20) MB.",
      help: "Shorten the variables, or put the text into a file and name it with `file:`.",
      at: span)
  }
}
