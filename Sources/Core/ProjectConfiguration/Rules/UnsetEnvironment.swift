import Diagnostics

/// A variable of the environment that a connection needs.
enum UnsetEnvironment {
  static let rule = Rule(
    "ASST064", "unset-environment", "A variable of the environment is not set")

  static func finding(_ name: String, isEmpty: Bool, at span: SourceSpan) -> Diagnostic {
    .unsetEnvironment(name, isEmpty: isEmpty, at: span)
  }
}

extension Diagnostic {
  fileprivate static func unsetEnvironment(
    _ name: String, isEmpty: Bool, at span: SourceSpan
  ) -> Diagnostic {
    UnsetEnvironment.rule.finding(
      "`\(name)` is \(isEmpty ? "empty" : "not set").",
      help: "Set it (`export \(name)=…`), or give a default: `${env.\(name):-default}`.", at: span)
  }
}
