package import Diagnostics

/// Findings and what programs want to know about them: the same value for every format.
///
/// Reports never hold the text of a source file, only places in it: prompts stay where they are.
package struct DiagnosticReport: Sendable {
  /// In reading order, with the severities that count.
  package let findings: [Diagnostic]
  package let paths: ReportPaths
  /// The version of the tool that found them.
  package let toolVersion: String
  private let rules: [String: ReportRule]

  /// `rules` need not know every code.
  package init(
    _ findings: [Diagnostic], rules: [ReportRule], paths: ReportPaths, toolVersion: String
  ) {
    self.findings = findings.inReadingOrder()
    self.rules = Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    self.paths = paths
    self.toolVersion = toolVersion
  }

  package func rule(of finding: Diagnostic) -> ReportRule? { rules[finding.code] }

  package func count(_ severity: Diagnostic.Severity) -> Int {
    findings.count { $0.severity == severity }
  }
}

/// What is the same for every finding of one code.
package struct ReportRule: Sendable, Equatable {
  /// `ASST041`
  package let code: String
  /// A few words in kebab case: `unknown-key`.
  package let name: String
  /// One line without a final stop.
  package let summary: String
  /// What to do about any of its findings; nil where only a finding itself can say so.
  package let help: String?
  /// The severity that findings have unless something changes it.
  package let severity: Diagnostic.Severity

  package init(
    code: String, name: String, summary: String, help: String? = nil,
    severity: Diagnostic.Severity
  ) {
    self.code = code
    self.name = name
    self.summary = summary
    self.help = help
    self.severity = severity
  }
}
