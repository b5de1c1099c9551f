import Diagnostics
import Testing
import YAMLSyntax

/// The shapes that YAML can take, by the facts of its specification.
@Suite struct StructureTests {
  @Test(arguments: [
    ("", "nothing"),
    ("# only a comment\n", "nothing"),
    ("---", "nothing"),
    ("---\n...\n", "nothing"),
    ("\u{FEFF}a: 1", "{a: 1}"),
    ("%YAML 1.1\n---\na: no\n", #"{a: "no"}"#),
    ("%TAG !e! tag:yaml.org,2002:\n---\n!e!str 1\n", "\"1\""),
    ("''", "\"\""),
    ("a:\nb:\n", "{a: null, b: null}"),
    ("a:\r\n  b: 1\r\nc: |\r\n  x\r\n  y\r\n", #"{a: {b: 1}, c: "x\ny\n"}"#),
    ("- a\n-\n- - b\n  - c\n- d: 1\n  e: 2\n", #"["a", null, ["b", "c"], {d: 1, e: 2}]"#),
    ("a:\n- 1\n- 2\nb: 3", "{a: [1, 2], b: 3}"),
    ("? a\n: 1\n? b\n", "{a: 1, b: null}"),
    ("a: {b: [1, {c: d}], e, f: }", #"{a: {b: [1, {c: "d"}], e: null, f: null}}"#),
    ("[a: 1, b, ]", #"[{a: 1}, "b"]"#),
    ("{\n  a: 1, # one\n  'b': 2\n}", "{a: 1, b: 2}"),
    ("404: x\ntrue: y\n", #"{404: "x", true: "y"}"#),
    ("a: b # comment\nc: d#no\n", #"{a: "b", c: "d#no"}"#),
    ("url: https://example.org/a?b=c#d\n", #"{url: "https://example.org/a?b=c#d"}"#),
    ("a: ${var.x} and {b}\n", #"{a: "${var.x} and {b}"}"#),
    ("a: x\n  y\n\n  z\n", #"{a: "x y\nz"}"#),
  ])
  func shapes(_ text: String, _ expected: String) {
    #expect(outline(text) == expected)
  }

  @Test(arguments: [
    ("|\n  x\n   y\n\n  z\n\n", #""x\n y\n\nz\n""#),
    ("|+\n  x\n\n", #""x\n\n""#),
    ("|-\n  x\n\n", #""x""#),
    ("|2\n    x\n", #""  x\n""#),
    (">\n  x\n  y\n\n  z\n", #""x y\nz\n""#),
    (">2-\n    x\n    y\n", #""  x\n  y""#),
    (">-\n  a\n    b\n  c\n", #""a\n  b\nc""#),
    ("| # comment\n  # text\n", ##""# text\n""##),
    ("|\n", "\"\""),
    (#""a\tb\\\"\u00e9\x41\U0001F600\/""#, #""a\tb\\\"éA😀/""#),
    ("\"a\n  b\\\n  c\"", #""a bc""#),
    (#"'it''s \n'"#, #""it\'s \\n""#),
    ("\"{{name}}: ${x}\"", #""{{name}}: ${x}""#),
  ])
  func scalars(_ text: String, _ expected: String) {
    #expect(outline("a: \(text)") == "{a: \(expected)}")
  }

  @Test func stylesAreKept() {
    let items = parse("- p\n- 's'\n- \"d\"\n- |\n  l\n- >\n  f\n").root?.sequence ?? []
    #expect(
      items.map { $0.scalar?.style } == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded])
    #expect(items.map { $0.scalar?.text } == ["p", "s", "d", "l\n", "f\n"])
  }

  @Test func keysKeepTheirOrderAndAreFound() throws {
    let keys = (0..<50).map { "key\(($0 * 37) % 50)" }
    let text = keys.map { "\($0): {at: \($0)}\n" }.joined()
    let mapping = try #require(parse(text).root?.mapping)
    #expect(mapping.entries.map(\.key) == keys)
    for key in keys {
      #expect(mapping[key]?.value.mapping?["at"]?.value.scalar?.text == key)
    }
    #expect(mapping["missing"] == nil)
    #expect(mapping["key0"]?.value.mapping?["missing"] == nil)
  }

  @Test func aMappingMadeFromEntriesKeepsTheFirstOfAKey() {
    let span = SourceSpan(startOf: SourceFile(path: "a", text: ""))
    let entries = ["1", "2"].map { text in
      YAMLMapping.Entry(
        key: "a", keySpan: span,
        value: YAMLNode(content: .scalar(YAMLScalar(text: text, style: .plain)), span: span))
    }
    let mapping = YAMLMapping(entries: entries)
    #expect(mapping.entries.count == 1)
    #expect(mapping["a"]?.value.scalar?.value == .integer("1"))
  }
}
