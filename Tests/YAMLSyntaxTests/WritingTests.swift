import Diagnostics
import TestSupport
import Testing
import YAMLSyntax

@Suite struct WritingTests {
  /// What follows `key: ` for a text.
  @Test(arguments: [
    ("gpt-4o", "gpt-4o"), ("Be kind.", "Be kind."), ("it's", "it's"), ("a: b", "\"a: b\""),
    ("a:b", "a:b"), ("a #b", "\"a #b\""), ("a#b", "a#b"), ("", "\"\""), (" a", "\" a\""),
    ("a ", "\"a \""), ("- a", "\"- a\""), ("---", "\"---\""), ("...", "\"...\""),
    ("true", "\"true\""), ("No", "\"No\""), ("null", "\"null\""), ("~", "\"~\""),
    ("1.0", "\"1.0\""), ("1_000", "\"1_000\""), ("12:30", "\"12:30\""), (".inf", "\".inf\""),
    ("2024-01-31", "\"2024-01-31\""), ("2024 was good", "2024 was good"), ("<<", "\"<<\""),
    ("^\\d+$", "^\\d+$"), ("[a\\d]", "'[a\\d]'"), ("\"a\"", "'\"a\"'"),
    ("\"it's\"", "\"\\\"it's\\\"\""),
    ("{{name}}", "\"{{name}}\""), ("*", "\"*\""), ("a\tb", "\"a\\tb\""),
    ("a\u{85}b", "\"a\\u0085b\""),
    ("\u{FEFF}a", "\"\\ufeffa\""), ("\u{202E}a", "\"\\u202ea\""), ("😀", "😀"),
    ("a\nb", "|-\n  a\n  b"), ("a\nb\n", "|\n  a\n  b"), ("a\n\n  b", "|-\n  a\n\n    b"),
    ("a\nb\n\n", "\"a\\nb\\n\\n\""), ("\n", "\"\\n\""), (" a\nb", "\" a\\nb\""),
    ("a \nb", "\"a \\nb\""), ("a\r\nb", "\"a\\r\\nb\""), ("a\n\tb", "\"a\\n\\tb\""),
    ("a\nb ", "\"a\\nb \""), ("---\na: b # c\n", "|\n  ---\n  a: b # c"),
  ])
  func texts(text: String, written: String) {
    let result = YAMLWriter.write(.block([.init("key", .text(text))]))
    #expect(result == "key: \(written)\n")
    check(.block([.init("key", .text(text))]))
  }

