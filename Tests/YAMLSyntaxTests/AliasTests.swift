import Diagnostics
import Testing
import YAMLSyntax

@Suite struct AliasTests {
  @Test(arguments: [
    ("a: &x 1\nb: *x\n", "{a: 1, b: 1}"),
    ("- &x [1, 2]\n- *x\n", "[[1, 2], [1, 2]]"),
    ("a: &x\n  b: 1\nc: *x\n", "{a: {b: 1}, c: {b: 1}}"),
    ("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}"),
    ("&k a: 1\nb: *k\n*k : 2\n", "ASST004 {a: 1, b: \"a\"}"),
    ("- &k a\n- {*k : 1}\n", "[\"a\", {a: 1}]"),
    ("a: &x\nb: *x\n", "{a: null, b: null}"),
  ])
  func aliases(_ text: String, _ expected: String) {
    #expect(outline(text) == expected)
  }

  @Test(arguments: [
    // Keys that the mapping writes itself win and stay where they are written.
    ("{<<: {a: 1, b: 2}, a: 3}", "{b: 2, a: 3}"),
    ("{a: 3, <<: {a: 1, b: 2}, c: 4}", "{a: 3, b: 2, c: 4}"),
    ("{<<: [{a: 1}, {a: 2, b: 2}], c: 3}", "{a: 1, b: 2, c: 3}"),
    ("{<<: {<<: {a: 1}, b: 2}}", "{a: 1, b: 2}"),
    ("{<<: []}", "{}"),
    ("{'<<': {a: 1}}", "{<<: {a: 1}}"),
    ("{!!str <<: 1}", "{<<: 1}"),
    ("{<<: 1, a: 2}", "ASST014 {a: 2}"),
    ("{<<: [{a: 1}, 2]}", "ASST014 {a: 1}"),
    ("{<<: {a: 1}, <<: {b: 1}}", "ASST004 {a: 1}"),
  ])
  func merges(_ text: String, _ expected: String) {
    #expect(outline(text) == expected)
  }

  @Test func mergedEntriesKeepThePlaceWhereTheyAreWritten() throws {
    let root = try #require(parse("x: &d\n  a: 1\ny:\n  <<: *d\n").root)
    let entry = try #require(root.mapping?["y"]?.value.mapping?["a"])
    #expect(entry.keySpan.location.line == 2)
    #expect(entry.value.span.location.line == 2)
  }

  @Test func anAliasHasItsOwnPlaceAndItsChildrenTheirs() throws {
    let root = try #require(parse("a: &x [1]\nb: *x\n").root)
    let alias = try #require(root.mapping?["b"]?.value)
    #expect(alias.span.text == "*x")
    #expect(alias.sequence?.first?.span.location.line == 1)
  }

  @Test func anUndefinedAliasSuggestsTheNearestAnchor() throws {
    let finding = try #require(parse("a: &defaults 1\nb: *default\n").diagnostics.first)
    #expect(finding.code == "ASST009")
    #expect(finding.span?.text == "*default")
    #expect(finding.help?.contains("`*defaults`") == true)
    #expect(parse("a: *x\nb: &x 1\n").diagnostics.map(\.code) == ["ASST009"])
  }

  @Test(arguments: ["<<: *x", "<<: [*x]", "*x : 1", "a: [*x]", "a: *x\nb: {<<: *x}"])
  func anUndefinedAliasHasNoConsequences(_ text: String) {
    #expect(Set(parse(text).diagnostics.map(\.code)) == ["ASST009"])
  }

  @Test func whatAnUndefinedAliasHidesIsMarked() throws {
    let root = try #require(parse("a: *x\nb: {<<: *x, c: 1}\nd: ~\ne: {<<: {}}\n").root?.mapping)
    #expect(root["a"]?.value.isUnknown == true)
    #expect(root["b"]?.value.mapping?.isPartial == true)
    #expect(root["d"]?.value.isUnknown == false)
    #expect(root["e"]?.value.mapping?.isPartial == false)
  }

  @Test(arguments: ["&a [*a]", "&a {b: *a}", "a: &a\n  b:\n    - *a", "&a {*a : 1}", "&a {<<: *a}"])
  func anAliasInsideOfItsOwnAnchor(_ text: String) {
    let codes = parse(text).diagnostics.map(\.code)
    #expect(codes == ["ASST010"])
  }

  @Test func anAliasBombIsAnErrorAndStaysSmall() throws {
    var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...10 {
      let items = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
      text += "l\(level): &l\(level) [\(items)]\n"
    }
    let (root, diagnostics) = parse(text)
    #expect(diagnostics.map(\.code) == ["ASST011"])
    #expect(root == nil)
    #expect(diagnostics.first?.related.count == 1)
  }

  @Test func aMergeBombIsAnError() {
    let entries = (0..<100).map { "k\($0): v" }.joined(separator: ", ")
    var text = "m0: &m0 {\(entries)}\n"
    for level in 1...20 {
      text += "m\(level): &m\(level) {a: *m\(level - 1), <<: *m\(level - 1)}\n"
    }
    #expect(parse(text).diagnostics.map(\.code) == ["ASST011"])
  }

  @Test func theLimitOfExpansionIsExact() throws {
    // An alias of a list of 999 texts adds 1,000 nodes.
    let list = Array(repeating: "x", count: 999).joined(separator: ",")
    func text(aliases: Int) -> String {
      "a: &a [\(list)]\nb:\n" + String(repeating: "- *a\n", count: aliases)
    }
    let most = YAMLLimits.expandedNodes / 1000
    #expect(parse(text(aliases: most)).diagnostics.isEmpty)
    #expect(parse(text(aliases: most + 1)).diagnostics.map(\.code) == ["ASST011"])
  }

  @Test func aliasesDoNotGetAroundTheLimitOfNesting() {
    let deep = String(repeating: "[", count: 60) + "%" + String(repeating: "]", count: 60)
    func nested(_ inner: String) -> String { deep.split(separator: "%").joined(separator: inner) }
    let text = "a: &a \(nested("x"))\nb: \(nested("*a"))\n"
    #expect(parse(text).diagnostics.map(\.code) == ["ASST006"])
  }
}
