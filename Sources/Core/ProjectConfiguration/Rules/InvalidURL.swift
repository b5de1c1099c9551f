import Diagnostics

/// A base URL that no request could be sent to.
enum InvalidURL {
  static let rule = Rule(
    "ASST037", "invalid-url", "A URL cannot be used")

  /// Looks at what is known before the environment is. False for what was reported.
  static func check(_ template: Template, to findings: Findings) -> Bool {
    guard let text = template.literal, let problem = problem(of: text) else { return true }
    for secret in BaseURL.credentials(in: text) {
      if let place = template.span.find(secret, from: template.span.start) {
        findings.conceal(place)
      }
    }
    findings.report(.invalidURL(BaseURL.shown(text), problem: problem, at: template.span))
    return false
  }

  private static func problem(of text: String) -> String? {
    let lower = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else {
      return "it does not start with `https://` or `http://`"
    }
    let rest = text.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if host.isEmpty { return "it names no host" }
    if host.contains("@") { return "it holds a user name; credentials belong in `api_key`" }
    if text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) { return "it holds a space" }
    if rest.contains("?") || rest.contains("#") {
      return "it holds more than host and path; query items belong in `query:`"
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func invalidURL(
    _ text: String, problem: String, at span: SourceSpan
  ) -> Diagnostic {
    InvalidURL.rule.finding(
      "`\(text)` is no base URL: \(problem).",
      help: "Write it like `https://api.example.org/v1`.", at: span)
  }
}
