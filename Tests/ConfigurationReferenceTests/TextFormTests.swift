import ResourceModel
import Testing

/// The expressions that editors get are the grammars that the loader follows.
@Suite struct TextFormTests {
  private static let samples = [
    "", "a", "A", "0", "-", "_", "a-b", "a_b", "a b", "é", "a.b", "ab\n", "_a1", "1a", "acme-shop",
    String(repeating: "a", count: 40), String(repeating: "a", count: 41),
    String(repeating: "a", count: 64), String(repeating: "a", count: 65),
  ]

  @Test(arguments: samples) func expressionsAgreeWithTheGrammar(_ text: String) throws {
    func matches(_ form: TextForm) throws -> Bool {
      try Regex(form.expression).wholeMatch(in: text) != nil
    }
    #expect(try matches(.name) == Grammar.isName(text))
    #expect(try matches(.key) == Grammar.isKey(text))
    #expect(try matches(.variableName) == (!text.isEmpty && Grammar.isVariableName(text)))
  }
}
