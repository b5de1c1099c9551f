import Diagnostics

/// What a change of a function means to those who call and answer it.
struct FunctionRows {
  /// More reasons than this are counted.
  private static let mostReasons = 8

  let options: PlanRenderingOptions

  /// `breaking for handlers; 6 of 8 parameters unchanged`, behind the function's name or, where it has
  /// no room there, below it.
  func renderHead(
    _ head: StyledText, _ verdict: FunctionVerdict?, end: String?, into page: inout Page,
    indent: Int
  ) {
    guard let verdict else { return page.line(head, indent: indent, end: end) }
    var words = StyledText(verdict.verdict.words, Self.style(of: verdict.verdict))
    if let parameters = verdict.parametersText { words.append("; \(parameters)", .faint) }
    let room = page.room(behind: indent)
    let used = head.columns + words.columns + 2
    let place = end.map { DisplayWidth.columns(of: $0) + 2 } ?? 0
    if room.map({ used + place <= $0 }) ?? true {
      page.line(head.appending("  ").appending(words), indent: indent, end: end)
    } else {
      page.line(head, indent: indent, end: end)
      page.line(words, indent: indent + 4)
    }
  }

  /// A line for each reason that breaks somebody, the worst first.
  func renderReasons(_ verdict: FunctionVerdict?, into page: inout Page, indent: Int) {
    guard let verdict else { return }
    let reasons = verdict.breakingReasons
    let shown = options.showsFullText ? reasons[...] : reasons.prefix(Self.mostReasons)
    for reason in shown {
      let whom = reason.effect == .breaksHandlers ? "breaks handlers" : "breaks habits"
      let message = TerminalSafety.visibleOnOneLine(reason.message)
      page.line(
        StyledText("\(whom): ", Self.style(of: reason.effect)).appending(message), indent: indent)
    }
    if shown.count < reasons.count {
      page.line(
        "… and \(reasons.count - shown.count) more reasons; --full shows them", .faint,
        indent: indent)
    }
  }

  private static func style(of effect: FunctionVerdict.Effect) -> StyledText.Style {
    switch effect {
    case .compatible: .faint
    case .breaksHabits: .warning
    case .breaksHandlers: .error
    }
  }
}
