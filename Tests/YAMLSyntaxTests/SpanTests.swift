import Diagnostics
import Testing
import YAMLSyntax

@Suite struct SpanTests {
  private func node(_ path: String..., in text: String) throws -> YAMLNode {
    var node = try #require(parse(text).root)
    for key in path { node = try #require(node.mapping?[key]?.value) }
    return node
  }

  @Test(arguments: ["", "é", "日本", "😀", "\u{85}", "\u{2028}", "e\u{301}", "\u{FEFF}x"])
  func offsetsCountBytes(_ word: String) throws {
    let text = "a: \"\(word)\"\nk: ['\(word)', b]\nlast: 'value \(word)'\n"
    let root = try #require(parse(text).root)
    #expect(root.mapping?["a"]?.value.span.text == "\"\(word)\"")
    #expect(root.mapping?["last"]?.keySpan.text == "last")
    #expect(root.mapping?["last"]?.value.span.text == "'value \(word)'")
    #expect(root.mapping?.entries[1].value.sequence?.last?.span.text == "b")
  }

  @Test func aByteOrderMarkMovesNothing() throws {
    let text = "\u{FEFF}a: é\nb: x\n"
    #expect(try node("a", in: text).span.text == "é")
    #expect(try node("b", in: text).span.text == "x")
    #expect(parse(text).root?.mapping?["a"]?.keySpan.start == 3)
  }

  @Test func lineBreaksOfWindows() throws {
    let text = "é: 1\r\na: |\r\n  x\r\n  y\r\nb: z\r\n"
    #expect(try node("b", in: text).span.text == "z")
    #expect(try node("a", in: text).span.text == "|\r\n  x\r\n  y")
  }

  @Test func aBlockScalarEndsBeforeItsFinalLineBreak() throws {
    #expect(try node("a", in: "a: |\n  x\n  y\n\n\nb: 1").span.text == "|\n  x\n  y")
    #expect(try node("a", in: "a: |+\n  x\n\n").span.text == "|+\n  x")
    #expect(try node("a", in: "a: |\n\nb: 1").span.text == "|")
    #expect(try node("a", in: "a: >-\n  x").span.text == ">-\n  x")
  }

  @Test func aBlockCollectionEndsWithItsLastChild() throws {
    let text = "a:\n  b: 1\n  c:\n    - x\n    - y\n\n# comment\nd:\n- 1\n- 2\n\ne: 3\n"
    #expect(try node("a", in: text).span.text == "b: 1\n  c:\n    - x\n    - y")
    #expect(try node("a", "c", in: text).span.text == "- x\n    - y")
    #expect(try node("d", in: text).span.text == "- 1\n- 2")
    #expect(try #require(parse(text).root).span.text.hasSuffix("e: 3"))
  }

  @Test func aFlowCollectionEndsWithItsBracket() throws {
    #expect(try node("a", in: "a: [1, {b: 2} ]  # c\n").span.text == "[1, {b: 2} ]")
    #expect(try node("a", in: "a: {}\n").span.text == "{}")
    let pair = try #require(try node("a", in: "a: [b: 1, c]\n").sequence?.first)
    #expect(pair.span.text == "b: 1")
  }

  @Test func anchorsAndTagsBelongToTheNode() throws {
    #expect(try node("a", in: "a: &x !!str 1\n").span.text == "&x !!str 1")
    #expect(try node("a", in: "a: &x\n  b: 1\n").span.text == "&x\n  b: 1")
  }

  @Test func anEmptyValueStandsAfterItsColon() throws {
    let span = try node("a", in: "a:\nb: 1\n").span
    #expect(span.start == 2 && span.end == 2)
  }

  @Test func multiLineScalars() throws {
    #expect(try node("a", in: "a: x\n  y\n\nb: 1").span.text == "x\n  y")
    #expect(try node("a", in: "a: \"x\n  y\"\nb: 1").span.text == "\"x\n  y\"")
  }

  @Test func childrenLieWithinTheirParents() throws {
    func check(_ node: YAMLNode) {
      let children = node.sequence ?? node.mapping?.entries.map(\.value) ?? []
      for child in children {
        #expect(node.span.start <= child.span.start && child.span.end <= node.span.end)
        check(child)
      }
    }
    let text = "a: [1, {b: 'é'}]\nc:\n- d: |\n    x\n  e:\n- &x !!map {? f : }\n"
    check(try #require(parse(text).root))
  }
}
