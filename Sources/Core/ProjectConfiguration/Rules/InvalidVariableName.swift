import Diagnostics
import ResourceModel

/// Variables and outputs have names that an environment can hold.
enum InvalidVariableName {
  static let rule = Rule(
    "ASST039", "invalid-variable-name", "A variable's name does not follow its grammar")

  /// Whether the name is a good one.
  static func check(_ name: String, at span: SourceSpan?, to findings: Findings) -> Bool {
    if Grammar.isVariableName(name) { return true }
    findings.report(.invalidVariableName(name, at: span))
    return false
  }
}

extension Diagnostic {
  fileprivate static func invalidVariableName(_ name: String, at span: SourceSpan?) -> Diagnostic {
    let slug = name.slug("_") { Grammar.isKey(String($0)) && $0 != "-" }
    let example = Grammar.isVariableName(slug) ? slug : "_" + slug
    return InvalidVariableName.rule.finding(
      "`\(name)` is not made of letters, digits and `_`, or it begins with a digit.",
      help: "Write it like `\(example)`.", at: span)
  }
}
