/// One finding about what a person wrote: collected, never thrown, so that all are told at once.
package struct Diagnostic: Sendable, Equatable {
  package enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
    case hint, warning, error

    private var rank: Int {
      switch self {
      case .hint: 0
      case .warning: 1
      case .error: 2
      }
    }

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
  }

  /// A second place that explains the first: where a key was defined before, what a name refers to.
  package struct Related: Sendable, Equatable {
    package let message: String
    package let span: SourceSpan

    package init(_ message: String, at span: SourceSpan) {
      self.message = message
      self.span = span
    }
  }

  /// The stable code: `ASST031`. A code is never given a second meaning.
  package let code: String
  package var severity: Severity
  /// What is wrong, in words that are the same for every occurrence: no user's words in it.
  package let summary: String
  /// What exactly, and why it is wrong.
  package let detail: String
  /// What to do about it.
  package let help: String?
  /// The place; nil only for findings about no file at all.
  package let span: SourceSpan?
  package let related: [Related]
  /// What a machine can do about it when told to; nil where it takes a person's judgement.
  package let fix: Fix?
  /// What stands on the shown lines and must not be read there: excerpts mask it.
  package let secrets: [SourceSpan]

  package init(
    _ code: String, _ severity: Severity, _ summary: String, detail: String,
    help: String? = nil, at span: SourceSpan?, related: [Related] = [], fix: Fix? = nil,
    secrets: [SourceSpan] = []
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.detail = detail
    self.help = help
    self.span = span
    self.related = related
    self.fix = fix
    self.secrets = secrets
  }

  /// An error.
  package init(
    _ code: String, _ summary: String, detail: String, help: String? = nil, at span: SourceSpan?,
    related: [Related] = []
  ) {
    self.init(
      code, .error, summary, detail: detail, help: help, at: span, related: related)
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In reading order: by file, then place, then code; findings without a place come first.
  package func inReadingOrder() -> [Diagnostic] {
    let keyed = enumerated().map { offset, element in
      (place: element.span, rank: (element.code, offset), element: element)
    }
    return keyed.sorted { left, right in
      switch (left.place, right.place) {
      case (nil, nil): left.rank < right.rank
      case (nil, _): true
      case (_, nil): false
      case (let first?, let second?):
        first.startsWhere(second) ? left.rank < right.rank : first.precedes(second)
      }
    }.map(\.element)
  }
}
