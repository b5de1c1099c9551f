package import Diagnostics

extension YAMLScalar {
  /// The lines of the file, from 1, on which the lines of the text are written: one for each line of the
  /// text, also for an empty one behind its last line feed. nil where that cannot be told, as behind an
  /// alias.
  ///
  /// - Parameter span: the node's.
  package func fileLines(at span: SourceSpan) -> [Int]? {
    guard let start = span.contentStart else { return nil }
    let expected = text.utf8.count { $0 == 0x0A } + 1
    var lines: [Int]
    switch style {
    case .literal:
      let first = span.file.line(at: start) + 2
      return Array(first..<first + expected)
    case .folded: lines = FoldedLines(span, from: start).lines
    case .plain, .singleQuoted, .doubleQuoted:
      lines = FlowLines(span, from: start, hasEscapes: style == .doubleQuoted).lines
    }
    // Line feeds at the end of a block come from lines that are no part of the node.
    if style == .folded, lines.count < expected, let last = lines.last {
      let missing = expected - lines.count
      let isEnd = text.utf8.reversed().prefix { $0 == 0x0A }.count >= missing
      guard isEnd else { return nil }
      lines += (1...missing).map { last + $0 }
    }
    return lines.count == expected ? lines : nil
  }
}

extension SourceSpan {
  /// Where a node's value begins, behind anchor and tag; nil for an alias.
  fileprivate var contentStart: Int? {
    var index = start
    while index < min(end, file.text.count) {
      switch file.text[index] {
      case UInt8(ascii: "*"): return nil
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        index = file.text[index..<end].firstIndex { $0 <= 0x20 } ?? end
      case 0x09, 0x0A, 0x0D, 0x20: index += 1
      default: return index
      }
    }
    return end
  }
}

/// The lines of a scalar between quotes, or without any.
private struct FlowLines {
  private(set) var lines: [Int]
  /// Whether the last line has no content yet: where the source breaks there, it stands on the next.
  private var isAtStart = false

  init(_ span: SourceSpan, from start: Int, hasEscapes: Bool) {
    let (file, text) = (span.file, span.file.text)
    let end = min(span.end, text.count)
    lines = [file.line(at: start) + 1]
    var index = start
    while index < end {
      let line = file.line(at: index) + 1
      switch text[index] {
      case UInt8(ascii: "\\") where hasEscapes:
        index = escape(at: index, in: text, end: end, line: line)
      case 0x0A:
        // One line break is a space; of more, each further one is a line feed.
        let next = text[index..<end].firstIndex { $0 > 0x20 } ?? end
        let breaks = text[index..<next].count { $0 == 0x0A }
        if breaks > 1 {
          lines += (1..<breaks).map { $0 == breaks - 1 ? line + breaks : line + $0 }
        } else {
          goOn(at: line + 1)
        }
        index = next
      default:
        // Up to the next place at which something may happen.
        index = text[(index + 1)..<end].firstIndex { $0 == 0x0A || $0 == 0x5C } ?? end
        isAtStart = false
      }
    }
  }

  private mutating func goOn(at line: Int) {
    if isAtStart { lines[lines.count - 1] = line }
  }

  private mutating func add(_ line: Int) {
    lines.append(line)
    isAtStart = true
  }

  /// Returns where the text goes on.
  private mutating func escape(
    at index: Int, in text: [UInt8], end: Int, line: Int
  ) -> Int {
    guard index + 1 < end else { return end }
    let digits: Int
    switch text[index + 1] {
    case UInt8(ascii: "n"):
      add(line)
      return index + 2
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case 0x0A, 0x0D:
      // The break is taken back, and so are the blanks behind it; a blank line is not.
      goOn(at: line + 1)
      let lineFeed = text[index..<end].firstIndex(of: 0x0A) ?? end
      let rest = text[min(lineFeed + 1, end)..<end]
      return rest.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? end
    default:
      isAtStart = false
      return index + 2
    }
    let number = text[(index + 2)..<min(index + 2 + digits, end)]
    if Int(String(decoding: number, as: UTF8.self), radix: 16) == 0x0A {
      add(line)
    } else {
      isAtStart = false
    }
    return index + 2 + digits
  }
}

/// The lines of a folded block scalar: lines that follow each other are one line of the text, unless one
/// of them is indented more deeply (YAML 1.2.2, section 8.1.3).
private struct FoldedLines {
  private(set) var lines: [Int] = []

  init(_ span: SourceSpan, from start: Int) {
    let file = span.file
    let end = min(span.end, file.text.count)
    let header = file.line(at: start)
    let last = max(header, end > start ? file.line(at: end - 1) : header)
    let source = (header + 1..<last + 1).map { index in
      let range = file.range(ofLine: index)
      return (number: index + 1, bytes: file.text[range.lowerBound..<min(range.upperBound, end)])
    }
    let indents = source.map(\.bytes).filter { !Self.isBlank($0) }.map(Self.spaces)
    let hasIndicator = file.text[start..<file.range(ofLine: header).upperBound]
      .prefix { $0 > 0x20 }.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    let indent = (hasIndicator ? indents.min() : indents.first) ?? 0
    var blanks = 0
    var wasDeeper: Bool?
    for line in source {
      if Self.isBlank(line.bytes), line.bytes.count <= indent {
        blanks += 1
        continue
      }
      let byte = line.bytes.dropFirst(indent).first
      let isDeeper = byte == 0x20 || byte == 0x09
      let feeds = wasDeeper.map { blanks + ($0 || isDeeper ? 1 : 0) } ?? blanks + 1
      let before = line.number - blanks - 1
      lines += (0..<feeds).map { $0 == feeds - 1 ? line.number : before + $0 + 1 }
      (blanks, wasDeeper) = (0, isDeeper)
    }
    if lines.isEmpty { lines = [header + 2] }
  }

  private static func spaces(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.prefix { $0 == 0x20 }.count
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { spaces(bytes) == bytes.count }
}
