import Diagnostics

/// Text of others in Markdown: in code, where mentions, links, HTML and emphasis mean nothing. Nothing of
/// others ever stands outside of it.
enum MarkdownText {
  /// A code span on one line, of at most `columns`.
  static func code(_ text: String, columns: Int = 100) -> String {
    let text = InlineValue.cut(TerminalSafety.visibleOnOneLine(text), to: columns)
    guard text.utf8.contains(where: { $0 != 0x20 }) else { return "`\"\(text)\"`" }
    let marks = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    // One space on both sides is taken off again (CommonMark, 6.1).
    let edges: [UInt8] = [UInt8(ascii: "`"), UInt8(ascii: " ")]
    let needsSpace = [text.utf8.first, text.utf8.last].contains { $0.map(edges.contains) ?? false }
    return needsSpace ? "\(marks) \(text) \(marks)" : marks + text + marks
  }

  /// A code span in a table. A bar ends a cell even in code unless a backslash stands before it, and
  /// readers disagree on two backslashes: there it is written as its number.
  static func cell(_ text: String, columns: Int = 100) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in code(text, columns: columns).unicodeScalars {
      if scalar == "|" {
        result += previous == "\\" ? "u{7C}" : "\\|"
      } else {
        result.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
    return result
  }

  /// A block of code that its content cannot end: its fence is longer than every run of the fence's
  /// character in it.
  static func fenced(_ content: String, as language: String) -> String {
    let (backticks, tildes) = (longestRun(of: "`", in: content), longestRun(of: "~", in: content))
    let usesTildes = backticks > mostBackticks && tildes < backticks
    let fence = String(
      repeating: usesTildes ? "~" : "`", count: max(3, (usesTildes ? tildes : backticks) + 1))
    return "\(fence)\(language)\n\(content)\(content.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  /// How many bytes `fenced`, with a language of four letters, adds to any of some lines at the most.
  static func fenceSize(around lines: [String]) -> Int {
    lines.reduce(into: FenceSize()) { $0.include($1) }.bytes
  }

  /// The same, line by line.
  struct FenceSize {
    private var backticks = 0
    private var tildes = 0

    mutating func include(_ text: String) {
      backticks = max(backticks, longestRun(of: "`", in: text))
      tildes = max(tildes, longestRun(of: "~", in: text))
    }

    var bytes: Int {
      // A part may have few enough backticks for a fence of them.
      let usesTildes = backticks > mostBackticks && tildes < backticks
      let fence = usesTildes ? max(mostBackticks, tildes) + 1 : max(3, backticks + 1)
      return 2 * fence + "text\n\n".utf8.count
    }
  }

  /// Backticks make a fence, unless the content has more of them than this: a fence as long as a page is
  /// none.
  private static let mostBackticks = 40

  /// A block that is folded away below `title`, which has to be words of our own.
  static func folded(_ content: String, below title: String) -> String {
    "<details>\n<summary>\(title)</summary>\n\n\(content)\n\n</details>"
  }

  /// A name for places where no code can stand, such as HTML: other characters than those of addresses
  /// become `?`.
  static func plainName(_ text: String) -> String {
    String(
      text.unicodeScalars.prefix(150).map { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "/": Character(scalar)
        default: "?"
        }
      })
  }

  private static func longestRun(of mark: Unicode.Scalar, in text: String) -> Int {
    var (longest, current) = (0, 0)
    for scalar in text.unicodeScalars {
      current = scalar == mark ? current + 1 : 0
      longest = max(longest, current)
    }
    return longest
  }
}
