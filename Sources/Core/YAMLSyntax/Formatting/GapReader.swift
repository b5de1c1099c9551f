import Diagnostics

/// A place where the text is not what the events lead to expect: the file is left alone.
struct UnformattablePlace: Error {
  let offset: Int
}

/// Walks through the text between nodes, and keeps every comment on the way.
struct GapReader {
  let source: SourceExtent
  private(set) var cursor: Int
  /// The offsets of the comments passed so far.
  private(set) var comments: [Int] = []

  init(_ source: SourceExtent) {
    self.source = source
    cursor = source.range.lowerBound
  }

  var byte: UInt8? { source[cursor] }

  mutating func move(to offset: Int) { cursor = max(cursor, offset) }

  /// Steps over a byte, if it is this one.
  mutating func accept(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    cursor += 1
    return true
  }

  /// A place to come back to.
  struct Mark {
    fileprivate let cursor: Int
    fileprivate let comments: Int
  }

  var mark: Mark { Mark(cursor: cursor, comments: comments.count) }

  mutating func goBack(to mark: Mark) {
    cursor = mark.cursor
    comments.removeLast(comments.count - mark.comments)
  }

  /// The bytes between the start of the line and an offset.
  func column(of offset: Int) -> Int { offset - lineStart(of: offset) }

  func lineStart(of offset: Int) -> Int {
    max(source.range.lowerBound, source.file.lineStarts[source.file.line(at: offset)])
  }

  // MARK: Gaps

  /// Blanks, line breaks and comments up to the next byte that is none of these, or to `limit`.
  mutating func gap(
    upTo limit: Int? = nil, atLineStart: Bool = false
  ) throws(UnformattablePlace) -> Gap {
    let limit = limit ?? source.range.upperBound
    var gap = Gap(hasBreak: atLineStart)
    var breaks = atLineStart ? 1 : 0
    let start = cursor
    var blanks = cursor
    while cursor < limit, let byte {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): cursor += 1
      case UInt8(ascii: "\n"):
        breaks += 1
        gap.hasBreak = true
        if breaks == 2 { gap.lines.append(.blank) }
        cursor += 1
        blanks = cursor
      case UInt8(ascii: "\r"):
        guard source[cursor + 1] == UInt8(ascii: "\n") else { throw unexpected }
        cursor += 1
      case UInt8(ascii: "#"):
        let comment = try comment(after: max(blanks, start))
        if gap.hasBreak {
          gap.lines.append(.comment(comment))
        } else {
          gap.sameLine = comment
        }
        breaks = 0
      default: return gap
      }
    }
    return gap
  }

  /// A comment that follows on the same line.
  mutating func trailingComment() throws(UnformattablePlace) -> Comment? {
    let start = cursor
    var next = cursor
    while let byte = source[next], byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
      next += 1
    }
    guard source[next] == UInt8(ascii: "#") else { return nil }
    cursor = next
    return try comment(after: start)
  }

  /// The comments below that are indented at least this far, with the empty lines between them.
  mutating func foot(from column: Int) throws(UnformattablePlace) -> [GapLine] {
    let start = mark
    let gap = try gap()
    goBack(to: start)
    guard gap.sameLine == nil else { return [] }
    var taken = 0
    for (index, line) in gap.lines.enumerated() {
      guard let comment = line.comment else { continue }
      if comment.column < column { break }
      taken = index + 1
    }
    let lines = Array(gap.lines[..<taken])
    for comment in lines.compactMap(\.comment) {
      comments.append(comment.range.lowerBound)
      cursor = comment.range.upperBound
    }
    return lines
  }

  private mutating func comment(after blanks: Int) throws(UnformattablePlace) -> Comment {
    let range = try restOfLine()
    let start = range.lowerBound
    comments.append(start)
    return Comment(range: range, column: column(of: start), spacing: start - blanks)
  }

  /// Passes what is left of a line; the blanks at its end are not part of it.
  private mutating func restOfLine() throws(UnformattablePlace) -> Range<Int> {
    let start = cursor
    while let byte, byte != UInt8(ascii: "\n") {
      if isRareBreak(cursor) { throw unexpected }
      cursor += 1
    }
    var end = cursor
    while end > start, let last = source[end - 1], last <= 0x20 { end -= 1 }
    return start..<end
  }

  /// Passes a scalar. With a rare line break in it, what its lines mean is not known by line feeds:
  /// a lone carriage return would become one with the line feed that is written behind it.
  mutating func scalar(upTo end: Int) throws(UnformattablePlace) -> Range<Int> {
    let start = cursor
    try refuseRareBreaks(in: start..<end)
    move(to: end)
    return start..<end
  }

  func refuseRareBreaks(in range: Range<Int>) throws(UnformattablePlace) {
    if let place = range.first(where: isRareBreak) { throw UnformattablePlace(offset: place) }
  }

  /// YAML 1.1 also breaks lines at a lone carriage return, U+0085, U+2028 and U+2029.
  private func isRareBreak(_ offset: Int) -> Bool {
    switch (source[offset], source[offset + 1], source[offset + 2]) {
    case (0x0D, let next, _): next != 0x0A
    case (0xC2, 0x85, _), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): true
    default: false
    }
  }

  var unexpected: UnformattablePlace { UnformattablePlace(offset: cursor) }

  // MARK: Tokens

  /// An anchor or a tag.
  mutating func property() throws(UnformattablePlace) -> Range<Int> {
    let start = cursor
    guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") else { throw unexpected }
    let isAnchor = byte == UInt8(ascii: "&")
    let isVerbatim = byte == UInt8(ascii: "!") && source[cursor + 1] == UInt8(ascii: "<")
    if isAnchor { cursor += 1 }
    while let byte, byte > 0x20, isVerbatim || !Self.flowIndicators.contains(byte) {
      // libyaml ends an anchor's name here, and reads what follows as the value.
      if isAnchor, !Self.isNameByte(byte) { break }
      cursor += 1
      if isVerbatim, byte == UInt8(ascii: ">") { break }
    }
    return start..<cursor
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Where a line of a text begins with `---` or `...`: at the start of a line in the file, it would
  /// be a marker.
  func markerLike(in range: Range<Int>) -> Int? {
    let file = source.file
    for line in file.line(at: range.lowerBound)...file.line(at: range.upperBound) {
      let first = file.range(ofLine: line).first { source[$0] != 0x20 && source[$0] != 0x09 }
      guard let first, range.contains(first) else { continue }
      if isMarker(UInt8(ascii: "-"), at: first) || isMarker(UInt8(ascii: "."), at: first) {
        return first
      }
    }
    return nil
  }

  private func isMarker(_ character: UInt8, at offset: Int) -> Bool {
    (0..<3).allSatisfy { source[offset + $0] == character }
      && (source[offset + 3] ?? 0x20) <= 0x20
  }

  /// `---` or `...` at the start of a line.
  mutating func marker(_ character: UInt8) -> Range<Int>? {
    guard column(of: cursor) == 0, isMarker(character, at: cursor) else { return nil }
    cursor += 3
    return cursor - 3..<cursor
  }

  /// A line that starts with `%`.
  mutating func directive() throws(UnformattablePlace) -> Range<Int>? {
    guard byte == UInt8(ascii: "%"), column(of: cursor) == 0 else { return nil }
    return try restOfLine()
  }

  private static let flowIndicators = Array(",[]{}".utf8)
}
