import Diagnostics
import Testing
import YAMLSyntax

/// Sample by sample: what is written anew, and what stays.
@Suite struct FormattingTests {
  @Test(arguments: [
    ("a:   1\n", "a: 1\n"),
    ("a : 1", "a: 1\n"),
    ("\n\n\na: 1\n\n\n\nb: 2\n\n\n", "a: 1\n\nb: 2\n"),
    ("a:\n    b:\n        c: 1\n", "a:\n  b:\n    c: 1\n"),
    ("a:\n- b\n-   c\n", "a:\n  - b\n  - c\n"),
    ("- - a\n  - b\n-   - c\n", "- - a\n  - b\n- - c\n"),
    ("-\n  a: 1\n  b: 2\n", "- a: 1\n  b: 2\n"),
    ("a: {b: 1,c: [ 1,2 ],d: {},e: [ ]}\n", "a: { b: 1, c: [1, 2], d: {}, e: [] }\n"),
    ("a: {b: 1,}\n", "a: { b: 1 }\n"),
    ("a: {\"b\":1, c, d: }\n", "a: { \"b\": 1, c, d: }\n"),
    ("a: [x: 1, {y: 2}, ? z : 3]\n", "a: [x: 1, { y: 2 }, ? z: 3]\n"),
    ("{a: , b: &x ,c: !!str }\n", "{ a: , b: &x , c: !!str }\n"),
    ("[a: , !!str , b: ]\n", "[a: , !!str , b: ]\n"),
    ("a: [\n1,\n      2,\n]\n", "a: [\n  1,\n  2,\n]\n"),
    ("a: [1,\n 2\n , 3]\n", "a: [1,\n  2,\n  3]\n"),
    (
      "a: { # one\n  b: 1, # two\n # three\n  c: [ # four\n 2 ] # five\n}\n",
      "a: { # one\n  b: 1, # two\n  # three\n  c: [ # four\n    2] # five\n}\n"
    ),
    ("- {\n a: 1\n }\n", "- {\n    a: 1\n  }\n"),
    ("a:\n  &x\n  b: 1\nc: *x\n", "a: &x\n  b: 1\nc: *x\n"),
    ("a: &x   !!str   b\n*x : c\n", "a: &x !!str b\n*x : c\n"),
    ("- &a\n  b: 1\n- &b c: 2\n- *a\n", "- &a\n  b: 1\n- &b c: 2\n- *a\n"),
    ("a: one\n    two\n\n\n    three\n", "a: one\n  two\n\n\n  three\n"),
    ("a:\n    one\n    two\n", "a:\n  one\n  two\n"),
    ("a: 'one\n two\n\n     three'\n", "a: 'one\n  two\n\n  three'\n"),
    ("a: \"one\\\n    \\  two \\\n three\"\n", "a: \"one\\\n  \\  two \\\n  three\"\n"),
    ("a: |\n      x\n        y\n\n      z\nb: 1\n", "a: |\n  x\n    y\n\n  z\nb: 1\n"),
    ("a:\n - |2-\n     x\n    y\n", "a:\n  - |2-\n      x\n     y\n"),
    ("a: |+\n x\n\n\nb: >-\n x\n\n\n\nc: 1\n", "a: |+\n  x\n\n\nb: >-\n  x\n\nc: 1\n"),
    ("a:\n  |\n   x\n", "a: |\n  x\n"),
    ("a: | # c\n x\n", "a: | # c\n  x\n"),
    ("a: |\n   x\n   \ty\n  \n     \n   z\n", "a: |\n  x\n  \ty\n\n    \n  z\n"),
    ("a: |", "a: |\n"),
    ("a: |-\n x", "a: |-\n  x\n"),
    ("a: |\n x", "a: |\n  x"),
    ("? a\n: 1\n? |\n  b\n: - c\n  - d\n? e\n", "? a\n: 1\n? |\n  b\n:\n  - c\n  - d\n? e\n"),
    ("<<:   { a: 1 }\nb: 2\n", "<<: { a: 1 }\nb: 2\n"),
    ("%YAML 1.2\n# c\n---   # d\na: 1\n...\n", "%YAML 1.2\n# c\n---   # d\na: 1\n...\n"),
    ("--- &a\nb: 1\n", "--- &a\nb: 1\n"),
    ("---\n\n# c\n\na: 1\n", "---\n# c\n\na: 1\n"),
    ("--- |\n x\n", "--- |\n  x\n"),
    ("--- a\n", "--- a\n"),
    ("  a: 1\n  b: 2\n# c\n", "a: 1\nb: 2\n# c\n"),
    ("a: 1\r\nb: |\r\n    x\r\n    y\r\n# c\r\n", "a: 1\nb: |\n  x\n  y\n# c\n"),
    ("\u{FEFF}a:   1\n", "\u{FEFF}a: 1\n"),
    ("# only\n\n\n# comments\n\n", "# only\n\n# comments\n"),
    ("", ""), ("---\n", "---\n"), ("a: 😀   # é\n", "a: 😀   # é\n"),
    ("a:\n- é: 1\n  ü: 2\n", "a:\n  - é: 1\n    ü: 2\n"),
    ("[a,\nb]\n", "[a,\n  b]\n"), ("a\n  b\n", "a\n  b\n"),
  ])
  func canonical(_ text: String, _ expected: String) { check(text, expected) }

