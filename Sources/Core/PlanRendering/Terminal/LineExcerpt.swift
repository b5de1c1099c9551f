import Diagnostics

/// What is shown of lines that have no room, or that nobody would read whole: what differs, with a little
/// of what stands around it.
enum LineExcerpt {
  /// What is shown at least, and of a long line at most, around a change, in columns.
  private static let narrowest = 24
  private static let widest = 60
  /// What a row that ends between words leaves free.
  private static let raggedness = 10
  /// What is shown of a stretch of a long line that differs, in code points.
  private static let longestStretch = 400
  /// More places, or more characters, of a long line than these are counted.
  private static let mostPlaces = 8
  private static let mostShown = 4_000

  // MARK: - Lines as long as they usually are

  /// Changed lines that fit on one row each where that is possible; `marks` is what the marks of a
  /// word that differs take.
  static func fitted(
    _ difference: LineDifference, to room: Int, marks: Int
  ) -> LineDifference {
    let fixed = difference.parts.reduce((old: 0, new: 0)) { columns, part in
      guard case .changed(let old, let new) = part else { return columns }
      let width = { (pieces: [LineDifference.Piece]) in
        pieces.reduce(0) { $0 + Self.columns(of: $1.text) + ($1.kind == .marked ? marks : 0) }
      }
      return (columns.old + width(old), columns.new + width(new))
    }
    let stretches = difference.parts.enumerated().compactMap { index, part -> Stretch? in
      guard case .same(let text) = part else { return nil }
      return Stretch(text, isFirst: index == 0, isLast: index == difference.parts.count - 1)
    }
    let needed = { (margin: Int) in stretches.reduce(0) { $0 + $1.columns(margin: margin) } }
    // As few rows as have room for the changes and a little beside them.
    var most = room - max(fixed.old, fixed.new)
    while most < needed(narrowest) { most += max(narrowest, room - raggedness) }
    guard !stretches.isEmpty, stretches.reduce(0, { $0 + $1.columns }) > most else {
      return difference
    }
    var margin = max(narrowest, most)
    while margin > narrowest, needed(margin) > most { margin -= 1 }
    var rest = stretches[...]
    return LineDifference(
      difference.parts.flatMap { part -> [LineDifference.Part] in
        guard case .same = part, let stretch = rest.popFirst() else { return [part] }
        return stretch.shortened(margin: margin, counts: false)
      })
  }

  private static func columns(of text: String) -> Int {
    DisplayWidth.columns(of: TerminalSafety.visible(VisibleWhitespace.special(text)))
  }

  // MARK: - Long lines

  /// Each place at which long lines differ, what is the same between them counted; of very many the first.
  static func places(of difference: LineDifference, room: Int?) -> LineDifference {
    let margin = room.map { min(widest, max(narrowest, $0 / 2)) } ?? widest
    let parts = difference.parts
    var result: [LineDifference.Part] = []
    var (places, shown) = (1, 0)
    for (index, part) in parts.enumerated() {
      switch part {
      case .omitted: result.append(part)
      case .changed(let old, let new):
        if places > mostPlaces || shown > mostShown {
          return LineDifference(result + [rest(of: parts[index...])])
        }
        let cut = (shortened(old), shortened(new))
        shown += size(cut.0) + size(cut.1)
        result.append(.changed(old: cut.0, new: cut.1))
      case .same(let text):
        let stretch = Stretch(text, isFirst: index == 0, isLast: index == parts.count - 1)
        let short = stretch.shortened(margin: margin, counts: true)
        if short.count > 1, !stretch.isFirst, !stretch.isLast { places += 1 }
        if places > mostPlaces, !stretch.isLast {
          // What follows the last place that is shown.
          let end = Stretch(text, isFirst: false, isLast: true)
            .shortened(margin: margin, counts: true)
          result += end.prefix(1)
          return LineDifference(result + [rest(of: parts[index...], shown: end.first)])
        }
        shown += short.reduce(0) { $0 + size($1) }
        result += short
      }
    }
    return LineDifference(result)
  }

  /// A line that came or went alone, or that did not change.
  static func alone(_ line: String) -> LineDifference {
    LineDifference([
      .changed(
        old: shortened([LineDifference.Piece(text: line, kind: .same)]),
        new: shortened([LineDifference.Piece(text: line, kind: .same)]))
    ])
  }

  /// A line that is the same in both texts.
  static func context(_ line: String, isWhole: Bool) -> String {
    guard !isWhole, line.utf8.count > WordDifference.longestLine else { return line }
    return alone(line).old.map(\.text).joined()
  }

