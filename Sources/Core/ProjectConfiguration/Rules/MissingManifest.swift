import Diagnostics

/// The configuration folder has no manifest.
enum MissingManifest {
  static let rule = Rule(
    "ASST030", "missing-manifest", "There is no manifest")

  static func report(_ path: String, to findings: Findings) {
    findings.report(.missingManifest(path))
  }
}

extension Diagnostic {
  fileprivate static func missingManifest(_ path: String) -> Diagnostic {
    MissingManifest.rule.finding(
      "`\(path)` does not exist; a project starts with it.",
      help: "`asst init` writes one, and `--config DIR` names another folder.", at: nil)
  }
}
