/// The forms in which findings are reported to programs.
package enum ReportFormat: String, Sendable, CaseIterable {
  case json, github, sarif
}
