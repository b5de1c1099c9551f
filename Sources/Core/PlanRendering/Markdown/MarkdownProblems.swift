import Diagnostics

/// What a plan warns of and what forbids it, as a terminal shows it.
enum MarkdownProblems {
  /// However large the page is, in bytes: what a plan is read for must have room beside it.
  private static let most = 16_000
  /// So much of it comes before all else.
  private static let urgent = 1_000
  /// Of the room that sections share.
  private static let share = 4

  static func section(_ problems: [Diagnostic]) -> MarkdownSection? {
    guard let summary = DiagnosticRenderer.summary(of: problems) else { return nil }
    let gravest = problems.inReadingOrder().sorted { $0.severity > $1.severity }
    let least = "**\(summary)**, told on standard error."
    var levels = [MarkdownLevels.Level(size: least.utf8.count)]
    var texts: [String] = []
    var fence = MarkdownText.FenceSize()
    var size = "**\(summary)**\n\n".utf8.count + rest(problems.count).utf8.count
    for problem in gravest {
      let text = trimmed(DiagnosticRenderer.render([problem]).plain)
      fence.include(text)
      size += text.utf8.count + 2
      let whole = size + fence.bytes
      guard whole <= most else { break }
      texts.append(text)
      let turn = MarkdownLevels.Turn.self
      levels.append(
        .init(
          size: whole, turn: whole <= urgent ? turn.problems : turn.shared(whole, share: share)))
    }
    let text = { (count: Int) in
      guard count > 0 else { return least }
      let block = MarkdownText.fenced(texts.prefix(count).joined(separator: "\n\n"), as: "text")
      return "**\(summary)**\n\n\(block)"
        + (count < problems.count ? rest(problems.count - count) : "")
    }
    return MarkdownSection(whole: text(texts.count)) { [levels] in
      MarkdownLevels(levels) { level, _ in text(level) }
    }
  }

  private static func rest(_ count: Int) -> String {
    "\n\nAnd \(count) more on standard error."
  }

  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return String(text)
  }
}
