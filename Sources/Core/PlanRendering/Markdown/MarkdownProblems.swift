import Diagnostics

/// What a plan warns of and what forbids it, as a terminal shows it.
enum MarkdownProblems {
  /// What a plan is read for must have room beside it, in bytes.
  private static let most = 16_000
  private static let reserve = 100

  static func section(_ problems: [Diagnostic]) -> MarkdownSection? {
    guard let summary = DiagnosticRenderer.summary(of: problems) else { return nil }
    let least = "**\(summary)**, told on standard error."
    let gravest = problems.inReadingOrder().sorted { $0.severity > $1.severity }
    let texts = gravest.lazy.map { trimmed(DiagnosticRenderer.render([$0]).plain) }
    return MarkdownSection(least: least) { room in
      let title = "**\(summary)**"
      let room = min(room, most) - title.utf8.count - reserve
      var shown = MarkdownLines.joined(texts, room: room)
      // The fence grows with what is inside.
      while shown.count > 0 {
        let block = MarkdownText.fenced(shown.text, as: "text")
        let rest = problems.count - shown.count
        if block.utf8.count <= room + reserve / 2 {
          return "\(title)\n\n\(block)"
            + (rest > 0 ? "\n\nAnd \(rest) more on standard error." : "")
        }
        shown = MarkdownLines.joined(texts.prefix(shown.count - 1), room: room)
      }
      return least
    }
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
