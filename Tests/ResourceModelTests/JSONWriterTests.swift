import OrderedCollections
import ResourceModel
import TestSupport
import Testing

struct JSONWriterTests {
  @Test(arguments: UInt64(0)..<200, [JSONWriter.Layout.compact, .indented, .canonical])
  func whatIsWrittenReadsBackTheSame(seed: UInt64, layout: JSONWriter.Layout) throws {
    var random = SeededGenerator(seed: seed)
    let value = RandomJSON.value(depth: 0, using: &random)
    let text = JSONWriter.string(value, layout)
    let read = try JSONParser.parse(text)
    #expect(read.isEquivalent(to: value))
    if layout != .canonical { #expect(read == value, "with the order of keys") }
    #expect(JSONWriter.string(read, layout) == text)
    #expect(Digest(of: read) == Digest(of: value))
  }

  @Test(arguments: UInt64(0)..<100)
  func theCanonicalFormDoesNotKnowTheOrderOfKeys(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let value = RandomJSON.value(depth: 0, using: &random)
    let shuffled = RandomJSON.shuffled(value, using: &random)
    #expect(JSONWriter.string(shuffled, .canonical) == JSONWriter.string(value, .canonical))
    #expect(shuffled.isEquivalent(to: value))
  }

  @Test func theOrderOfAListCounts() {
    #expect(!JSONValue.array([1, 2]).isEquivalent(to: [2, 1]))
    #expect(Digest(of: [1, 2] as JSONValue) != Digest(of: [2, 1] as JSONValue))
  }

  @Test func layouts() {
    let value: JSONValue = ["b": [1, [:], []], "a": "é\u{1}\n\"\\/"]
    #expect(JSONWriter.string(value) == #"{"b":[1,{},[]],"a":"é\u0001\n\"\\/"}"#)
    #expect(JSONWriter.string(value, .canonical) == #"{"a":"é\u0001\n\"\\/","b":[1,{},[]]}"#)
    #expect(
      JSONWriter.string(value, .indented) == """
        {
          "b": [
            1,
            {},
            []
          ],
          "a": "é\\u0001\\n\\"\\\\/"
        }
        """)
  }

  @Test func canonicalKeysAreInTheOrderOfTheirBytes() {
    // Composed, "e\u{301}" would come after "z"; its bytes come before.
    let value: JSONValue = ["z": 1, "e\u{301}": 2, "Z": 3, "𝄞": 4, "\u{FFFD}": 5, "": 6]
    #expect(
      JSONWriter.string(value, .canonical)
        == "{\"\":6,\"Z\":3,\"e\u{301}\":2,\"z\":1,\"\u{FFFD}\":5,\"𝄞\":4}")
  }
}

struct JSONNumberTests {
  @Test(arguments: [
    ("1", "1"), ("1.0", "1"), ("1e0", "1"), ("10e-1", "1"), ("-0", "0"), ("-0.0", "0"),
    ("0e9", "0"),
    ("0.1", "0.1"), ("0.10", "0.1"), ("1e-1", "0.1"), ("0.2", "0.2"), ("100", "100"),
    ("1E2", "100"),
    ("1e400", "1e400"), ("12345678901234567890", "12345678901234567890"),
    ("9007199254740993", "9007199254740993"), ("9007199254740992.0", "9007199254740992"),
    ("1e20", "100000000000000000000"), ("100000000000000000000", "100000000000000000000"),
    ("-1e20", "-100000000000000000000"), ("1.5e300", "1.5e+300"),
  ])
  func canonicalText(_ text: String, _ canonical: String) {
    #expect(JSONNumber(validated: text).canonicalText == canonical)
  }

  @Test func equalityIsByValue() {
    let one = ["1", "1.0", "1e0"].map(JSONNumber.init(validated:))
    #expect(Set(one).count == 1)
    #expect(JSONNumber(validated: "9007199254740993") != JSONNumber(validated: "9007199254740992"))
    #expect(JSONNumber(validated: "1e400") != JSONNumber(validated: "1e401"))
  }

  @Test(arguments: [("8", 8), ("8.0", 8), ("8e0", 8), ("-3", -3), ("8.5", nil), ("1e30", nil)])
  func integers(_ text: String, _ value: Int?) {
    #expect(JSONNumber(validated: text).integer == value)
  }

  @Test func infinitiesAndNaNAreNoNumbers() {
    #expect(JSONNumber(Double.infinity) == nil)
    #expect(JSONNumber(-Double.infinity) == nil)
    #expect(JSONNumber(Double.nan) == nil)
  }

  @Test(arguments: UInt64(0)..<50)
  func everyDoubleWritesJSON(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let double = Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))
    guard let number = JSONNumber(double) else { return }
    #expect(try JSONParser.parse(number.text).number?.double == double)
    #expect(try JSONParser.parse(number.canonicalText) == .number(number))
  }
}
