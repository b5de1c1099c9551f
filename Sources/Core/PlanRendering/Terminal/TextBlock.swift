import Diagnostics
import ResourceModel

/// The difference of two texts as a reviewer reads it: how much, where, and the lines themselves.
struct TextBlock {
  let difference: TextDifference
  private let hunks: [TextHunk]
  private let headings: MarkdownHeadings
  private let origin: TextOrigin?
  private let otherwise: SourceLocation?
  private let options: PlanRenderingOptions
  private let counts: TextSummary
  /// Whether the texts look the same, line by line.
  private let looksUnchanged: Bool

  /// `limit` is how many characters the API takes; `origin` is where the lines of the new text are
  /// written, and `otherwise` where the text as a whole is.
  init(
    from old: String, to new: String, limit: Int? = nil, origin: TextOrigin?,
    otherwise: SourceLocation?, options: PlanRenderingOptions
  ) {
    difference = TextDifference(from: old, to: new)
    hunks = difference.hunks(context: options.showsFullText ? .max : options.contextLines)
    headings = MarkdownHeadings(of: difference.new)
    self.origin = origin
    self.otherwise = otherwise
    self.options = options
    counts = difference.summary(limit: limit)
    looksUnchanged = difference.looksUnchanged { VisibleWhitespace.shown($0, endsLine: true) }
  }

  /// `+1 −1 of 164 lines, 7,412 of 256,000 characters`; of texts of one line only their size.
  var summary: StyledText {
    guard counts.hasLines else { return StyledText(counts.sizeText, .faint) }
    return StyledText(counts.addedText, .added)
      .appending(" \(counts.removedText)", .removed)
      .appending(" \(counts.restText)", .faint)
  }

  /// Whether the hunks say where they stand.
  var namesPlaces: Bool { counts.hasLines }

  /// The summary and the place of the only hunk, where both have room on one line; nil when hunks
  /// have lines of their own for their places.
  func summaryWithPlace(room: Int?) -> StyledText? {
    guard hunks.count == 1, let place = hunks.first.flatMap({ place(of: $0, room: nil) }) else {
      return nil
    }
    let line = summary.appending("  \(place)", .hint)
    return room.map { line.columns <= $0 } ?? true ? line : nil
  }

  /// The hunks, each below a line that says where it stands; `isPlaceKnown` when that was said.
  func render(into page: inout Page, indent: Int, isPlaceKnown: Bool) {
    for (index, hunk) in hunks.enumerated() {
      let room = page.room(behind: indent).map { $0 - 3 }
      if !isPlaceKnown, let place = place(of: hunk, room: room) {
        if index > 0 { page.blank() }
        page.place(place, indent: indent)
      }
      render(hunk, into: &page, indent: indent)
    }
  }

  /// `assistants/prompts/sales.md:41 · ## Refunds`
  private func place(of hunk: TextHunk, room: Int?) -> String? {
    guard namesPlaces else { return nil }
    let line = hunk.firstChangedLine
    let place = place(ofLine: line)
    guard let heading = headings.above(line) else { return place }
    let title = TerminalSafety.visibleOnOneLine(difference.new[heading].trimmed)
    let rest = room.map { $0 - DisplayWidth.columns(of: place) - 3 } ?? 100
    return "\(place) · \(InlineValue.cut(title, to: max(12, rest)))"
  }

  /// `support.yaml:12`; where several lines of the text stand on that one, which of them it is.
  private func place(ofLine line: Int) -> String {
    let inside = "line \(line + 1)"
    guard let file = origin?.location(ofLine: line) ?? otherwise else { return inside }
    let isExact = origin.map { !$0.isShared(atLine: line) } ?? false
    return isExact ? Row.place(file) : "\(Row.place(file)), \(inside) of the text"
  }

  private func render(_ hunk: TextHunk, into page: inout Page, indent: Int) {
    var index = 0
    while index < hunk.lines.count {
      switch hunk.lines[index] {
      // Behind a line feed at the end stands no line.
      case .context(let old, let new)
      where difference.old.isEnd(old) && difference.new.isEnd(new):
        index += 1
        continue
      case .context(_, let new):
        renderContext(difference.new[new], into: &page, indent: indent)
        index += 1
        continue
      case .movedAway(let move):
        renderMove(move, isHere: false, into: &page, indent: indent)
        index += 1
        continue
      case .movedHere(let move):
        renderMove(move, isHere: true, into: &page, indent: indent)
        index += 1
        continue
      case .removed, .added: break
      }
      var removed: [Int] = []
      var added: [Int] = []
      block: while index < hunk.lines.count {
        switch hunk.lines[index] {
        case .context: break block
        case .removed(let line): removed.append(line)
        case .added(let line): added.append(line)
        case .movedAway, .movedHere: break block
        }
        index += 1
      }
      let block = ChangedBlock(
        removed: removed.map { difference.old[$0] }, added: added.map { difference.new[$0] },
        room: page.room(behind: indent).map { $0 - 2 }, isSpelled: looksUnchanged,
        options: options)
      let endings = (
        removed.last == difference.old.count - 1, added.last == difference.new.count - 1
      )
      block.render(into: &page, indent: indent, endsTexts: endings)
    }
  }

  /// `« 12 lines moved to line 80: ## Refunds`: one line for the block where it was, one where it is;
  /// with whole texts its lines stand below the latter.
  private func renderMove(
    _ move: TextMove, isHere: Bool, into page: inout Page, indent: Int
  ) {
    let lines = move.count == 1 ? "1 line" : "\(InlineValue.grouped(move.count)) lines"
    let first = move.to.first { !difference.new.isBlank($0) } ?? move.to.lowerBound
    let title = TerminalSafety.visibleOnOneLine(difference.new[first].trimmed)
    var line = page.sign(isHere ? .moveHere : .moveAway)
    line.append(
      isHere
        ? "\(lines) moved here from line \(move.from.lowerBound + 1)"
        : "\(lines) moved to line \(newLine(move.to.lowerBound))", .changed)
    let room = max(12, min(60, page.width - indent - line.columns - 2))
    line.append(": \(InlineValue.cut(title, to: room))", .faint)
    page.line(line, indent: indent)
    guard isHere, options.showsFullText else { return }
    for index in move.to {
      renderContext(difference.new[index], into: &page, indent: indent)
    }
  }

  /// The number that the file has for a line of the new text.
  private func newLine(_ line: Int) -> Int {
    guard let origin, !origin.isShared(atLine: line) else { return line + 1 }
    return origin.location(ofLine: line).line
  }

  private func renderContext(_ line: String, into page: inout Page, indent: Int) {
    let room = options.showsFullText ? nil : page.room(behind: indent).map { $0 - 2 }
    let line = TerminalSafety.visible(
      VisibleWhitespace.spaced(LineExcerpt.context(line, isWhole: options.showsFullText)))
    let shown = room.map { InlineValue.cut(line, to: $0) } ?? line
    page.line(shown.isEmpty ? "" : "  \(shown)", .faint, indent: indent)
  }
}

extension String {
  fileprivate var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
