import Diagnostics

/// The difference of two texts as a reviewer reads it: how much, where, and the lines themselves.
struct TextBlock {
  let difference: TextDifference
  private let hunks: [TextHunk]
  private let headings: MarkdownHeadings
  private let origin: SourceLocation?
  private let options: PlanRenderingOptions

  /// `origin` is where the first line of the new text stands, if its lines are lines of a file.
  init(from old: String, to new: String, origin: SourceLocation?, options: PlanRenderingOptions) {
    difference = TextDifference(from: old, to: new)
    hunks = difference.hunks(context: options.showsFullText ? .max : options.contextLines)
    headings = MarkdownHeadings(of: difference.new)
    self.origin = origin
    self.options = options
  }

  /// `+1 −1 of 164 lines`; nothing for texts of one line.
  var summary: StyledText {
    let lines = max(difference.old.countAsRead, difference.new.countAsRead)
    guard lines > 1 else { return StyledText() }
    return counts.appending(
      " of \(InlineValue.grouped(difference.new.countAsRead)) lines", .faint)
  }

  /// `+1 −1`
  private var counts: StyledText {
    StyledText("+\(InlineValue.grouped(difference.addedCount))", .added)
      .appending(" −\(InlineValue.grouped(difference.removedCount))", .removed)
  }

  /// The summary and the place of the only hunk, where both have room on one line; nil when hunks
  /// have lines of their own for their places.
  func summaryWithPlace(room: Int?) -> StyledText? {
    guard hunks.count == 1, let place = hunks.first.flatMap({ place(of: $0, room: nil) }) else {
      return nil
    }
    return [summary, counts].map { $0.appending("  \(place)", .hint) }.first { line in
      room.map { line.columns <= $0 } ?? true
    }
  }

  /// The hunks, each below a line that says where it stands; `isPlaceKnown` when that was said.
  func render(into page: inout Page, indent: Int, isPlaceKnown: Bool) {
    for (index, hunk) in hunks.enumerated() {
      let room = page.limit.map { $0 - indent - 3 }
      if !isPlaceKnown, let place = place(of: hunk, room: room) {
        if index > 0 { page.blank() }
        page.line("@@ \(place)", .hint, indent: indent)
      }
      render(hunk, into: &page, indent: indent)
    }
  }

  /// `assistants/prompts/sales.md:41 · ## Refunds`
  private func place(of hunk: TextHunk, room: Int?) -> String? {
    guard difference.old.countAsRead > 1 || difference.new.countAsRead > 1 else { return nil }
    let line = hunk.firstChangedLine
    let place =
      origin.map { "\(TerminalSafety.visibleOnOneLine($0.path)):\($0.line + line)" }
      ?? "line \(line + 1)"
    guard let heading = headings.above(line) else { return place }
    let title = TerminalSafety.visibleOnOneLine(difference.new[heading].trimmed)
    let rest = room.map { $0 - DisplayWidth.columns(of: place) - 3 } ?? 100
    return "\(place) · \(InlineValue.cut(title, to: max(12, rest)))"
  }

  private func render(_ hunk: TextHunk, into page: inout Page, indent: Int) {
    var index = 0
    while index < hunk.lines.count {
      switch hunk.lines[index] {
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
        isWhole: options.showsFullText)
      let endings = (
        removed.last == difference.old.count - 1, added.last == difference.new.count - 1
      )
      block.render(into: &page, indent: indent, endsTexts: endings)
    }
  }

  /// `» 12 lines moved to sales.md:80: ## Refunds`: one line for the block where it was and where it is;
  /// with whole texts its lines stand below the latter.
  private func renderMove(
    _ move: TextMove, isHere: Bool, into page: inout Page, indent: Int
  ) {
    let lines = move.count == 1 ? "1 line" : "\(InlineValue.grouped(move.count)) lines"
    let first = move.to.first { !difference.new.isBlank($0) } ?? move.to.lowerBound
    let title = TerminalSafety.visibleOnOneLine(difference.new[first].trimmed)
    let line =
      isHere
      ? "» \(lines) moved here from line \(move.from.lowerBound + 1)"
      : "« \(lines) moved to line \(newLine(move.to.lowerBound))"
    let room = max(12, min(60, page.width - indent - DisplayWidth.columns(of: line) - 2))
    page.line(
      StyledText(line, .changed).appending(": \(InlineValue.cut(title, to: room))", .faint),
      indent: indent)
    guard isHere, options.showsFullText else { return }
    for index in move.to {
      renderContext(difference.new[index], into: &page, indent: indent)
    }
  }

  /// The number that the file has for a line of the new text.
  private func newLine(_ line: Int) -> Int { (origin?.line ?? 1) + line }

  private func renderContext(_ line: String, into page: inout Page, indent: Int) {
    let room = options.showsFullText ? nil : page.limit.map { $0 - indent - 2 }
    let shown = room.map { InlineValue.cut(line, to: $0) } ?? LongLine.shortened(line, options)
    page.line(shown, .faint, indent: shown.isEmpty ? 0 : indent + 2)
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
