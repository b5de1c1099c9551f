package import Diagnostics

/// A setting of a target that may name environment variables. They are looked up only when
/// connecting, so that offline commands need no credentials.
package struct Template: Sendable {
  package enum Part: Sendable {
    case literal(String)
    /// A variable of the environment; the fallback is taken when it is unset or empty.
    case environment(String, fallback: String?, span: SourceSpan)
  }

  package let parts: [Part]
  /// The value in the manifest.
  package let span: SourceSpan

  /// The text, when no environment is needed to know it.
  package var literal: String? {
    guard case .success(let text) = resolve([:]), !needsEnvironment else { return nil }
    return text
  }

  /// Whether the text depends on the environment.
  package var needsEnvironment: Bool {
    parts.contains { if case .environment = $0 { true } else { false } }
  }

  /// The text with the environment filled in. A variable without a fallback that is unset or empty
  /// is a failure: secrets that a pipeline does not have often arrive as empty variables.
  package func resolve(_ environment: [String: String]) -> Result<String, UnresolvedTemplate> {
    var text = ""
    var problems: [Diagnostic] = []
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .environment(let name, let fallback, let span):
        if let value = environment[name], !value.isEmpty {
          text += value
        } else if let fallback {
          text += fallback
        } else {
          problems.append(
            UnsetEnvironment.finding(name, isEmpty: environment[name] != nil, at: span))
        }
      }
    }
    return problems.isEmpty
      ? .success(text) : .failure(UnresolvedTemplate(diagnostics: problems))
  }
}

/// The variables of the environment that a template needs and does not find.
package struct UnresolvedTemplate: Error, Sendable {
  package let diagnostics: [Diagnostic]
}
