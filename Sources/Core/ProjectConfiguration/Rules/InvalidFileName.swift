import Diagnostics

/// A name that a file cannot have at a provider, or that would be another one there.
enum InvalidFileName {
  static let rule = Rule("ASST109", "invalid-file-name", "A file has a name that cannot be sent")

  /// The most bytes of a name, as file systems have it.
  static let maximumLength = 255

  fileprivate enum Problem {
    case tooLong(Int)
    case controlCharacter
    case separator
    case notUTF8
  }

  /// Whether the name can be sent.
  ///
  /// - Parameter path: the file that has the name; nil for one that `name:` gives.
  static func check(
    _ name: String, of path: String? = nil, at span: SourceSpan, to findings: Findings
  ) -> Bool {
    guard let problem = problem(of: name) else { return true }
    findings.report(.invalidFileName(path ?? name, isGiven: path == nil, problem, at: span))
    return false
  }

  private static func problem(of name: String) -> Problem? {
    if name.utf8.count > maximumLength { return .tooLong(name.utf8.count) }
    if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return .controlCharacter }
    if name.utf8.contains(UInt8(ascii: "/")) { return .separator }
    // What stands for bytes that are no UTF-8; such a file could not be opened by this name either.
    if name.unicodeScalars.contains("\u{FFFD}") { return .notUTF8 }
    return nil
  }
}

extension Diagnostic {
  fileprivate static func invalidFileName(
    _ name: String, isGiven: Bool, _ problem: InvalidFileName.Problem, at span: SourceSpan
  ) -> Diagnostic {
    let detail: String
    var help = isGiven ? "Write another one." : "Rename the file, or leave it out with `exclude`."
    switch problem {
    case .tooLong(let count):
      detail = "The name has \(count) bytes; \(InvalidFileName.maximumLength) are the most."
    case .controlCharacter:
      detail = "\(name.inCode) holds a control character, such as a line break."
    case .separator:
      detail = "\(name.inCode) holds a `/`, and is a name, not a path."
      help = "Write its last part only."
    case .notUTF8:
      detail = "\(name.inCode) is not UTF-8."
    }
    return InvalidFileName.rule.finding(detail, help: help, at: span)
  }
}