  @Test func collections() {
    let written = YAMLWriter.write(
      .block([
        .init("none", .list([])), .init("nothing", .mapping([])),
        .init(
          "leaf",
          .mapping([
            .init("type", .text("string")), .init("enum", .list([.text("a, b"), .text("c")])),
          ])
        ),
        .init("block", .block([.init("file", .text("a.md"))])),
        .init(
          "tools",
          .list([
            .commented(["A note."], .mapping([.init("type", .text("code_interpreter"))])),
            .mapping([.init("function", .mapping([.init("file", .text("tools/a.yaml"))]))]),
            .list([.literal("1"), .literal("null")]), .text("a\nb\n"), .mapping([]),
          ])),
        .init("words", .list((0..<12).map { .text("a long word \($0)") })),
      ]), head: ["# Head"])
    #expect(
      written == """
        # Head
        none: []
        nothing: {}
        leaf: { type: string, enum: ["a, b", c] }
        block:
          file: a.md
        tools:
          # A note.
          - type: code_interpreter
          - function: { file: tools/a.yaml }
          - - 1
            - null
          - |
            a
            b
          - {}
        words:
          - a long word 0
          - a long word 1
          - a long word 2
          - a long word 3
          - a long word 4
          - a long word 5
          - a long word 6
          - a long word 7
          - a long word 8
          - a long word 9
          - a long word 10
          - a long word 11

        """)
  }

  @Test func longTextsAndKeys() {
    let long = String(repeating: "word: 'x' # ", count: 9_000)
    let line = String(repeating: "x", count: 100_000)
    for text in [
      long, line, line + "\n" + long + "x", String(repeating: "\u{1}\"\\", count: 40_000),
    ] {
      check(.text(text))
      check(.list([.text(text), .block([.init("key", .text(text))])]))
      check(.block([.init(text, .text("a")), .init("b", .mapping([.init(text, .text("a\nb"))]))]))
      check(.block([.init(text, .block([.init("a", .list([.text("b\nc")]))]))]))
    }
  }

  /// What is written is read back as the same value, and is canonical. A failure prints its seed.
  @Test func aThousandRandomValues() {
    for seed in UInt64(0)..<2_000 {
      var random = SeededGenerator(seed: seed)
      check(RandomValue.value(depth: 0, using: &random), "seed \(seed)")
    }
  }

  private func check(_ value: YAMLValue, _ label: String = "") {
    let written = YAMLWriter.write(value)
    let file = SourceFile(path: "a.yaml", text: Array(written.utf8))
    let (root, diagnostics) = YAMLParser.parse(file)
    guard diagnostics.isEmpty, let root else {
      Issue.record("\(label): \(diagnostics.map(\.detail))\n\(written.prefix(2_000))")
      return
    }
    if !isSame(root, value) { Issue.record("\(label): read otherwise\n\(written.prefix(2_000))") }
    switch YAMLFormatter.format(file) {
    case .unchanged: break
    case .formatted(let text):
      Issue.record(
        "\(label): not canonical\n\(written.prefix(2_000))\n----\n\(String(decoding: text.prefix(2_000), as: UTF8.self))"
      )
    case .refused(let reasons):
      Issue.record("\(label): refused \(reasons.map(\.detail))\n\(written.prefix(2_000))")
    }
  }

  private func isSame(_ node: YAMLNode, _ value: YAMLValue) -> Bool {
    switch value {
    case .commented(_, let value): return isSame(node, value)
    case .text(let text):
      guard case .string(let found)? = node.scalar?.value else { return false }
      return found.utf8.elementsEqual(text.utf8)
    case .literal(let literal):
      switch node.scalar?.value {
      case .integer(let text), .float(let text): return text == literal
      case .bool(let value): return "\(value)" == literal
      case .null: return literal == "null"
      default: return false
      }
    case .list(let items):
      guard let found = node.sequence, found.count == items.count else { return false }
      return zip(found, items).allSatisfy(isSame)
    case .mapping(let members), .block(let members):
      guard let found = node.mapping?.entries, found.count == members.count else { return false }
      return zip(found, members).allSatisfy {
        $0.key.utf8.elementsEqual($1.key.utf8) && isSame($0.value, $1.value)
      }
    }
  }
}

private enum RandomValue {
  private static let pieces = [
    "a", "Z", "word", " ", "  ", "\n", "\n\n", "\t", "\r", "\r\n", "\0", "\u{1B}[31m", "\u{7F}",
    "\u{85}", "\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "\u{202E}",
    "\u{10FFFF}", "😀", "é", "e\u{301}", "漢", "---", "...", "--- ", "#", " #", ": ", ":", "- ", "-",
    "? ", "?", "!", "&a", "*a", "%", "@", "`", "|", ">", "'", "\"", "\\", "[", "]", "{", "}", ",",
    "${", "{{", "}}", "null", "true", "no", "~", "<<", "=", "0", "1.5", "0x1F", "0o7", "1e3",
    ".inf",
    ".5", "+1", "2024-01-01", "12:30:00", "1_000",
  ]
  private static let literals = [
    "null", "true", "false", "0", "1", "-17", "1.0", "1e5", "1E-7", "0.1", "12345678901234567890",
  ]

  static func value(depth: Int, using random: inout SeededGenerator) -> YAMLValue {
    switch Int.random(in: 0..<(depth < 6 ? 10 : 5), using: &random) {
    case 0: .literal(literals.randomElement(using: &random) ?? "0")
    case 1...4: .text(text(using: &random))
    case 5: .block(members(depth: depth, using: &random))
    case 6, 7: .mapping(members(depth: depth, using: &random))
    default:
      .list(
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          value(depth: depth + 1, using: &random)
        })
    }
  }

  private static func members(
    depth: Int, using random: inout SeededGenerator
  ) -> [YAMLValue.Member] {
    var seen: Set<String> = []
    return (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in
      let key = text(using: &random)
      let value = value(depth: depth + 1, using: &random)
      return seen.insert(key).inserted ? .init(key, value) : nil
    }
  }

  private static func text(using random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...6, using: &random)).reduce(into: "") { text, _ in
      text += pieces.randomElement(using: &random) ?? ""
    }
  }
}
