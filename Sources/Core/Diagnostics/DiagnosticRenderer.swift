/// Diagnostics as people read them in a terminal: code, place, the line with the span underlined,
/// what is wrong and what to do.
package enum DiagnosticRenderer {
  /// Lines longer than this many characters are cut around the span.
  private static let widestLine = 120

  /// Narrower terminals break the lines themselves.
  private static let narrowest = 40

  /// - Parameter width: the columns of the terminal, at whose words and lines are broken and cut;
  ///   nil for a file or a pipe.
  package static func render(_ diagnostics: [Diagnostic], width: Int? = nil) -> StyledText {
    var text = StyledText()
    let width = width.map { max($0, narrowest) }
    for diagnostic in diagnostics.inReadingOrder() {
      render(diagnostic, width, into: &text)
      text.line()
    }
    return text
  }

  /// `2 errors, 1 warning`, or nil when there is nothing to count.
  package static func summary(of diagnostics: [Diagnostic]) -> String? {
    let counts = Diagnostic.Severity.allCases.reversed().compactMap { severity -> String? in
      let count = diagnostics.count { $0.severity == severity }
      guard count > 0 else { return nil }
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? nil : counts.joined(separator: ", ")
  }

  private static func render(
    _ diagnostic: Diagnostic, _ width: Int?, into text: inout StyledText
  ) {
    let style = style(of: diagnostic.severity)
    text.append("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", style)
    text.line(": \(diagnostic.summary)", .strong)
    let spans = [diagnostic.span].compactMap { $0 } + diagnostic.related.map(\.span)
    let gutter = spans.map { String($0.file.line(at: $0.start) + 1).count }.max() ?? 0
    if let span = diagnostic.span {
      excerpt(
        of: span, concealing: diagnostic.secrets, underline: style, gutter: gutter, width,
        into: &text)
    }
    note(diagnostic.detail, label: nil, gutter: gutter, width, into: &text)
    for related in diagnostic.related {
      excerpt(
        of: related.span, concealing: diagnostic.secrets, underline: .faint, gutter: gutter,
        width, into: &text)
      note(related.message, label: nil, gutter: gutter, width, into: &text)
    }
    if let help = diagnostic.help { note(help, label: "help", gutter: gutter, width, into: &text) }
  }

  private static func note(
    _ message: String, label: String?, gutter: Int, _ width: Int?, into text: inout StyledText
  ) {
    let margin = String(repeating: " ", count: gutter)
    let indent = gutter + 3 + (label.map { $0.count + 2 } ?? 0)
    // What a message quotes may hold tabs, and line breaks that are no line feed.
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      let shown = TerminalSafety.visibleOnOneLine(String(line))
      return width.map { shown.broken(toColumns: $0 - indent) } ?? [shown]
    }
    for (index, line) in lines.enumerated() {
      text.append("\(margin) \(index == 0 ? "=" : " ") ", .faint)
      if let label {
        text.append(
          index == 0 ? "\(label): " : String(repeating: " ", count: label.count + 2), .hint)
      }
      text.line(line)
    }
  }

  private static func excerpt(
    of span: SourceSpan, concealing secrets: [SourceSpan], underline style: StyledText.Style,
    gutter: Int, _ width: Int?, into text: inout StyledText
  ) {
    let location = span.location
    let margin = String(repeating: " ", count: gutter)
    text.append("\(margin)--> ", .faint)
    text.line(TerminalSafety.visibleOnOneLine(location.description))
    let lineRange = span.file.range(ofLine: location.line - 1)
    guard !lineRange.isEmpty else { return }
    let start = min(max(span.start, lineRange.lowerBound), lineRange.upperBound)
    let end = min(max(span.end, start), lineRange.upperBound)
    func shown(_ range: Range<Int>, from side: Side) -> String {
      let part = needed(of: range, from: side)
      return TerminalSafety.visible(
        span.file.string(in: part, concealing: secrets).replacingTabs())
    }
    let cut = Window(
      before: shown(lineRange.lowerBound..<start, from: .end),
      marked: shown(start..<end, from: .start),
      after: shown(end..<lineRange.upperBound, from: .start),
      // Beside the gutter, and `…` at both ends.
      widest: min(widestLine, (width ?? .max) - gutter - 5))

    text.line("\(margin) |", .faint)
    let number = String(location.line)
    text.append(String(repeating: " ", count: gutter - number.count) + number + " | ", .faint)
    text.line(cut.before + cut.marked + cut.after)
    text.append("\(margin) | ", .faint)
    text.append(String(repeating: " ", count: DisplayWidth.columns(of: cut.before)))
    text.line(String(repeating: "^", count: max(1, DisplayWidth.columns(of: cut.marked))), style)
  }

  private enum Side { case start, end }

  /// Of a very long part of a line, only as much of one side as can be shown.
  private static func needed(of part: Range<Int>, from side: Side) -> Range<Int> {
    let most = 32 * widestLine
    guard part.count > most else { return part }
    return side == .start
      ? part.lowerBound..<part.lowerBound + most : part.upperBound - most..<part.upperBound
  }

  private static func style(of severity: Diagnostic.Severity) -> StyledText.Style {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .hint: .hint
    }
  }
}

/// The part of a long line that is worth showing: the marked span and what stands around it.
private struct Window {
  var before: String
  var marked: String
  var after: String

  init(before: String, marked: String, after: String, widest: Int) {
    self.before = before
    self.marked = marked
    self.after = after
    guard before.count + marked.count + after.count > widest else { return }
    if marked.count > widest / 2 { self.marked = marked.prefix(widest / 2) + "…" }
    let room = widest - self.marked.count
    if before.count > room / 2 { self.before = "…" + before.suffix(room / 2) }
    if after.count > room - self.before.count {
      self.after = after.prefix(max(0, room - self.before.count)) + "…"
    }
  }
}

extension String {
  fileprivate func replacingTabs() -> String {
    utf8.contains(UInt8(ascii: "\t")) ? String(map { $0 == "\t" ? " " : $0 }) : self
  }
}
