import Diagnostics
import Testing
import YAMLSyntax

@Suite struct CoreSchemaTests {
  @Test(arguments: ["", "~", "null", "Null", "NULL", "!!null ''", "!!null null"])
  func nulls(_ text: String) {
    #expect(outline("a: \(text)") == "{a: null}")
  }

  @Test(arguments: [
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("false", "false"), ("False", "false"),
    ("FALSE", "false"), ("!!bool 'true'", "true"),
  ])
  func booleans(_ text: String, _ value: String) {
    #expect(outline("a: \(text)") == "{a: \(value)}")
  }

  @Test(arguments: [
    ("0", "0"), ("12", "12"), ("-12", "-12"), ("+1", "1"), ("-0", "0"), ("0777", "777"),
    ("0o17", "15"), ("0x1F", "31"), ("0xffffffffffffffff", "18446744073709551615"),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("!!int '3'", "3"),
  ])
  func integers(_ text: String, _ value: String) {
    #expect(outline("a: \(text)") == "{a: \(value)}")
  }

  @Test(arguments: [
    ("1.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"), ("1.", "1.0"), ("1e3", "1e3"),
    ("1.E-3", "1.0E-3"), ("+1.5e+10", "1.5e+10"), ("01.50", "1.50"), ("-0.0", "-0.0"),
    ("!!float 3", "3"), ("!!float '2.5'", "2.5"),
  ])
  func floats(_ text: String, _ value: String) {
    #expect(outline("a: \(text)") == "{a: float \(value)}")
  }

  @Test(arguments: [
    "no", "on", "yes", "off", "y", "1_000", "1:30", "2026-01-01", "nULL", "tRUE", "0x", "0xg",
    "0o8",
    "+0x1", "-0o7", "0x+1", "1e", "1e+", ".", "+", "..5", "1.2.3", "--1", "0b1", "1 000",
    ".e1",
    "infinity", "+.nan", "٣", "<<", "=",
  ])
  func plainStrings(_ text: String) {
    #expect(outline("a: \(text)") == "{a: \(text.debugDescription)}")
  }

  @Test(arguments: ["'12'", "\"true\"", "!!str 12", "! 12", "!!str 12 # number"])
  func whatIsQuotedOrTaggedIsText(_ text: String) {
    #expect(parse("a: \(text)").root?.mapping?["a"]?.value.kindName == "text")
  }

  @Test(arguments: [".inf", "-.INF", "+.Inf", ".nan", ".NaN", "&x .nan", "0x1ffffffffffffffff"])
  func numbersThatJSONDoesNotHave(_ text: String) {
    #expect(parse("a: \(text)").diagnostics.map(\.code) == ["ASST015"])
    #expect(parse("- \(text)").diagnostics.map(\.code) == ["ASST015"])
    #expect(parse("'.inf': 1").diagnostics.isEmpty)
    #expect(parse(".inf: 1").diagnostics.isEmpty)
  }

  @Test(arguments: [
    "!!int foo", "!!int 1.5", "!!bool yes", "!!null x", "!!map x", "!!seq {a: 1}", "!!str [a]",
  ])
  func tagsThatDoNotFit(_ text: String) {
    let found = parse("a: \(text)").diagnostics
    #expect(found.map(\.code) == ["ASST008"])
    #expect(found.first?.span?.text == String(text.prefix { $0 != " " }))
  }

  @Test func kindNames() {
    let names = parse("[s, 1, 1.5, true, null, [], {}]").root?.sequence?.map(\.kindName)
    #expect(
      names == [
        "text", "a number", "a number", "a boolean", "null", "a list", "a mapping",
      ])
  }
}
