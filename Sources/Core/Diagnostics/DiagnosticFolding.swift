/// Keeps advice from hiding what matters: of one rule a person reads some findings, and how many more
/// there are. Errors are always told, every one; reports for programs are never folded.
package struct DiagnosticFolding: Sendable {
  /// In the order in which they were given.
  package let shown: [Diagnostic]
  /// What is left out, by rule, in order of codes.
  package let rest: [Rest]

  package struct Rest: Sendable, Equatable {
    package let code: String
    package let severity: Diagnostic.Severity
    package let count: Int

    package init(code: String, severity: Diagnostic.Severity, count: Int) {
      self.code = code
      self.severity = severity
      self.count = count
    }
  }

  private struct Group: Hashable {
    let code: String
    let severity: Diagnostic.Severity
  }

  package init(_ diagnostics: [Diagnostic], hints: Int = 5, warnings: Int = 20) {
    var counts: [Group: Int] = [:]
    shown = diagnostics.inReadingOrder().filter { diagnostic in
      let most: Int
      switch diagnostic.severity {
      case .error: return true
      case .warning: most = warnings
      case .hint: most = hints
      }
      counts[Group(code: diagnostic.code, severity: diagnostic.severity), default: 0] += 1
      return counts[Group(code: diagnostic.code, severity: diagnostic.severity), default: 0] <= most
    }
    rest = counts.compactMap { group, count in
      let more = count - (group.severity == .hint ? hints : warnings)
      return more > 0 ? Rest(code: group.code, severity: group.severity, count: more) : nil
    }.sorted { ($0.code, $0.severity) < ($1.code, $1.severity) }
  }
}

extension DiagnosticRenderer {
  /// For a terminal: every error, some findings of each rule that advises, and what is left out.
  package static func renderFolded(
    _ diagnostics: [Diagnostic], width: Int? = nil
  ) -> StyledText {
    let folding = DiagnosticFolding(diagnostics)
    var text = render(folding.shown, width: width)
    for rest in folding.rest {
      text.append(
        "… and \(rest.count) more \(rest.severity.rawValue)\(rest.count == 1 ? "" : "s") ")
      text.append(rest.code, .strong)
      text.line("; `asst validate --format json` has them all.")
    }
    if !folding.rest.isEmpty { text.line() }
    return text
  }
}
