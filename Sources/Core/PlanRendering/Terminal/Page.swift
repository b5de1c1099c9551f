import Diagnostics

/// The lines of a rendering: as a terminal shows them, or as those of a `diff` block in Markdown.
///
/// Where the terminal's width is known, lines are broken here and go on below their own beginning: the
/// terminal would go on at its left edge, where what a prompt says could pass for a line of the plan.
struct Page {
  /// What is laid out for where the terminal's width is not known.
  static let usualWidth = 80
  private static let narrowest = 20
  /// Below this width indents are halved.
  private static let narrow = 50

  private(set) var text = StyledText()
  /// The signs that the page has.
  private(set) var signs: Set<Sign> = []
  /// How many parts have a blank line between them.
  private(set) var blocks = 0
  /// nil where lines may be as long as they are.
  let limit: Int?
  private let marksWords: Bool
  /// nil on a terminal.
  private let diff: DiffColumns?

  init(_ options: PlanRenderingOptions) {
    limit = options.width.map { max(Self.narrowest, $0) }
    marksWords = options.marksWords
    diff = nil
  }

  init(_ diff: DiffColumns) {
    limit = nil
    marksWords = true
    self.diff = diff
  }

  var isDiff: Bool { diff != nil }

  var width: Int { limit ?? Self.usualWidth }

  /// The columns behind an indent; nil where there are as many as anybody wants.
  func room(behind indent: Int) -> Int? { limit.map { $0 - columns(of: indent) } }

  func hasRoom(for columns: Int, indent: Int) -> Bool {
    self.columns(of: indent) + columns <= width
  }

  /// How many rows a line takes that is not indented.
  func rows(of content: StyledText) -> Int {
    guard let limit else { return 1 }
    return content.wrapped(first: limit, others: limit - 2, marksWords: marksWords).count
  }

  mutating func blank() { text.line() }

  /// A blank line between what was and what comes.
  mutating func beginBlock() {
    if blocks > 0 { blank() }
    blocks += 1
  }

  /// The sign and a space, for a line to begin with.
  mutating func sign(_ sign: Sign, _ style: StyledText.Style? = nil) -> StyledText {
    use(sign)
    return StyledText("\(sign.glyph) ", style ?? sign.style)
  }

  /// For a sign that is written in another way.
  mutating func use(_ sign: Sign?) {
    if let sign { signs.insert(sign) }
  }

  /// What does not fit goes on `hang` columns to the right of where the words of the line begin.
  mutating func line(_ content: StyledText, indent: Int = 0, hang: Int = 2) {
    if let diff { return text.line(diff.line(content, indent: indent)) }
    let margin = columns(of: indent)
    guard let limit else { return add(content, margin) }
    let hang = hang + min(content.leadingSpaces, limit / 4)
    let lines = content.wrapped(
      first: limit - margin, others: limit - margin - hang, marksWords: marksWords)
    for (index, part) in lines.enumerated() { add(part, margin + (index == 0 ? 0 : hang)) }
  }

  mutating func line(
    _ content: String, _ style: StyledText.Style = .plain, indent: Int = 0, hang: Int = 2
  ) {
    line(StyledText(content, style), indent: indent, hang: hang)
  }

  /// A line whose end is flush with the right edge where there is room, else follows at once.
  mutating func line(_ content: StyledText, indent: Int, end: String?) {
    guard let end else { return line(content, indent: indent) }
    if isDiff { return line(content.appending("  \(end)", .faint), indent: indent) }
    let used = columns(of: indent) + content.columns(marksWords: marksWords)
    let room = width - used - DisplayWidth.columns(of: end)
    var content = content
    content.append(String(repeating: " ", count: max(2, room)))
    content.append(end, .faint)
    line(content, indent: indent)
  }

  /// `@@ instructions @@ +1 −1 of 164 lines`: what a stretch of a `diff` block is about.
  mutating func divider(_ label: String, _ rest: StyledText = StyledText()) {
    text.append("@@ \(label) @@", .hint)
    text.line(rest.isEmpty ? rest : StyledText(" ").appending(rest))
  }

  private mutating func add(_ line: StyledText, _ margin: Int) {
    if !line.isEmpty { text.append(String(repeating: " ", count: margin)) }
    text.line(line)
  }

  private func columns(of indent: Int) -> Int {
    limit.map { $0 < Self.narrow } ?? false ? indent / 2 : indent
  }
}

extension StyledText {
  /// How far a line is indented by itself, behind the sign that it may begin with.
  fileprivate var leadingSpaces: Int {
    let text = Array(runs.lazy.flatMap(\.text).prefix(64))
    let sign = text.count > 1 && text[0] != " " && text[1] == " " ? 2 : 0
    return text.dropFirst(sign).prefix { $0 == " " }.count
  }

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