  /// `… [12,345 characters, 3 more places; --full shows them]`
  private static func rest(
    of parts: ArraySlice<LineDifference.Part>, shown: LineDifference.Part? = nil
  ) -> LineDifference.Part {
    var (old, new, places) = (0, 0, 0)
    for part in parts {
      switch part {
      case .omitted: break
      case .same(let text): (old, new) = (old + size(text), new + size(text))
      case .changed(let left, let right):
        (old, new, places) = (old + size(left), new + size(right), places + 1)
      }
    }
    let seen = shown.map(size) ?? 0
    let more = "\(InlineValue.grouped(places)) more \(places == 1 ? "place" : "places")"
    let words = { (count: Int) in
      LineDifference.Piece(
        text: " … [\(characters(count - seen)), \(more); --full shows them]", kind: .omitted)
    }
    return .changed(old: [words(old)], new: [words(new)])
  }

  /// Both ends of a long stretch.
  private static func shortened(_ pieces: [LineDifference.Piece]) -> [LineDifference.Piece] {
    pieces.flatMap { piece -> [LineDifference.Piece] in
      let scalars = piece.text.unicodeScalars
      let count = scalars.count
      guard count > longestStretch else { return [piece] }
      let half = longestStretch / 2
      let (head, tail) = (scalars.prefix(half), scalars.suffix(half))
      let words = "… [\(characters(count - 2 * half)); --full shows them] …"
      let spaced = (head.last == " " ? "" : " ") + words + (tail.first == " " ? "" : " ")
      return [
        LineDifference.Piece(text: String(head), kind: piece.kind),
        LineDifference.Piece(text: spaced, kind: .omitted),
        LineDifference.Piece(text: String(tail), kind: piece.kind),
      ]
    }
  }

  private static func size(_ text: String) -> Int { text.utf8.count { $0 & 0xC0 != 0x80 } }

  private static func size(_ pieces: [LineDifference.Piece]) -> Int {
    pieces.reduce(0) { $0 + ($1.kind == .omitted ? 0 : size($1.text)) }
  }

  private static func size(_ part: LineDifference.Part) -> Int {
    if case .same(let text) = part { size(text) } else { 0 }
  }

  fileprivate static func characters(_ count: Int) -> String {
    count == 1 ? "1 character" : "\(InlineValue.grouped(count)) characters"
  }
}

/// What both lines have between two changes, before the first or behind the last.
private struct Stretch {
  /// What stands for what is left out takes its columns too.
  private static let omission = "…"
  private static let gap = " … "

  let text: String
  let isFirst: Bool
  let isLast: Bool
  let columns: Int

  init(_ text: String, isFirst: Bool, isLast: Bool) {
    (self.text, self.isFirst, self.isLast) = (text, isFirst, isLast)
    // No margin is wider than what fits into so many bytes.
    columns =
      text.utf8.count > 20_000
      ? text.utf8.count : DisplayWidth.columns(of: TerminalSafety.visible(text))
  }

  /// What it takes when shortened, at most.
  func columns(margin: Int) -> Int {
    if isFirst || isLast { return min(columns, margin + Self.omission.count) }
    return min(columns, 2 * margin + Self.gap.count)
  }

  /// With up to `margin` columns beside each change. It is the same in both lines, so whatever is left out
  /// hides no change.
  func shortened(margin: Int, counts: Bool) -> [LineDifference.Part] {
    let room = isFirst || isLast ? margin : 2 * margin
    let marks = counts ? 30 : isFirst || isLast ? Self.omission.count : Self.gap.count
    guard columns > room + marks else { return [.same(text)] }
    let head = isFirst ? "" : start(margin)
    let tail = isLast ? "" : end(margin)
    let size = text.utf8.count { $0 & 0xC0 != 0x80 }
    let left = LineExcerpt.characters(
      size - head.unicodeScalars.count - tail.unicodeScalars.count)
    var words = isFirst || isLast ? Self.omission : Self.gap
    if counts {
      words = isFirst ? "[\(left)] … " : isLast ? " … [\(left)]" : " … [\(left)] … "
    }
    let same = { (text: String) in text.isEmpty ? [] : [LineDifference.Part.same(text)] }
    return same(head) + [.omitted(words)] + same(tail)
  }

  private func start(_ margin: Int) -> String {
    var room = margin
    let characters = text.prefix { character in
      room -= Self.columns(of: character)
      return room >= 0
    }
    // Not in the middle of a word, where one ends nearby.
    guard let space = characters.suffix(margin / 3).lastIndex(of: " ") else {
      return String(characters)
    }
    return String(characters[..<space])
  }

  private func end(_ margin: Int) -> String {
    var room = margin
    var start = text.endIndex
    while start > text.startIndex {
      let before = text.index(before: start)
      room -= Self.columns(of: text[before])
      guard room >= 0 else { break }
      start = before
    }
    let characters = text[start...]
    guard let space = characters.prefix(margin / 3).firstIndex(of: " ") else {
      return String(characters)
    }
    return String(characters[characters.index(after: space)...])
  }

  private static func columns(of character: Character) -> Int {
    let text = String(character)
    return DisplayWidth.columns(of: TerminalSafety.visible(VisibleWhitespace.special(text)))
  }
}
