import Diagnostics

/// The lines of a rendering, with what stands at their right ends.
struct Page {
  /// What is laid out for where the terminal's width is not known.
  static let usualWidth = 80

  private(set) var text = StyledText()
  /// nil where lines may be as long as they are.
  let limit: Int?

  init(width: Int?) {
    limit = width.map { max(40, $0) }
  }

  var width: Int { limit ?? Self.usualWidth }

  mutating func blank() { text.line() }

  mutating func line(_ content: StyledText, indent: Int = 0) {
    text.append(String(repeating: " ", count: indent))
    text.line(content)
  }

  mutating func line(_ content: String, _ style: StyledText.Style = .plain, indent: Int = 0) {
    line(StyledText(content, style), indent: indent)
  }

  /// A line whose end is flush with the right edge where there is room, else follows at once.
  mutating func line(_ content: StyledText, indent: Int, end: String?) {
    guard let end else { return line(content, indent: indent) }
    let used = indent + content.columns
    let room = width - used - DisplayWidth.columns(of: end)
    var content = content
    content.append(String(repeating: " ", count: max(2, room)))
    content.append(end, .faint)
    line(content, indent: indent)
  }

  func hasRoom(for columns: Int, indent: Int) -> Bool { indent + columns <= width }
}

extension StyledText {
  var columns: Int {
    runs.reduce(0) { $0 + DisplayWidth.columns(of: TerminalSafety.visible($1.text)) }
  }

  func appending(_ text: String, _ style: Style = .plain) -> StyledText {
    var result = self
    result.append(text, style)
    return result
  }

  func appending(_ other: StyledText) -> StyledText {
    var result = self
    result.append(other)
    return result
  }
}
