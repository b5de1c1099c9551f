import Diagnostics
import OrderedCollections

/// A key that is written into the manifest, which is committed with the project. A server on this
/// machine, such as the emulator, takes any word, and no secret is needed there.
enum LiteralCredential {
  static let rule = Rule(
    "ASST099", "literal-credential", "A credential is written into the manifest", adjustable: true)

  /// Names under which hosts take keys, in lower case.
  private static let headers: Set = [
    "authorization", "proxy-authorization", "api-key", "x-api-key", "x-auth-token",
    "x-goog-api-key", "ocp-apim-subscription-key",
  ]
  private static let queryItems: Set = [
    "api-key", "api_key", "apikey", "key", "access_token", "subscription-key",
  ]

  static func check(_ template: Template, of subject: String, to findings: Findings) {
    guard let text = template.literal, text.contains(where: { !$0.isWhitespace }) else { return }
    findings.conceal(template.span)
    findings.report(.literalCredential(subject, at: template.span))
  }

  /// What goes along with every request, where its name says that it is a key.
  static func check(
    _ headers: OrderedDictionary<String, Template>, authentication: Target.Authentication?,
    query: OrderedDictionary<String, Template>, to findings: Findings
  ) {
    var names = Self.headers
    if case .header(let name)? = authentication { names.insert(name.lowercased()) }
    for (name, template) in headers where names.contains(name.lowercased()) {
      check(template, of: name, to: findings)
    }
    for (name, template) in query where queryItems.contains(name.lowercased()) {
      check(template, of: name, to: findings)
    }
  }
}

extension Diagnostic {
  fileprivate static func literalCredential(_ subject: String, at span: SourceSpan) -> Diagnostic {
    LiteralCredential.rule.finding(
      "The value of `\(subject)` stands here itself, and is committed with the project.",
      help: "Write `\(subject): ${env.NAME}`, and give the key to the environment alone.", at: span)
  }
}
