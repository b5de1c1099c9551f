import Diagnostics

/// Header names follow RFC 9110; anything else would break the request apart.
enum InvalidHeaderName {
  static let rule = Rule(
    "ASST038", "invalid-header-name", "A header name cannot be sent")

  static func check(_ name: String, at span: SourceSpan, to findings: Findings) {
    guard name.isEmpty || !name.utf8.allSatisfy(isTokenByte) else { return }
    findings.report(.invalidHeaderName(name, at: span))
  }

  /// A character of RFC 9110's `token`.
  fileprivate static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

extension Diagnostic {
  fileprivate static func invalidHeaderName(_ name: String, at span: SourceSpan) -> Diagnostic {
    let example = name.slug("-") { $0.utf8.allSatisfy(InvalidHeaderName.isTokenByte) }
    return InvalidHeaderName.rule.finding(
      "`\(name)` is no header name, which is made of letters, digits and `-`.",
      help: example.isEmpty ? "Name the header." : "Write it like `\(example)`.", at: span)
  }
}
