import Diagnostics

/// Neighbouring changed lines: the removed ones, then the added ones, with marks on the words in which
/// a line differs from the one that it became.
struct ChangedBlock {
  /// More lines than this at once are a new text, in which single words say nothing.
  private static let mostLines = 400
  /// `[-` and `-]`
  private static let marks = 4

  private var removed: [[LineDifference.Piece]]
  private var added: [[LineDifference.Piece]]

  /// `room` is what a line may take; nil for as much as it wants. `isSpelled` is for texts that look the
  /// same, line by line.
  init(
    removed: [String], added: [String], room: Int?, isSpelled: Bool, options: PlanRenderingOptions
  ) {
    let whole = { (line: String) in
      isSpelled
        ? LineDifference([LineDifference.changed(line, line)]).wholeSpelled.withoutMarks
        : options.showsFullText || !Self.isLong(line)
          ? LineDifference([.same(line)]) : LineExcerpt.alone(line)
    }
    let pairs = Self.pairs(removed, added)
    let paired = Dictionary(pairs.map { ($0.old, $0) }, uniquingKeysWith: { first, _ in first })
    var isTaken = Array(repeating: false, count: added.count)
    var old: [[LineDifference.Piece]] = []
    var new = added.map { _ in [LineDifference.Piece]() }
    for (index, line) in removed.enumerated() {
      guard let pair = paired[index] else {
        old.append(whole(line).old)
        continue
      }
      var difference = pair.difference
      if !options.showsFullText {
        if Self.isLong(line) || Self.isLong(added[pair.new]) {
          difference = LineExcerpt.places(of: difference, room: room)
        } else if let room {
          difference = LineExcerpt.fitted(
            difference, to: room, marks: options.marksWords ? Self.marks : 0)
        }
      }
      difference = difference.spelled { VisibleWhitespace.shown($0, endsLine: true) }
      old.append(difference.old)
      new[pair.new] = difference.new
      isTaken[pair.new] = true
    }
    for (index, line) in added.enumerated() where !isTaken[index] { new[index] = whole(line).new }
    (self.removed, self.added) = (old, new)
  }

  // MARK: - Pairs

  private typealias Pair = (old: Int, new: Int, difference: LineDifference)

  /// Which removed line became which added one, where that is worth saying.
  private static func pairs(_ removed: [String], _ added: [String]) -> [Pair] {
    let alike = alike(removed, added)
    var pairs = longPairs(removed, added) + alike
    guard removed.count + added.count <= mostLines else { return pairs }
    let (alikeOld, alikeNew) = (Set(alike.map(\.old)), Set(alike.map(\.new)))
    var interning = Interning()
    let tokens = { (lines: [String], taken: Set<Int>) in
      lines.enumerated().map { index, line in
        isLong(line) || taken.contains(index)
          ? nil : TokenisedLine(line, interning: &interning)
      }
    }
    let (oldTokens, newTokens) = (tokens(removed, alikeOld), tokens(added, alikeNew))
    for (left, right) in LinePairing.pairs(oldTokens, newTokens).enumerated() {
      guard let right, let before = oldTokens[left], let after = newTokens[right],
        let words = WordDifference.between(before, after)
      else { continue }
      pairs.append((left, right, words))
    }
    return pairs
  }

  /// The first long line that went is most likely the first that came, and so on.
  private static func longPairs(_ removed: [String], _ added: [String]) -> [Pair] {
    var old = removed.indices.filter { isLong(removed[$0]) }
    var new = added.indices.filter { isLong(added[$0]) }
    // One that grew or shrank, if there is one.
    let isHalf = { (line: String) in
      !isLong(line) && line.utf8.count > WordDifference.longestLine / 2
    }
    if old.count < new.count { old += removed.indices.filter { isHalf(removed[$0]) } }
    if new.count < old.count { new += added.indices.filter { isHalf(added[$0]) } }
    return zip(old, new).map { ($0, $1, LongLine.difference(removed[$0], added[$1])) }
  }

  /// Lines that look the same, whatever words they have in common.
  private static func alike(_ removed: [String], _ added: [String]) -> [Pair] {
    guard (removed + added).contains(where: { !isLong($0) && LookAlikes.isSuspicious($0) }) else {
      return []
    }
    let appearance = { (line: String) in
      LookAlikes.appearance(of: VisibleWhitespace.shown(line, endsLine: true))
    }
    var candidates: [String: [Int]] = [:]
    for (index, line) in added.enumerated().reversed() where !isLong(line) {
      candidates[appearance(line), default: []].append(index)
    }
    return removed.enumerated().compactMap { index, line in
      guard !isLong(line), let other = candidates[appearance(line)]?.popLast() else { return nil }
      return (index, other, LineDifference([LineDifference.changed(line, added[other])]))
    }
  }

  private static func isLong(_ line: String) -> Bool {
    line.utf8.count > WordDifference.longestLine
  }

  // MARK: - Lines

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

  private static func line(
    _ pieces: [LineDifference.Piece], _ sign: String, _ style: StyledText.Style,
    _ wordStyle: StyledText.Style, endsText: Bool
  ) -> StyledText {
    var text = StyledText(sign, style)
    let trailing = pieces.lastIndex { !$0.text.allSatisfy(\.isWhitespace) } ?? -1
    if pieces.contains(where: { !$0.text.isEmpty }) { text.append(" ", style) }
    for (index, piece) in pieces.enumerated() {
      switch piece.kind {
      case .omitted: text.append(piece.text, .faint)
      case .same, .marked:
        let shown = VisibleWhitespace.shown(piece.text, endsLine: index >= trailing)
        text.append(shown, piece.kind == .marked ? wordStyle : style)
      }
    }
    // An empty last line is what a line feed at the text's end makes.
    if endsText, pieces.allSatisfy(\.text.isEmpty) { text.append(" ⏎ at the end", style) }
    return text
  }
}
