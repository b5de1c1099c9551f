/// Text whose runs carry meaning; whether a run becomes a colour is decided at the very end.
package struct StyledText: Sendable, Equatable {
  package enum Style: Sendable, Equatable {
    case plain, strong, faint
    case added, removed, changed, drift, conflict
    /// The words of a changed line that differ; without colour they stand in marks of their own.
    case addedWord, removedWord
    case error, warning, hint
  }

  package struct Run: Sendable, Equatable {
    package var text: String
    package var style: Style
  }

  package private(set) var runs: [Run] = []

  package init() {}

  package init(_ text: String, _ style: Style = .plain) {
    append(text, style)
  }

  package mutating func append(_ text: String, _ style: Style = .plain) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else {
      runs.append(Run(text: text, style: style))
    }
  }

  package mutating func append(_ other: StyledText) {
    for run in other.runs { append(run.text, run.style) }
  }

  package mutating func line(_ text: String = "", _ style: Style = .plain) {
    append(text, style)
    append("\n")
  }

  package mutating func line(_ text: StyledText) {
    append(text)
    append("\n")
  }

  package var isEmpty: Bool { runs.isEmpty }

  /// The text alone, as a terminal may show it: control characters are made visible, and words that
  /// differ are marked `[-so-]` and `{+so+}`.
  package var plain: String {
    runs.map { run in
      let text = TerminalSafety.visible(run.text)
      return switch run.style {
      case .removedWord: "[-\(text)-]"
      case .addedWord: "{+\(text)+}"
      default: text
      }
    }.joined()
  }

  /// The text with ANSI colours, control characters made visible.
  package var coloured: String {
    runs.map { run in
      let text = TerminalSafety.visible(run.text)
      guard let code = Self.escape(for: run.style) else { return text }
      // A colour ends before a line break, so that a pager or a cut line never bleeds.
      return text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "\u{1B}[\(code)m\($0)\u{1B}[0m" }
        .joined(separator: "\n")
    }.joined()
  }

  package func rendered(colour: Bool) -> String { colour ? coloured : plain }

  private static func escape(for style: Style) -> String? {
    switch style {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .added: "32"
    case .removed: "31"
    case .addedWord: "1;4;32"
    case .removedWord: "1;4;31"
    case .changed: "33"
    case .drift: "35"
    case .conflict: "1;35"
    case .error: "1;31"
    case .warning: "1;33"
    case .hint: "1;36"
    }
  }
}
