/// Markdown of a plan, taken apart: what stands in code, and what a reader obeys.
struct MarkdownReading {
  struct Block {
    var language: String
    var lines: [Substring] = []
  }

  private(set) var blocks: [Block] = []
  /// The lines outside of blocks, each code span replaced by `CODE`.
  private(set) var prose: [String] = []
  /// The rows of tables as they are, code included: a bar ends a cell in code too.
  private(set) var rows: [Substring] = []
  private(set) var endsInBlock = false

  init(_ text: String) {
    var fence: (mark: Character, length: Int)?
    // Line feeds only: a carriage return and a line feed are one character for Swift.
    for line in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(Substring.init)
    {
      // Up to three spaces may stand before a fence (CommonMark, 4.5).
      let spaces = line.prefix { $0 == " " }.count
      let text = spaces <= 3 ? line.dropFirst(spaces) : ""
      let mark = text.first.flatMap { "`~".contains($0) ? $0 : nil }
      let run = text.prefix { $0 == mark }.count
      if let open = fence {
        if mark == open.mark, run >= open.length, text.dropFirst(run).allSatisfy({ $0 == " " }) {
          fence = nil
        } else {
          blocks[blocks.count - 1].lines.append(line)
        }
      } else if let mark, run >= 3, !text.dropFirst(run).contains("`") {
        fence = (mark, run)
        blocks.append(Block(language: String(text.dropFirst(run))))
      } else {
        prose.append(Self.withoutCode(line))
        if line.first == "|" { rows.append(line) }
      }
    }
    endsInBlock = fence != nil
  }

  /// How many cells a row has: bars count unless exactly one backslash stands before them, so that readers
  /// who see more than one differently agree too.
  static func cells(in row: Substring) -> Int {
    let scalars = Array(row.unicodeScalars)
    let bars = scalars.indices.count { index in
      let slashes = scalars[..<index].reversed().prefix { $0 == "\\" }.count
      return scalars[index] == "|" && slashes != 1
    }
    return bars - 1
  }

  /// A code span ends at the next run of as many backticks (CommonMark, 6.1).
  private static func withoutCode(_ line: Substring) -> String {
    var result = ""
    var rest = line
    while let start = rest.firstIndex(of: "`") {
      result += rest[..<start]
      let run = rest[start...].prefix { $0 == "`" }.count
      let inside = rest[start...].dropFirst(run)
      var candidate = inside
      var end: Substring?
      while let next = candidate.firstIndex(of: "`") {
        let length = candidate[next...].prefix { $0 == "`" }.count
        candidate = candidate[next...].dropFirst(length)
        if length == run {
          end = candidate
          break
        }
      }
      guard let end else { return result + rest[start...] }
      result += "CODE"
      rest = end
    }
    return result + rest
  }
}
