/// The difference of two lines of which at least one is long: by bytes, in linear space, and fast however
/// long they are.
enum LongLine {
  /// How far, in bytes, a stretch that differs is widened in search of the beginning of a word.
  private static let longestWord = 64

  static func difference(_ old: String, _ new: String) -> LineDifference {
    let (left, right) = (Array(old.utf8), Array(new.utf8))
    let ends = commonEnds(left, right)
    let middle = (
      left[ends.start..<left.count - ends.rest], right[ends.start..<right.count - ends.rest]
    )
    var parts: [LineDifference.Part] = []
    if ends.start > 0 { parts.append(.same(text(left[..<ends.start]))) }
    let inside = compare(ByteTokens(middle.0), ByteTokens(middle.1))
    let isSimilar = sharedBytes(inside) + ends.start + ends.rest >= (left.count + right.count) / 4
    parts += isSimilar ? inside.parts : [LineDifference.changed(text(middle.0), text(middle.1))]
    if ends.rest > 0 { parts.append(.same(text(left[(left.count - ends.rest)...]))) }
    let difference = LineDifference(parts)
    return isSimilar ? difference : difference.withoutMarks
  }

  private static func compare(_ old: ByteTokens, _ new: ByteTokens) -> LineDifference {
    var difference = SequenceDifference(old.numbers, new.numbers)
    // Numbers are hashes: what only they have in common differs.
    difference.unmatch { old.slice($0..<$0 + 1) != new.slice($1..<$1 + 1) }
    return LineDifference(
      difference, old: { text(old.slice($0)) }, new: { text(new.slice($0)) })
  }

  /// How many bytes both lines begin and end with, up to the beginning and the end of a word.
  private static func commonEnds(_ old: [UInt8], _ new: [UInt8]) -> (start: Int, rest: Int) {
    let most = min(old.count, new.count)
    var start = 0
    while start < most, old[start] == new[start] { start += 1 }
    var rest = 0
    while rest < most - start, old[old.count - 1 - rest] == new[new.count - 1 - rest] { rest += 1 }
    // What has no space anywhere near is no word.
    let before = old[..<start].suffix(longestWord)
    var wordStart = before.lastIndex(of: 0x20).map { $0 + 1 } ?? start
    if before.count < longestWord, wordStart == start { wordStart = 0 }
    let behind = old[(old.count - rest)...].prefix(longestWord)
    var wordRest = behind.firstIndex(of: 0x20).map { old.count - $0 } ?? rest
    if behind.count < longestWord, wordRest == rest { wordRest = 0 }
    // Never inside of a character.
    while wordStart > 0, isContinuation(old, wordStart) || isContinuation(new, wordStart) {
      wordStart -= 1
    }
    while wordRest > 0, isContinuation(old, old.count - wordRest) { wordRest -= 1 }
    return (wordStart, wordRest)
  }

  private static func isContinuation(_ text: [UInt8], _ position: Int) -> Bool {
    position < text.count && text[position] & 0xC0 == 0x80
  }

  private static func sharedBytes(_ difference: LineDifference) -> Int {
    difference.parts.reduce(0) { count, part in
      if case .same(let text) = part { count + text.utf8.count } else { count }
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
