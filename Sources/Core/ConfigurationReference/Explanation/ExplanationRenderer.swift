package import Diagnostics
import ProjectConfiguration

/// An explanation as a page for a terminal.
package enum ExplanationRenderer {
  /// Lines are broken at `width` columns, at words.
  package static func render(_ page: Explanation, width: Int) -> StyledText {
    let width = min(max(width, 40), 100)
    var text = StyledText()
    if !page.path.isEmpty {
      text.line(page.path, .strong)
      text.line()
    }
    text.wrapped(page.summary, indent: page.path.isEmpty ? 0 : 2, width: width)
    render(page.facts, width: width, to: &text)
    if !page.entries.isEmpty {
      text.line()
      text.line("\(page.heading):", .strong)
      render(page.entries, width: width, to: &text)
    }
    if !page.example.isEmpty {
      text.line()
      text.line("Example:", .strong)
      for line in page.example { text.line("    " + line) }
    }
    if !page.rules.isEmpty {
      text.line()
      text.line("Rules:", .strong)
      for rule in page.rules {
        text.hanging("  \(rule.code)  ", .hint, "\(rule.name): \(rule.summary).", width: width)
      }
    }
    if let hint = page.hint {
      text.line()
      text.wrapped(hint, indent: 0, width: width, .faint)
    }
    return text
  }

  private static func render(
    _ facts: [Explanation.Fact], width: Int, to text: inout StyledText
  ) {
    if facts.isEmpty { return }
    text.line()
    let column = facts.map(\.label.count).max() ?? 0
    for fact in facts {
      text.hanging(
        "  " + padded(fact.label, column + 2), .faint, fact.text, width: width)
    }
  }

  private static func render(
    _ entries: [Explanation.Entry], width: Int, to text: inout StyledText
  ) {
    let names = entries.map(\.name.count).max() ?? 0
    let types = entries.map { label($0).count }.max() ?? 0
    for entry in entries {
      var head = "  " + padded(entry.name, names + 2)
      if types > 0 { head += padded(label(entry), types + 2) }
      text.hanging(head, .plain, entry.summary, width: width)
    }
  }

  private static func label(_ entry: Explanation.Entry) -> String {
    entry.isRequired ? "\(entry.type), required" : entry.type
  }

  private static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - text.count))
  }
}

extension StyledText {
  /// Words after a head, broken so that they stand below one another; below the head where there is
  /// no room beside it.
  fileprivate mutating func hanging(
    _ head: String, _ style: Style, _ words: String, width: Int
  ) {
    let column = DisplayWidth.columns(of: head)
    let fits = width - column >= 24
    let indent = fits ? column : 6
    let lines = words.broken(toColumns: width - indent)
    append(head, style)
    if !fits { line() }
    for (index, content) in lines.enumerated() {
      if index > 0 || !fits { append(String(repeating: " ", count: indent)) }
      line(content)
    }
  }

  fileprivate mutating func wrapped(
    _ words: String, indent: Int, width: Int, _ style: Style = .plain
  ) {
    for content in words.broken(toColumns: width - indent) {
      append(String(repeating: " ", count: indent))
      line(content, style)
    }
  }
}
