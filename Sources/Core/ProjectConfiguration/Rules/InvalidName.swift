import Diagnostics
import ResourceModel

/// Names and keys stand in markers, file names and shell words, and keep to a narrow grammar.
enum InvalidName {
  static let rule = Rule(
    "ASST032", "invalid-name", "A name does not follow its grammar")

  /// Which of the two grammars a name follows.
  enum Form {
    /// A project or a target.
    case name
    /// A resource.
    case key

    func allows(_ text: String) -> Bool {
      switch self {
      case .name: Grammar.isName(text)
      case .key: Grammar.isKey(text)
      }
    }

    var words: String {
      switch self {
      case .name: "1 to 40 lower-case letters, digits and `-`"
      case .key: "1 to 64 letters, digits, `_` and `-`"
      }
    }
  }

  /// Whether the name is a good one.
  static func check(
    _ name: String, as form: Form, at span: SourceSpan, to findings: Findings
  ) -> Bool {
    if form.allows(name) { return true }
    findings.report(.invalidName(name, form: form, at: span))
    return false
  }
}

extension Diagnostic {
  fileprivate static func invalidName(
    _ name: String, form: InvalidName.Form, at span: SourceSpan
  ) -> Diagnostic {
    let example =
      switch form {
      case .name:
        String(name.lowercased().slug("-") { Grammar.isName(String($0)) }.prefix(40))
      case .key: String(name.slug("_") { Grammar.isKey(String($0)) }.prefix(64))
      }
    return InvalidName.rule.finding(
      "`\(name)` is not made of \(form.words).",
      help: example.isEmpty ? "Choose another name." : "Write it like `\(example)`.", at: span)
  }
}
