import Diagnostics

/// Something that looks like a key: whoever reads the project has it, and what stands in a prompt can
/// be talked out of the model.
package enum SecretText {
  static let rule = Rule(
    "ASST098", "secret", "A text looks like a secret", adjustable: true)

  /// Whether a text looks like a key of a service that is known, or holds one.
  package static func isLikely(in text: String) -> Bool {
    !SecretScan.matches(in: Array(text.utf8)).isEmpty
  }

  static func report(
    _ name: String, isManifest: Bool, at span: SourceSpan, to findings: Findings
  ) {
    findings.report(.secret(name, isManifest: isManifest, at: span))
  }
}

extension Diagnostic {
  fileprivate static func secret(
    _ name: String, isManifest: Bool, at span: SourceSpan
  ) -> Diagnostic {
    SecretText.rule.finding(
      isManifest
        ? "This looks like \(name), and everyone who reads the project would have it."
        : "This looks like \(name). Everyone who reads the project would have it, and what a model "
          + "is told it can be made to tell.",
      help: (isManifest
        ? "Revoke it. What the connection needs is written as `${env.NAME}`, and no other place "
          + "should hold one."
        : "Revoke it, and leave it to the application that answers the calls.")
        + " If it is none, write `rules: { ASST098: off }` in the manifest.",
      at: span)
  }
}