  @Test(arguments: [
    ("a: 1  # x  \n# y\nb: 2\n", "a: 1  # x\n# y\nb: 2\n"),
    ("a:  # x\n      b: 1\n", "a:  # x\n  b: 1\n"),
    ("a:\n# x\n    b: 1\n# y\n    c: 2\n", "a:\n  # x\n  b: 1\n  # y\n  c: 2\n"),
    ("a:\n    b: 1\n    # x\n\n# y\nc: 2\n", "a:\n  b: 1\n  # x\n\n# y\nc: 2\n"),
    ("a:\n- b\n# x\nc: 2\n", "a:\n  - b\n# x\nc: 2\n"),
    ("a:\n- b\n # x\nc: 2\n", "a:\n  - b\n  # x\nc: 2\n"),
    ("a:\n    # x: 1\nb: 2\n", "a:\n  # x: 1\nb: 2\n"),
    ("a: # x\n   # y\n   z\n", "a: # x\n  # y\n  z\n"),
    ("- # x\n  a: 1\n-\n  # y\n  a: 1\n", "- # x\n  a: 1\n-\n  # y\n  a: 1\n"),
    ("a: &b # x\n  c: 1\n", "a: &b # x\n  c: 1\n"),
    ("a: &b # x\n  c\n", "a: # x\n  &b c\n"),
    ("a: |+\n  x\n\n# y\n\nb: 1\n", "a: |+\n  x\n\n# y\n\nb: 1\n"),
    ("a:\n  b: |\n     x\n   # y\n", "a:\n  b: |\n    x\n  # y\n"),
    ("a: |-# x\n y\n", "a: |- # x\n  y\n"),
    ("a: [1]# x\n", "a: [1] # x\n"),
    ("? a # x\n# y\n: b # z\n", "? a # x\n# y\n: b # z\n"),
    ("a: { b: # x\n 1, c }\n", "a: { b: # x\n    1, c }\n"),
    ("a: 1\n... # x\n# y\n", "a: 1\n... # x\n# y\n"),
  ])
  func comments(_ text: String, _ expected: String) { check(text, expected) }

  private static let order = KeyOrder.fields(
    [
      KeyOrder.Field("name"), KeyOrder.Field("tools", .list(of: tool)), KeyOrder.Field("schema"),
      KeyOrder.Field("rest", .map(of: tool)),
    ], sorted: true)
  private static let tool = KeyOrder.fields(
    [KeyOrder.Field("type"), KeyOrder.Field("size")], sorted: true)

