/// How much of a text changed, and how big it is: what one line can say before the lines themselves.
struct TextSummary: Equatable {
  /// Lines that came and that went; those of moved blocks are in neither.
  var added: Int
  var removed: Int
  /// Lines that only stand elsewhere.
  var moved: Int
  /// Of the new text, as people count them.
  var lines: Int
  /// Whether either text has more than one line, so that lines are worth counting.
  var hasLines: Bool
  /// Of the new text, in code points, as the API counts.
  var characters: Int
  /// How many characters the API takes; nil where it does not say.
  var limit: Int?

  /// `+1`, for the places where it has a colour of its own.
  var addedText: String { "+\(InlineValue.grouped(added))" }
  var removedText: String { "−\(InlineValue.grouped(removed))" }

  /// What follows them: `of 164 lines, 12 moved, 7,412 of 256,000 characters`.
  var restText: String {
    var parts = ["of \(InlineValue.grouped(lines)) \(lines == 1 ? "line" : "lines")"]
    if moved > 0 { parts.append("\(InlineValue.grouped(moved)) moved") }
    return (parts + [sizeText]).joined(separator: ", ")
  }

  /// `7,412 of 256,000 characters`
  var sizeText: String {
    let most = limit.map { " of \(InlineValue.grouped($0))" } ?? ""
    return "\(InlineValue.grouped(characters))\(most) characters"
  }

  /// The whole: `+1 −1 of 164 lines, 7,412 of 256,000 characters`, or only the size of a text of one
  /// line.
  var sentence: String {
    hasLines ? "\(addedText) \(removedText) \(restText)" : sizeText
  }
}

extension TextDifference {
  /// `limit` is how many characters the API takes.
  func summary(limit: Int?) -> TextSummary {
    let moved = moves.reduce(0) { $0 + $1.count }
    var (came, left) = (addedCount - moved, removedCount - moved)
    // What stands behind a line feed at the end is no line to a reader, unless nothing else changed.
    let ends = (Self.takesInEnd(added, new) ? 1 : 0, Self.takesInEnd(removed, old) ? 1 : 0)
    if came + left + moved > ends.0 + ends.1 { (came, left) = (came - ends.0, left - ends.1) }
    return TextSummary(
      added: came, removed: left, moved: moved,
      lines: new.countAsRead, hasLines: max(old.countAsRead, new.countAsRead) > 1,
      characters: new.bytes.count { $0 & 0xC0 != 0x80 }, limit: limit)
  }

  /// Whether a change takes in the empty line that a line feed at the end makes.
  private static func takesInEnd(_ changed: [Bool], _ lines: TextLines) -> Bool {
    changed.last == true && lines.isEnd(lines.count - 1)
  }
}
