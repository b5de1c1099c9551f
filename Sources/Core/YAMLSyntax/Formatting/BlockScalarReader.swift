import Diagnostics

extension GapReader {
  /// The block scalar at the cursor. `parentColumn` is the column of the collection around it, which
  /// an indentation indicator counts from.
  mutating func blockScalar(parentColumn: Int?) throws(UnformattablePlace) -> BlockScalar {
    guard let style = byte, style == UInt8(ascii: "|") || style == UInt8(ascii: ">") else {
      throw unexpected
    }
    move(to: cursor + 1)
    var chomping: UInt8?
    var digit: Int?
    while let byte, byte > 0x20, byte != UInt8(ascii: "#") {
      switch byte {
      case UInt8(ascii: "+"), UInt8(ascii: "-"): chomping = byte
      case UInt8(ascii: "1")...UInt8(ascii: "9"): digit = Int(byte - UInt8(ascii: "0"))
      default: throw unexpected
      }
      move(to: cursor + 1)
    }
    let comment = try trailingComment()
    let first = source.file.line(at: cursor) + 1
    if let header = line(first - 1) {
      try refuseRareBreaks(in: cursor..<max(cursor, header.upperBound))
    }
    let indentation =
      digit.map { max(parentColumn ?? 0, 0) + $0 }
      ?? detectedIndentation(from: first, parentColumn: parentColumn ?? -1)
    return try contents(
      from: first, indentation: indentation,
      BlockScalar(
        style: style, chomping: chomping, hasIndentationIndicator: digit != nil, comment: comment,
        lines: [], isUnterminated: false))
  }

  private func line(_ index: Int) -> Range<Int>? {
    guard index < source.file.lineStarts.count,
      source.file.lineStarts[index] < source.range.upperBound
    else { return nil }
    return source.file.range(ofLine: index).clamped(to: source.range)
  }

  private func spaces(in line: Range<Int>) -> Int {
    source.file.text[line].prefix { $0 == UInt8(ascii: " ") }.count
  }

  private func detectedIndentation(from first: Int, parentColumn: Int) -> Int {
    var deepest = 0
    var index = first
    while let line = line(index) {
      let spaces = spaces(in: line)
      deepest = max(deepest, spaces)
      if spaces < line.count { break }
      index += 1
    }
    return max(deepest, parentColumn + 1, 1)
  }

  private mutating func contents(
    from first: Int, indentation: Int, _ header: BlockScalar
  ) throws(UnformattablePlace) -> BlockScalar {
    var lines: [Range<Int>] = []
    var ends: [Int] = []
    var (index, isUnterminated) = (first, false)
    while let line = line(index) {
      let spaces = spaces(in: line)
      let isLast = index + 1 == source.file.lineStarts.count
      if spaces == line.count, spaces <= indentation {
        // Blanks before the end of the file are no line.
        if isLast { break }
        lines.append(line.upperBound..<line.upperBound)
      } else if spaces >= indentation {
        lines.append(line.lowerBound + indentation..<line.upperBound)
        isUnterminated = isLast
      } else {
        break
      }
      ends.append(line.upperBound)
      index += 1
    }
    for line in lines { try refuseRareBreaks(in: line) }
    if !header.keepsTrailingLines {
      while let last = lines.last, last.isEmpty {
        lines.removeLast()
        ends.removeLast()
      }
    }
    if let end = ends.last { move(to: end) }
    return BlockScalar(
      style: header.style, chomping: header.chomping,
      hasIndentationIndicator: header.hasIndentationIndicator, comment: header.comment,
      lines: lines, isUnterminated: isUnterminated && header.chomping != UInt8(ascii: "-"))
  }
}
