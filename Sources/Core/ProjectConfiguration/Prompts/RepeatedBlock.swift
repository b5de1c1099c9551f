/// A part of a text that stands in it twice.
struct RepeatedBlock: Equatable {
  /// The bytes of the first line of each copy.
  let first: Int
  let second: Int
  /// How many lines with text a copy has.
  let lines: Int
  /// The copy's share of the whole text, in percent.
  let share: Int

  /// Examples in a prompt share lines, and headings come again: this much does not by accident.
  private static let fewestBytes = 300
  private static let smallestShare = 30
  /// So much is worth telling in a text of any length.
  private static let manyBytes = 1500
  private static let manyLines = 10

  private struct Line {
    var start: Int
    var end: Int
    /// Of its bytes, so that most lines are never compared.
    var hash: UInt64
  }

  /// The first such block. Every line is looked up once, where it stood first; a match is followed to
  /// its end and then left behind, so that the time grows with the length of the text.
  static func find(in bytes: [UInt8]) -> RepeatedBlock? {
    bytes.withUnsafeBufferPointer(find)
  }

  private static func find(in bytes: UnsafeBufferPointer<UInt8>) -> RepeatedBlock? {
    let lines = linesWithText(bytes)
    let total = lines.reduce(0) { $0 + $1.end - $1.start }
    guard total >= 2 * fewestBytes else { return nil }
    var firstLines: [UInt64: Int] = [:]
    firstLines.reserveCapacity(lines.count)
    var index = 0
    while index < lines.count {
      guard let first = firstLines[lines[index].hash] else {
        firstLines[lines[index].hash] = index
        index += 1
        continue
      }
      var count = 0
      var length = 0
      while index + count < lines.count, first + count < index,
        areEqual(lines[first + count], lines[index + count], bytes)
      {
        length += lines[index + count].end - lines[index + count].start
        count += 1
      }
      let share = length * 100 / total
      if length >= fewestBytes && share >= smallestShare
        || length >= manyBytes && count >= manyLines
      {
        return RepeatedBlock(
          first: lines[first].start, second: lines[index].start, lines: count, share: share)
      }
      index += max(1, count)
    }
    return lines.lazy.compactMap { repetition(within: $0, bytes, total: total) }.first
  }

  private static func areEqual(
    _ left: Line, _ right: Line, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    left.hash == right.hash
      && bytes[left.start..<left.end].elementsEqual(bytes[right.start..<right.end])
  }

  /// A long line that begins again in its middle: a folded text is one line.
  private static func repetition(
    within line: Line, _ bytes: UnsafeBufferPointer<UInt8>, total: Int
  ) -> RepeatedBlock? {
    let text = bytes[line.start..<line.end]
    guard text.count >= 2 * fewestBytes else { return nil }
    // The longest part that the line both begins and ends with, by the prefix function.
    let line = Array(text)
    var borders = [Int](repeating: 0, count: line.count)
    for index in line.indices.dropFirst() {
      var border = borders[index - 1]
      while border > 0, line[index] != line[border] { border = borders[border - 1] }
      borders[index] = line[index] == line[border] ? border + 1 : border
    }
    let border = borders[line.count - 1]
    guard border >= fewestBytes, border * 2 <= line.count, border * 100 / total >= smallestShare
    else { return nil }
    return RepeatedBlock(
      first: text.startIndex, second: text.endIndex - border, lines: 1, share: border * 100 / total)
  }

  private static func linesWithText(_ bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
    var lines: [Line] = []
    var line: Line?
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        if let line { lines.append(line) }
        line = nil
      } else if byte > 0x20 {
        var current = line ?? Line(start: index, end: index, hash: 0xCBF2_9CE4_8422_2325)
        // Fowler–Noll–Vo; white space inside the line counts by its length alone.
        current.hash =
          (current.hash ^ UInt64(byte) ^ UInt64(index - current.end) << 8)
          &* 0x100_0000_01B3
        current.end = index + 1
        line = current
      }
    }
    if let line { lines.append(line) }
    return lines
  }
}
