/// Lines too long to be read: only the stretch that differs is shown.
///
/// Positions are bytes and lengths code points, as the API counts: finding the characters that people
/// see in a line of 256,000 would cost more than everything else.
enum LongLine {
  /// What is shown of an unchanged end, and of a stretch that differs, in code points.
  private static let margin = 60
  private static let longestStretch = 400

  static func shortened(_ line: String, _ options: PlanRenderingOptions) -> String {
    options.showsFullText || line.utf8.count <= WordDifference.longestLine
      ? line : shortened(line, besides: "")
  }

  /// The stretch of a line that differs from another one, with a little of what stands around it. Of a long
  /// stretch the middle is left out, and it is said that changes may be in it.
  static func shortened(_ line: String, besides other: String) -> String {
    let (text, counterpart) = (Array(line.utf8), Array(other.utf8))
    var (start, end) = commonEnds(text, counterpart)
    while start > 0, isContinuation(text, start) { start -= 1 }
    while end < text.count, isContinuation(text, end) { end += 1 }
    let first = position(in: text, from: start, codePoints: -margin)
    let last = position(in: text, from: end, codePoints: margin)
    var result = first > 0 ? "[\(size(text[..<first]))] … " : ""
    let half = longestStretch / 2
    let length = codePoints(text[first..<last])
    if length > longestStretch {
      let left = position(in: text, from: first, codePoints: half)
      let right = position(in: text, from: last, codePoints: -half)
      let remark = other.isEmpty ? "" : ", changed in places; --full shows them"
      result += string(text[first..<left]) + " … [\(size(text[left..<right]))\(remark)] … "
      result += string(text[right..<last])
    } else {
      result += string(text[first..<last])
    }
    return last < text.count ? result + " … [\(size(text[last...]))]" : result
  }

  /// Where the stretch that differs starts and ends in the first text.
  private static func commonEnds(_ text: [UInt8], _ other: [UInt8]) -> (start: Int, end: Int) {
    let most = min(text.count, other.count)
    var start = 0
    while start < most, text[start] == other[start] { start += 1 }
    var rest = 0
    while rest < most - start, text[text.count - 1 - rest] == other[other.count - 1 - rest] {
      rest += 1
    }
    return (start, text.count - rest)
  }

  private static func position(in text: [UInt8], from start: Int, codePoints count: Int) -> Int {
    var position = start
    for _ in 0..<abs(count) {
      let step = count < 0 ? -1 : 1
      guard count < 0 ? position > 0 : position < text.count else { break }
      position += step
      while position > 0, position < text.count, isContinuation(text, position) {
        position += step
      }
    }
    return position
  }

  private static func isContinuation(_ text: [UInt8], _ position: Int) -> Bool {
    position < text.count && text[position] & 0xC0 == 0x80
  }

  private static func codePoints(_ text: ArraySlice<UInt8>) -> Int {
    text.count { $0 & 0xC0 != 0x80 }
  }

  private static func size(_ text: ArraySlice<UInt8>) -> String {
    let count = codePoints(text)
    return count == 1 ? "1 character" : "\(InlineValue.grouped(count)) characters"
  }

  private static func string(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text, as: UTF8.self)
  }
}
