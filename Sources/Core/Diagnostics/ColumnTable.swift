/// Where the characters of very long lines were counted to, so that the columns of ten thousand
/// findings in a text on one line do not take ten thousand walks through it.
struct ColumnTable: Sendable {
  private struct Mark {
    let offset: Int
    /// The characters of the line that stand before it.
    let characters: Int
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

  /// The nearest place in the line at which characters were counted, and how many stand before it.
  func mark(before offset: Int, from lineStart: Int) -> (offset: Int, characters: Int) {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, marks[low - 1].offset > lineStart else { return (lineStart, 0) }
    return (marks[low - 1].offset, marks[low - 1].characters)
  }

  private mutating func count(_ text: [UInt8], _ line: Range<Int>) {
    var mark = Mark(offset: line.lowerBound, characters: 0)
    while line.upperBound - mark.offset > Self.distance {
      var next = mark.offset + Self.distance
      while next < line.upperBound, !Self.isBoundary(text, next) { next += 1 }
      let characters = SourceFile.characters(in: text[mark.offset..<next])
      mark = Mark(offset: next, characters: mark.characters + characters)
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
