import ResourceModel

/// The forms in which findings are reported to programs.
package enum ReportFormat: String, Sendable, CaseIterable {
  case json, github, sarif

  /// The whole report, with a line feed at its end. A report without a finding is a document too,
  /// except that GitHub is told nothing then.
  package func render(_ report: DiagnosticReport) -> String {
    switch self {
    case .json: JSONWriter.string(JSONReport.render(report), .indented) + "\n"
    case .github: GitHubReport.render(report)
    case .sarif: JSONWriter.string(SARIFReport.render(report), .indented) + "\n"
    }
  }
}
