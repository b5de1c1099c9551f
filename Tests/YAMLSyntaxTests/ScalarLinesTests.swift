import Diagnostics
import TestSupport
import Testing
import YAMLSyntax

/// On which lines of the file the lines of a text are written, in each style.
@Suite struct ScalarLinesTests {
  struct Row: CustomTestStringConvertible, Sendable {
    let yaml: String
    let lines: [Int]?
    var testDescription: String { yaml.debugDescription }
  }

  @Test(arguments: [
    Row(yaml: "k: one word", lines: [1]),
    Row(yaml: "k: one\n  two\n\n  three", lines: [1, 4]),
    Row(yaml: "k: 'a\n\n\n  b'", lines: [1, 2, 4]),
    Row(yaml: "k: \"a\\nb\\n\\nc\"", lines: [1, 1, 1, 1]),
    Row(yaml: "k: \"a\\n\\\n  b \\\n  c\\n\\\n  d\"", lines: [1, 2, 4]),
    Row(yaml: "k: \"a\\x0Ab\\u000Ac\\U0000000Ad\\\\nd\"", lines: [1, 1, 1, 1]),
    Row(yaml: "k: \"a\\\r\n  b\\r\\n\r\n  c\"\r\n", lines: [1, 2]),
    Row(yaml: "k: |\n  a\n\n  b\n", lines: [2, 3, 4, 5]),
    Row(yaml: "k: |+\n\n  a\n\n\nl: m", lines: [2, 3, 4, 5, 6]),
    Row(yaml: "k: &x !!str |-\n  a\n  b\n", lines: [2, 3]),
    Row(yaml: "k: !!str\n  'a\n\n  b'", lines: [2, 4]),
    Row(yaml: "k: >\n  a\n  b\n\n  c\n", lines: [2, 5, 6]),
    Row(yaml: "k: >-\n\n  a\n    deep\n    deeper\n  b\n  c\n", lines: [2, 3, 4, 5, 6]),
    Row(yaml: "k: >2-\n    deep\n  a\n  b\n\n\n  c", lines: [2, 3, 5, 7]),
    Row(yaml: "x: &a |\n  one\n  two\nk: *a", lines: nil),
    Row(yaml: "k: |", lines: [2]),
    Row(yaml: "k: \"\"", lines: [1]),
  ])
  func lines(_ row: Row) throws {
    let value = try #require(Self.value(row.yaml))
    #expect(value.scalar?.fileLines(at: value.span) == row.lines)
  }

  /// Whatever the style, a word of the text stands on the line of the file that its line of text has.
  @Test(arguments: 0..<400 as Range<UInt64>) func wordsStandOnTheirLines(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let yaml = Self.randomYAML(using: &generator)
    let value = try #require(Self.value(yaml), "\(yaml)")
    let scalar = try #require(value.scalar)
    let lines = try #require(scalar.fileLines(at: value.span), "\(yaml.debugDescription)")
    let text = scalar.text.split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count == text.count)
    let source = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, content) in zip(lines, text) {
      guard let start = content.firstRange(of: "w"),
        let end = content[start.upperBound...].firstRange(of: "w")
      else { continue }
      let word = content[start.lowerBound..<end.upperBound]
      #expect(source[line - 1].contains(word), "\(word) in \(yaml.debugDescription)")
    }
  }

  private static func value(_ yaml: String) -> YAMLNode? {
    let parsed = YAMLParser.parse(SourceFile(path: "a.yaml", text: yaml))
    return parsed.root?.mapping?["k"]?.value
  }

  private static func randomYAML(using generator: inout SeededGenerator) -> String {
    let words = (0..<Int.random(in: 1...12, using: &generator)).map { "w\($0)w" }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return "k: " + flow(words, ["\n  ", " ", "\n\n  ", "\n \n\n   "], using: &generator)
    case 1:
      return "k: '" + flow(words, ["\n  ", " ", "\n\n  "], using: &generator) + "'\n"
    case 2:
      let gaps = ["\n  ", " ", "\n\n  ", "\\n", "\\n\\n", "\\n\\\n   ", "\\\n  ", "\\x0a"]
      return "# c\nk: \"" + flow(words, gaps, using: &generator) + "\"\n"
    default:
      var text = "k: >" + (["", "-", "+"].randomElement(using: &generator) ?? "") + "\n"
      for (index, word) in words.enumerated() {
        let indent = index == 0 || Bool.random(using: &generator) ? "  " : "    "
        text += indent + word + "\n"
        text += String(repeating: "\n", count: max(0, Int.random(in: -2...2, using: &generator)))
      }
      return text
    }
  }

  private static func flow(
    _ words: [String], _ gaps: [String], using generator: inout SeededGenerator
  ) -> String {
    words.dropFirst().reduce(words[0]) {
      $0 + (gaps.randomElement(using: &generator) ?? " ") + $1
    }
  }
}
