import DiagnosticReports
import Diagnostics

/// Findings of every sort, in a file whose characters take one byte and more.
enum Fixture {
  static let file = SourceFile(
    path: "assistants/support.yaml",
    text: """
      assistants:
        support:
          name: "Zoë 👩‍👩‍👧 🇫🇷", temprature: 0.2
          instructions: |
            First line.
            Second line.
          tools: []

      """)

  static func span(_ words: String, in file: SourceFile = file) -> SourceSpan {
    let text = String(decoding: file.text, as: UTF8.self)
    let range = text.range(of: words)
    return SourceSpan(file: file, start: range.lowerBound, end: range.upperBound)
  }

  static let rules = [
    ReportRule(
      code: "ASST041", name: "unknown-key", summary: "A key is not known here", severity: .error),
    ReportRule(
      code: "ASST101", name: "long-prompt", summary: "A prompt is long", help: "Shorten prompts.",
      severity: .hint),
  ]

  static let findings: [Diagnostic] = [
    Diagnostic(
      "ASST041", .error, "A key is not known here", detail: "An assistant has no `temprature`.",
      help: "Did you mean `temperature`?", at: span("temprature"),
      fix: Fix(
        "Write `temperature`", [SourceEdit(replace: span("temprature"), with: "temperature")])),
    Diagnostic(
      "ASST099", .warning, "Two things look alike", detail: "This is said again.", help: nil,
      at: span("tools"), related: [.init("It is said first here.", at: span("name"))]),
    Diagnostic(
      "ASST101", .hint, "A prompt is long", detail: "It has two lines.",
      at: span("First line.\n      Second line.\n")),
    Diagnostic(
      "ASST030", "There is no manifest", detail: "`asst.yaml` does not exist.",
      help: "`asst init` writes one.", at: nil),
  ]

  static let paths = ReportPaths(
    workingDirectory: "/home/me/shop", checkout: nil, fallback: "assistants/asst.yaml")

  static func report(
    _ findings: [Diagnostic] = findings, paths: ReportPaths = paths
  ) -> DiagnosticReport {
    DiagnosticReport(findings, rules: rules, paths: paths, toolVersion: "1.2.3")
  }

  /// As many errors as said, at the start of lines of their own.
  static func many(_ count: Int, _ severity: Diagnostic.Severity = .error) -> [Diagnostic] {
    let file = SourceFile(path: "a.yaml", text: String(repeating: "x\n", count: count))
    return (0..<count).map {
      Diagnostic(
        "ASST041", severity, "A key is not known here", detail: "Number \($0 + 1) is wrong.",
        at: SourceSpan(file: file, start: 2 * $0, end: 2 * $0 + 1))
    }
  }
}

extension String {
  /// The bytes at which `words` first stand.
  fileprivate func range(of words: String) -> Range<Int> {
    let (whole, part) = (Array(utf8), Array(words.utf8))
    for start in whole.indices where whole[start...].starts(with: part) {
      return start..<start + part.count
    }
    preconditionFailure("\(words) is not there")
  }
}