  @Test(arguments: [
    ("schema: { z: 1, a: 2 }\nname: x\n", "name: x\nschema: { z: 1, a: 2 }\n"),
    (
      "# of schema\nschema: 1 # s\n# of name\nname: x\n",
      "# of name\nname: x\n# of schema\nschema: 1 # s\n"
    ),
    (
      "# the file\n\n# of schema\nschema: 1\nname: x\n",
      "# the file\n\nname: x\n# of schema\nschema: 1\n"
    ),
    (
      "# yaml-language-server: $schema=x\nschema: 1\nname: x\n",
      "# yaml-language-server: $schema=x\nname: x\nschema: 1\n"
    ),
    ("x-a: 1\nschema: 1\nother: 2\nname: x\n", "x-a: 1\nname: x\nother: 2\nschema: 1\n"),
    ("tools: [{size: 1, type: b}]\n", "tools: [{ type: b, size: 1 }]\n"),
    ("tools:\n- size: 1\n  type: b\n", "tools:\n  - type: b\n    size: 1\n"),
    ("tools:\n- size: 1\n  # c\n  type: b\n", "tools:\n  -\n    # c\n    type: b\n    size: 1\n"),
    ("tools: [{\nsize: 1,\ntype: b\n}]\n", "tools: [{\n    type: b,\n    size: 1\n  }]\n"),
    ("tools: [{size: 1,\ntype: b}]\n", "tools: [{ size: 1,\n    type: b }]\n"),
    ("rest:\n  z: { size: 1, type: b }\n  a: 1\n", "rest:\n  z: { type: b, size: 1 }\n  a: 1\n"),
    ("schema: &a 1\nname: *a\n", "schema: &a 1\nname: *a\n"),
    ("schema: &a 1\nname: x\nx: *a\n", "name: x\nschema: &a 1\nx: *a\n"),
    ("schema: &a 1\nname: &a 2\nx: *a\n", "schema: &a 1\nname: &a 2\nx: *a\n"),
    ("x: &a 0\nschema: *a\nname: &a 2\n", "x: &a 0\nschema: *a\nname: &a 2\n"),
    ("schema: 1\n<<: { a: 1 }\nname: x\n", "schema: 1\n<<: { a: 1 }\nname: x\n"),
    (
      "tools: &a { size: 1, type: b }\nschema: *a\n", "tools: &a { size: 1, type: b }\nschema: *a\n"
    ),
    ("schema: |+\n  x\n\n\nname: y\n", "name: y\nschema: |+\n  x\n\n\n"),
    ("schema: |+\n  x\n\n\nname: y\n\nz: 1\n", "name: y\nschema: |+\n  x\n\n\nz: 1\n"),
    ("schema: 1\nname: |\n  x", "schema: 1\nname: |\n  x"),
    ("name: x\n\nschema: 1\n\ntools: []\n", "name: x\n\ntools: []\n\nschema: 1\n"),
  ])
  func order(_ text: String, _ expected: String) { check(text, expected, Self.order) }

  @Test(arguments: [
    ("a: [\n", "ASST017"), ("a: 1\na: 2\n", "ASST004"), ("a: !x 1\n", "ASST007"),
    ("a: *b\n", "ASST009"), ("a: 1\n---\nb: 2\n", "ASST005"), ("a: 1 # x\u{2028}b: 2\n", "ASST314"),
    ("#\n \n ...\n", "ASST314"), ("\n \u{FEFF}i\n", "ASST314"),
    // With the line feed written behind it, a lone carriage return would be one line break less.
    ("-s\r\r\nr\n", "ASST314"), ("a: |\n  x\r\r\n  y\n", "ASST314"),
    ("a: |\r  x\n  y\n", "ASST314"),
  ])
  func refused(_ text: String, _ code: String) {
    guard case .refused(let found) = YAMLFormatter.format(SourceFile(path: "a.yaml", text: text))
    else {
      Issue.record("it was formatted")
      return
    }
    #expect(found.map(\.code) == [code])
    #expect(found.flatMap(\.unevenWords) == [])
    #expect(!found.contains { $0.detail.contains("a mistake of asst") })
  }

  @Test(arguments: [
    ("---\na:   1\n---\n\n body:   x  \n", "---\na: 1\n---\n\n body:   x  \n"),
    ("---\r\na:   1\r\nb: 2\r\n---\r\nx\ny", "---\r\na: 1\r\nb: 2\r\n---\r\nx\ny"),
    ("\u{FEFF}---\na: 1\n\n\n---\nx\n", "\u{FEFF}---\na: 1\n---\nx\n"),
    ("---\na: |+\n x\n\n---\n", "---\na: |+\n  x\n\n---\n"),
    ("---\n---\nx\n", "---\n---\nx\n"), ("no:   front matter\n", "no:   front matter\n"),
  ])
  func frontMatter(_ text: String, _ expected: String) {
    #expect(
      result(YAMLFormatter.formatFrontMatter(SourceFile(path: "a.md", text: text)), text)
        == expected)
    let again = YAMLFormatter.formatFrontMatter(SourceFile(path: "a.md", text: expected))
    #expect(result(again, expected) == expected)
  }

  private func check(_ text: String, _ expected: String, _ order: KeyOrder = .asWritten) {
    #expect(formatted(text, order) == expected)
    #expect(formatted(expected, order) == expected, "not idempotent")
  }
}

func formatted(_ text: String, _ order: KeyOrder = .asWritten) -> String {
  result(YAMLFormatter.format(SourceFile(path: "a.yaml", text: text), order: order), text)
}

func result(_ outcome: YAMLFormatter.Outcome, _ text: String) -> String {
  switch outcome {
  case .unchanged: text
  case .formatted(let bytes): String(decoding: bytes, as: UTF8.self)
  case .refused(let found): "refused: \(found.map { "\($0.code) \($0.detail)" })"
  }
}
