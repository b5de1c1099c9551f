import Diagnostics

/// A file whose name says that it is text, and whose bytes are not: searches would find nothing in it.
enum NoText {
  static let rule = Rule(
    "ASST107", "no-text", "A file of a text type holds no text", adjustable: true)

  static func report(_ files: OffendingFiles, ending: String, to findings: Findings) {
    findings.report(.noText(files, ending: ending))
  }
}

extension Diagnostic {
  fileprivate static func noText(_ files: OffendingFiles, ending: String) -> Diagnostic {
    NoText.rule.finding(
      "\(files.words) end\(files.isOne ? "s" : "") in `.\(ending)` and "
        + "\(files.isOne ? "is" : "are") neither UTF-8 nor UTF-16.",
      help: "Save \(files.isOne ? "it" : "them") as UTF-8, or with the ending of what "
        + "\(files.isOne ? "it is" : "they are"). \(NoText.rule.whereHostTakesIt)",
      at: files.span)
  }
}
