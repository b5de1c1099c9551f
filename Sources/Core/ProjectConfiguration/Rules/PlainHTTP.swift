import Diagnostics

/// A base URL without TLS, to another machine. The client refuses to connect to it, since the key and
/// all prompts could be read on the way; said here before anybody waits for it.
enum PlainHTTP {
  static let rule = Rule(
    "ASST100", "plain-http", "A URL would send the key in the clear")

  /// Looks at what is known before the environment is.
  static func check(_ template: Template, to findings: Findings) {
    guard let text = template.literal, text.lowercased().hasPrefix("http://"),
      let host = BaseURL.host(of: text), BaseURL.isLoopback(host: host) == false
    else { return }
    findings.report(.plainHTTP(String(host), at: template.span))
  }
}

extension Diagnostic {
  fileprivate static func plainHTTP(_ host: String, at span: SourceSpan) -> Diagnostic {
    PlainHTTP.rule.finding(
      "`\(host)` is another machine, and without TLS the key and the prompts could be read on the "
        + "way: no connection is made.",
      help: "Write `https://`; plain `http://` is for this machine alone.", at: span)
  }
}
