/// Up to where the columns of very long lines were counted, so that the columns of ten thousand
/// findings in a text on one line do not take ten thousand walks through it.
struct ColumnTable: Sendable {
  private struct Mark {
    let offset: Int
    /// What of the line stands before it.
    var characters = 0
    var codePoints = 0
  }

  private static let distance = 4096
  /// By offset; lines that are not very long have none.
  private var marks: [Mark] = []

  init(of text: [UInt8], lineStarts: [Int]) {
    for (line, start) in lineStarts.enumerated() {
      let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : text.count
      if end - start > Self.distance { count(text, start..<end) }
    }
  }

  /// The nearest place in the line up to which was counted, and how much stands before it.
  func mark(
    before offset: Int, from lineStart: Int, in unit: ColumnUnit
  ) -> (offset: Int, count: Int) {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, marks[low - 1].offset > lineStart else { return (lineStart, 0) }
    let mark = marks[low - 1]
    return (mark.offset, unit == .characters ? mark.characters : mark.codePoints)
  }

  private mutating func count(_ text: [UInt8], _ line: Range<Int>) {
    var mark = Mark(offset: line.lowerBound)
    while line.upperBound - mark.offset > Self.distance {
      var next = mark.offset + Self.distance
      while next < line.upperBound, !Self.isBoundary(text, next) { next += 1 }
      let part = text[mark.offset..<next]
      mark = Mark(
        offset: next, characters: mark.characters + ColumnUnit.characters.count(in: part),
        codePoints: mark.codePoints + ColumnUnit.codePoints.count(in: part))
      marks.append(mark)
    }
  }

  /// Between two printable ASCII bytes one character ends and another begins, whatever stands
  /// around them.
  private static func isBoundary(_ text: [UInt8], _ offset: Int) -> Bool {
    isPrintable(text[offset - 1]) && isPrintable(text[offset])
  }

  private static func isPrintable(_ byte: UInt8) -> Bool { 0x20..<0x7F ~= byte }
}
