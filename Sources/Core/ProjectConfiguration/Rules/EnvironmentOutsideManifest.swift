import Diagnostics

/// The environment holds keys, and a key must not slip into a prompt.
enum EnvironmentOutsideManifest {
  static let rule = Rule(
    "ASST063", "environment-outside-manifest", "The environment cannot be used here")

  static func report(_ name: String, at span: SourceSpan, to findings: Findings) {
    findings.report(.environment(name, at: span))
  }
}

extension Diagnostic {
  fileprivate static func environment(_ name: String, at span: SourceSpan) -> Diagnostic {
    EnvironmentOutsideManifest.rule.finding(
      "`${env.…}` is for the connection of a target (`base_url`, `api_key`, `headers`, `query`), "
        + "so that no key slips into a prompt.",
      help: "Use a variable, and set it with `--var name=\"$\(name)\"`.", at: span)
  }
}
