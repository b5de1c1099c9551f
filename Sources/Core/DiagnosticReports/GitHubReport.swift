import Diagnostics

/// Findings as workflow commands: GitHub shows them at their lines in the review.
///
/// GitHub keeps ten annotations a kind and step and drops the others silently. So the tenth counts
/// what is left, and that follows in the log, a line each: nothing is lost.
package enum GitHubReport {
  private static let mostOfAKind = 10

  package static func render(_ report: DiagnosticReport) -> String {
    var commands: [String] = []
    var rest: [String] = []
    for severity in Diagnostic.Severity.allCases.reversed() {
      let findings = report.findings.filter { $0.severity == severity }
      let annotated =
        findings.count <= mostOfAKind ? findings[...] : findings.prefix(mostOfAKind - 1)
      commands += annotated.map { annotation(of: $0, report.paths) }
      guard annotated.count < findings.count else { continue }
      commands.append(countOfRest(findings.count - annotated.count, severity))
      rest += findings[annotated.count...].map { logLine(of: $0) }
    }
    return (commands + rest).map { $0 + "\n" }.joined()
  }

  private static func annotation(of finding: Diagnostic, _ paths: ReportPaths) -> String {
    var properties: [(name: String, value: String)] = []
    if let span = finding.span {
      properties.append(("file", path(of: span.file, paths)))
      // Lines are inclusive at both ends, and columns count only on a single line.
      let region = TextRegion(visible: span, in: .characters)
      properties.append(("line", "\(region.line)"))
      properties.append(("endLine", "\(region.endLine)"))
      if region.line == region.endLine {
        properties.append(("col", "\(region.column)"))
        properties.append(("endColumn", "\(max(region.column, region.endColumn - 1))"))
      }
    }
    properties.append(("title", "\(finding.code) \(finding.summary)"))
    return WorkflowCommand(
      name: command(of: finding.severity), properties: properties, message: message(of: finding)
    ).line
  }

  /// The log of a step shows this alone, so it ends with the place.
  private static func message(of finding: Diagnostic) -> String {
    var lines = [finding.detail]
    lines += finding.related.map { "\($0.message) (\(place(of: $0.span)))" }
    if let help = finding.help { lines.append("help: \(help)") }
    lines.append((finding.span.map { "\(place(of: $0)) " } ?? "") + "[\(finding.code)]")
    return lines.joined(separator: "\n")
  }

  private static func countOfRest(_ count: Int, _ severity: Diagnostic.Severity) -> String {
    let what = "\(count) more \(severity.rawValue)s"
    return WorkflowCommand(
      name: command(of: severity), properties: [("title", what)],
      message:
        "GitHub shows \(mostOfAKind) annotations of a kind. The \(what) are in the log of this step."
    ).line
  }

  private static func logLine(of finding: Diagnostic) -> String {
    let place = finding.span.map { "\($0.location): " } ?? ""
    let help = finding.help.map { " help: \($0)" } ?? ""
    return WorkflowCommand.inert(
      "\(place)\(finding.severity.rawValue)[\(finding.code)]: \(finding.detail)\(help)")
  }

  private static func place(of span: SourceSpan) -> String {
    TerminalSafety.visibleOnOneLine(span.location.description)
  }

  private static func path(of file: SourceFile, _ paths: ReportPaths) -> String {
    switch paths.place(of: file.path) {
    case .inside(let path), .outside(let path): path
    }
  }

  private static func command(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .hint: "notice"
    }
  }
}
