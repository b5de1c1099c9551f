import Diagnostics

/// Neighbouring changed lines: the removed ones, then the added ones, with marks on the words in which
/// a line differs from the one that it became.
struct ChangedBlock {
  /// More lines than this at once are a new text, in which single words say nothing.
  private static let mostLines = 400

  private let removed: [[WordDifference.Piece]]
  private let added: [[WordDifference.Piece]]

  init(removed: [String], added: [String], isWhole: Bool) {
    var interning = Interning()
    let isRewrite = removed.count + added.count > Self.mostLines
    let oldTokens = isRewrite ? [] : removed.map { Self.tokens(of: $0, interning: &interning) }
    let newTokens = isRewrite ? [] : added.map { Self.tokens(of: $0, interning: &interning) }
    var old = removed.map { [WordDifference.Piece(text: $0, isMarked: false)] }
    var new = added.map { [WordDifference.Piece(text: $0, isMarked: false)] }
    for (left, right) in LinePairing.pairs(oldTokens, newTokens).enumerated() {
      guard let right, let before = oldTokens[left], let after = newTokens[right],
        let words = WordDifference(before, after)
      else { continue }
      old[left] = words.old
      new[right] = words.new
    }
    if !isWhole {
      // The first long line that went is most likely the first that came, and so on.
      let longOld = removed.indices.filter { Self.isLong(removed[$0]) }
      let longNew = added.indices.filter { Self.isLong(added[$0]) }
      for place in 0..<max(longOld.count, longNew.count) {
        let before = place < longOld.count ? removed[longOld[place]] : ""
        let after = place < longNew.count ? added[longNew[place]] : ""
        if place < longOld.count {
          old[longOld[place]] = [
            .init(text: LongLine.shortened(before, besides: after), isMarked: false)
          ]
        }
        if place < longNew.count {
          new[longNew[place]] = [
            .init(text: LongLine.shortened(after, besides: before), isMarked: false)
          ]
        }
      }
    }
    self.removed = old
    self.added = new
  }

  func render(into page: inout Page, indent: Int, endsTexts: (old: Bool, new: Bool)) {
    for (index, line) in removed.enumerated() {
      let endsText = endsTexts.old && index == removed.count - 1
      page.line(Self.line(line, "-", .removed, .removedWord, endsText: endsText), indent: indent)
    }
    for (index, line) in added.enumerated() {
      let endsText = endsTexts.new && index == added.count - 1
      page.line(Self.line(line, "+", .added, .addedWord, endsText: endsText), indent: indent)
    }
  }

  private static func isLong(_ line: String) -> Bool {
    line.utf8.count > WordDifference.longestLine
  }

  private static func tokens(of line: String, interning: inout Interning) -> TokenisedLine? {
    isLong(line) ? nil : TokenisedLine(line, interning: &interning)
  }

  private static func line(
    _ pieces: [WordDifference.Piece], _ sign: String, _ style: StyledText.Style,
    _ wordStyle: StyledText.Style, endsText: Bool
  ) -> StyledText {
    var text = StyledText(sign, style)
    let trailing = pieces.lastIndex { !$0.text.allSatisfy(\.isWhitespace) } ?? -1
    if pieces.contains(where: { !$0.text.isEmpty }) { text.append(" ", style) }
    for (index, piece) in pieces.enumerated() {
      let shown = VisibleWhitespace.shown(piece.text, endsLine: index >= trailing)
      text.append(shown, piece.isMarked ? wordStyle : style)
    }
    // An empty last line is what a line feed at the text's end makes.
    if endsText, pieces.allSatisfy(\.text.isEmpty) { text.append(" ⏎ at the end", style) }
    return text
  }
}
