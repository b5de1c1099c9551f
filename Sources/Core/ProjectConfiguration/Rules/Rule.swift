package import Diagnostics

/// One thing that a configuration may get wrong: its code, its name and how much it weighs.
package struct Rule: Sendable {
  /// The stable code: `ASST041`. It is never given a second meaning.
  package let code: String
  /// A few words in kebab case: `unknown-key`.
  package let name: String
  package let severity: Diagnostic.Severity
  /// Whether `rules:` of a manifest may change the severity. What leaves no value to plan with is
  /// fixed; advice, and limits that another host may draw differently, can be changed.
  package let isAdjustable: Bool
  /// One line, the same for every occurrence.
  package let summary: String

  init(
    _ code: String, _ name: String, _ summary: String, severity: Diagnostic.Severity = .error,
    adjustable: Bool = false
  ) {
    self.code = code
    self.name = name
    self.severity = severity
    self.isAdjustable = adjustable
    self.summary = summary
  }

  /// An occurrence. Detail, help and related messages are sentences: capitalised unless they begin
  /// with a quoted code, and with a final stop. The summary is capitalised and has none.
  func finding(
    _ detail: String, help: String? = nil, at span: SourceSpan?,
    related: [Diagnostic.Related] = [], fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      code, severity, summary, detail: detail, help: help, at: span, related: related, fix: fix)
  }
}
