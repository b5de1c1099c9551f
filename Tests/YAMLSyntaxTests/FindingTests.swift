import Diagnostics
import Testing
import YAMLSyntax

/// Every finding: its code, and the text that it underlines.
@Suite struct FindingTests {
  @Test(arguments: [
    ("a: \u{1}b\n", "ASST002", "\u{1}"),
    ("a: |\n  x\u{2028}y\nb: 1\n", "ASST002", "\u{2028}"),
    ("a:\n\tb: 1\n", "ASST003", "\t"),
    ("a: 1\n\tb: 2\n", "ASST003", "\t"),
    ("a: |\n\tx\n", "ASST003", "\t"),
    ("a: 1\nb: 2\n'a': 3\n", "ASST004", "'a'"),
    ("1: a\n'1': b\n", "ASST004", "'1'"),
    ("a: 1\n---\nb: 2\n", "ASST005", "---"),
    ("a: 1\n...\nb: 2\n", "ASST005", "b"),
    ("a: !important note\n", "ASST007", "!important"),
    ("a: &x !local [1]\n", "ASST007", "!local"),
    ("a: !!binary aGk=\n", "ASST007", "!!binary"),
    ("a: *missing\n", "ASST009", "*missing"),
    ("a: {{name}}\n", "ASST012", "{name}"),
    ("? [x]\n: 1\n", "ASST012", "[x]"),
    ("~: 1\n", "ASST012", "~"),
    ("null: 1\n", "ASST012", "null"),
    (": 1\n", "ASST012", ":"),
    ("a: \"x\nb: 1\n", "ASST016", "1"),
    ("a: \"x\nb: \"y\"\n", "ASST016", "\""),
    ("a: 'x", "ASST016", "x"),
    ("a: [1, 2\nb: 3\n", "ASST017", ":"),
    ("a: [1, ", "ASST017", ","),
    ("a: {x: 1\nb: 3\n", "ASST017", ":"),
    ("a: {x: 1 y: 2}\n", "ASST018", ":"),
    ("a: [x, , y]\n", "ASST018", ","),
    ("a: {m: ${var.x} }\n", "ASST019", "${var.x}"),
    ("a: [${var.x}]\n", "ASST019", "${var.x}"),
    ("a: *bold* text\n", "ASST020", "*bold* text"),
    ("a: **bold**\n", "ASST020", "**bold**"),
    ("a: *bold text\n", "ASST020", "*bold text"),
    ("- {name} is\n", "ASST020", "{name} is"),
    ("a: [draft] x\n", "ASST020", "[draft] x"),
    ("a: %x\n", "ASST020", "%x"),
    ("a: @x\n", "ASST020", "@x"),
    ("a: `x`\n", "ASST020", "`x`"),
    ("a: &b c: d\n", "ASST020", "&b c: d"),
    ("a: b: c\n", "ASST020", "b: c"),
    ("a: \"b\" c\n", "ASST020", "\"b\" c"),
    ("a: 'it's'\n", "ASST020", "'it's'"),
    ("name:foo\nmodel: x\n", "ASST021", "name:"),
    ("a: 1\nname:foo\nmodel: x\n", "ASST021", "name:"),
    ("a: 1\nfoo\nb: 2\n", "ASST022", "foo"),
    ("a: 1\n  b: 2\n", "ASST023", "b"),
    ("a:\n  b: 1\n c: 2\n", "ASST023", "c"),
    ("- a\nb: 1\n", "ASST023", "b"),
    ("a: - b\n", "ASST024", "-"),
    ("a: \"\\d\"\n", "ASST025", "\\d"),
    ("a: |x\n  y\n", "ASST026", "x"),
    ("%FOO bar\n---\na: 1\n", "ASST027", "%FOO bar"),
    ("%YAML 3.0\n---\na: 1\n", "ASST027", "%YAML 3.0"),
    ("a: & b\n", "ASST028", "&"),
  ])
  func findings(_ text: String, _ code: String, _ underlined: String) {
    let found = parse(text).diagnostics
    #expect(found.map(\.code) == [code])
    #expect(found.first?.span?.text == underlined)
    #expect(found.first?.severity == .error)
    #expect(found.first?.help?.isEmpty == false)
    #expect(found.flatMap(\.unevenWords) == [])
  }

  @Test func theFirstOfTwoKeysIsShown() throws {
    let finding = try #require(parse("a: 1\nb: 2\na: 3\n").diagnostics.first)
    #expect(finding.related.map { $0.span.location.line } == [1])
    #expect(finding.span?.location.line == 3)
  }

  @Test func theOpeningIsShownForWhatIsNotClosed() throws {
    let quote = try #require(parse("a: 1\nb: \"x\nc: 1\n").diagnostics.first)
    #expect(quote.related.map(\.span.text) == ["\""])
    #expect(quote.related.first?.span.location.line == 2)
    let bracket = try #require(parse("a:\n  - [x, {y: 1\nb: 2\n").diagnostics.first)
    #expect(bracket.related.map(\.span.text) == ["{"])
    // The text ends with the bracket: one place is enough.
    let last = try #require(parse("a: [").diagnostics.first)
    #expect(last.related.isEmpty)
  }

  @Test func ourOwnFindingsAreAllCollected() {
    let text = "a: 1\na: 2\nb: !x 1\nc: *d\n~: 1\ne: .inf\n"
    let codes = parse(text).diagnostics.map(\.code)
    #expect(codes == ["ASST004", "ASST007", "ASST009", "ASST012", "ASST015"])
    #expect(parse(text + "f: @\n").diagnostics.map(\.code) == codes + ["ASST020"])
    #expect(parse(text + "f: @\n").diagnostics.flatMap(\.unevenWords) == [])
  }

  @Test(arguments: [
    ([0x61, 0x3A, 0x20, 0xFF, 0x0A] as [UInt8], 3),
    ([0xC3, 0xA9, 0x3A, 0x20, 0xC3, 0x28], 4),
    ([0x61, 0x3A, 0x20, 0xE2, 0x82], 3),
    ([0x61, 0x3A, 0x20, 0xC0, 0x80], 3),
    ([0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], 3),
    ([0xEF, 0xBB, 0xBF, 0x61, 0x3A, 0x20, 0x80], 6),
    ([0xFF, 0xFE, 0x61, 0x00], 0),
  ])
  func invalidUTF8IsShownAtItsByte(_ bytes: [UInt8], _ offset: Int) {
    let found = YAMLParser.parse(SourceFile(path: "a.yaml", text: bytes)).diagnostics
    #expect(found.map(\.code) == ["ASST001"])
    #expect(found.first?.span?.start == offset)
    #expect(found.first?.span?.end == offset + 1)
  }

  @Test func nestingEndsAtItsLimit() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(parse(nested(YAMLLimits.nesting)).diagnostics.isEmpty)
    #expect(parse(nested(YAMLLimits.nesting + 1)).diagnostics.map(\.code) == ["ASST006"])
    let block = String(repeating: "- ", count: YAMLLimits.nesting + 1) + "x"
    #expect(parse(block).diagnostics.map(\.code) == ["ASST006"])
  }
}
