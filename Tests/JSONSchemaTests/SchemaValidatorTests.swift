import JSONSchema
import OrderedCollections
import ResourceModel
import Testing

/// What the official suite does not ask: places, bounds, and what is not known.
@Suite struct SchemaValidatorTests {
  private func verdict(_ schema: String, _ value: String) throws -> SchemaValidator.Verdict {
    try SchemaValidator(JSONParser.parse(schema)).verdict(on: JSONParser.parse(value))
  }

  @Test func asksTheSchemaAtAPlace() throws {
    let validator = SchemaValidator(
      try JSONParser.parse(
        #"""
        {"type": "object", "$defs": {"n": {"type": "number"}},
         "properties": {"a": {"$ref": "#/$defs/n", "minimum": 2}, "b": {"anyOf": [true, false]},
           "c": {"$id": "urn:c", "$defs": {"t": {"type": "string"}}, "items": {"$ref": "#/$defs/t"}}}}
        """#))
    let a = JSONPointer([.key("properties"), .key("a")])
    let b = JSONPointer([.key("properties"), .key("b"), .key("anyOf")])
    let c = JSONPointer([.key("properties"), .key("c"), .key("items")])
    #expect(validator.verdict(on: 3, at: a) == .accepted)
    #expect(validator.verdict(on: 1, at: a) == .refused)
    #expect(validator.verdict(on: "x", at: a) == .refused)
    #expect(validator.verdict(on: "x") == .refused)
    #expect(validator.verdict(on: 1, at: b.appending(.index(0))) == .accepted)
    #expect(validator.verdict(on: 1, at: b.appending(.index(1))) == .refused)
    #expect(validator.verdict(on: 1, at: b.appending(.index(2))) == .unknown)
    #expect(validator.verdict(on: 1, at: a.appending(.key("none"))) == .unknown)
    // A reference is relative to the resource that its schema stands in.
    #expect(validator.verdict(on: "x", at: c) == .accepted)
    #expect(validator.verdict(on: 1, at: c) == .refused)
  }

  @Test(arguments: [
    ##"{"$ref": "#"}"##,
    ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
    ##"{"$dynamicRef": "#a", "$dynamicAnchor": "a"}"##,
    ##"{"allOf": [{"$ref": "#"}, {"$ref": "#"}]}"##,
    ##"{"anyOf": [{"$ref": "#"}, {"$ref": "#"}], "unevaluatedItems": false}"##,
    ##"{"not": {"$ref": "#"}}"##,
    ##"{"oneOf": [{"$ref": "#"}, {"$ref": "#"}, {"$ref": "#"}]}"##,
  ])
  func aLoopOfReferencesEnds(schema: String) throws {
    #expect(try verdict(schema, "[1]") == .unknown)
  }

  @Test func recursionThatGoesIntoTheValueIsNoLoop() throws {
    let schema = ##"{"type": "array", "items": {"$ref": "#"}}"##
    #expect(try verdict(schema, "[[], [[[]]]]") == .accepted)
    #expect(try verdict(schema, "[[], [[[1]]]]") == .refused)
  }

  /// What is unknown matters only where nothing else decides.
  @Test(arguments: [
    (#"{"$ref": "http://a.test/x"}"#, "1", SchemaValidator.Verdict.unknown),
    (#"{"$ref": "http://a.test/x", "type": "string"}"#, "1", .refused),
    (##"{"$ref": "#/$defs/none"}"##, "1", .unknown),
    (##"{"$ref": "#none"}"##, "1", .unknown),
    (#"{"anyOf": [{"$ref": "x"}, true]}"#, "1", .accepted),
    (#"{"anyOf": [{"$ref": "x"}, false]}"#, "1", .unknown),
    (#"{"oneOf": [{"$ref": "x"}, true, true]}"#, "1", .refused),
    (#"{"oneOf": [{"$ref": "x"}, true]}"#, "1", .unknown),
    (#"{"not": {"$ref": "x"}}"#, "1", .unknown),
    (#"{"if": {"$ref": "x"}, "then": {"type": "number"}, "else": {"minimum": 0}}"#, "1", .accepted),
    (#"{"if": {"$ref": "x"}, "then": {"type": "number"}, "else": false}"#, "1", .unknown),
    (#"{"if": {"$ref": "x"}, "then": {"type": "string"}, "else": false}"#, "1", .refused),
    (#"{"contains": {"$ref": "x"}}"#, "[1]", .unknown),
    (#"{"contains": {"$ref": "x"}}"#, "[]", .refused),
    (#"{"contains": {"$ref": "x"}, "minContains": 0}"#, "[1]", .accepted),
    (#"{"contains": {"$ref": "x"}, "minContains": 0, "maxContains": 0}"#, "[1]", .unknown),
    (#"{"$ref": "x", "unevaluatedProperties": false}"#, #"{"a": 1}"#, .unknown),
    (#"{"contains": {"$ref": "x"}, "unevaluatedItems": false}"#, "[1]", .unknown),
    (#"{"anyOf": [{"$ref": "x"}, true], "unevaluatedProperties": false}"#, #"{"a": 1}"#, .unknown),
    (
      #"{"anyOf": [{"$ref": "x"}, true], "unevaluatedProperties": {"type": "number"}}"#,
      #"{"a": 1}"#, .accepted
    ),
    (#"{"pattern": "(a)\\1"}"#, #""aa""#, .unknown),
    (#"{"patternProperties": {"(a)\\1": {"type": "number"}}}"#, #"{"aa": 1}"#, .accepted),
    (#"{"patternProperties": {"(a)\\1": {"type": "string"}}}"#, #"{"aa": 1}"#, .unknown),
    (
      #"{"patternProperties": {"(a)\\1": true}, "additionalProperties": false}"#, #"{"a": 1}"#,
      .unknown
    ),
    (
      #"{"patternProperties": {"(a)\\1": true, "a": true}, "additionalProperties": false}"#,
      #"{"a": 1}"#, .accepted
    ),
    (#"{"$schema": "http://json-schema.org/draft-07/schema#", "type": "string"}"#, "1", .unknown),
    (
      #"{"properties": {"a": {"$id": "urn:a", "$schema": "urn:other", "type": "string"}}}"#,
      #"{"a": 1}"#, .unknown
    ),
    (##"{"$ref": "#a", "$defs": {"x": {"$anchor": "a"}, "y": {"$anchor": "a"}}}"##, "1", .unknown),
  ])
  func theUnknownIsCarriedAlong(
    schema: String, value: String, expected: SchemaValidator.Verdict
  ) throws {
    #expect(try verdict(schema, value) == expected)
  }

  @Test(arguments: [
    (#"{"const": 1e400}"#, "10e399", SchemaValidator.Verdict.accepted),
    (#"{"const": 0.1}"#, "0.10000000000000000001", .refused),
    (#"{"enum": [9007199254740993]}"#, "9007199254740992", .refused),
    (#"{"const": {"a": [1.0, -0]}}"#, #"{"a": [1, 0]}"#, .accepted),
    (#"{"uniqueItems": true}"#, "[1, 10e-1]", .refused),
    (#"{"uniqueItems": true}"#, #"[{"a": 1, "b": 2}, {"b": 2.0, "a": 1}]"#, .refused),
    (#"{"uniqueItems": true}"#, #"["1", 1, [1], {"1": 1}, null, false, ["1"]]"#, .accepted),
    (#"{"type": "integer"}"#, "1e1000000000", .accepted),
    (#"{"type": "integer"}"#, "1e-1000000000", .refused),
    (#"{"type": "integer"}"#, "2.00000000000000000001", .refused),
    (#"{"multipleOf": 0.01}"#, "19.99", .accepted),
    (#"{"multipleOf": 0.01}"#, "19.999", .refused),
    (#"{"multipleOf": 7}"#, "1e1000000000", .refused),
    (#"{"multipleOf": 7e-3}"#, "7e1000000000", .accepted),
    (#"{"multipleOf": 3}"#, "0", .accepted),
    (#"{"multipleOf": 12345678901234567891}"#, "24691357802469135782", .unknown),
    (#"{"multipleOf": 1234567890123456789}"#, "2469135780246913578", .accepted),
    (#"{"maximum": 1e1000000000}"#, "2e1000000000", .refused),
    (#"{"exclusiveMinimum": -0.1}"#, "-0.10000000000000000001", .refused),
    (#"{"minimum": 1e99999999999999999999}"#, "1", .unknown),
    (#"{"maxLength": 1}"#, #""\u0065\u0301""#, .refused),
    (#"{"maxLength": 1}"#, #""\ud83d\udc32""#, .accepted),
    (#"{"const": "\u00e9"}"#, #""e\u0301""#, .refused),
    (#"{"properties": {"\u00e9": false}}"#, #"{"e\u0301": 1}"#, .accepted),
    (#"{"required": ["\u00e9"]}"#, #"{"e\u0301": 1}"#, .refused),
  ])
  func valuesAreExact(
    schema: String, value: String, expected: SchemaValidator.Verdict
  ) throws {
    #expect(try verdict(schema, value) == expected)
  }

  @Test func identifiersAreResolvedAsReferencesAre() throws {
    // RFC 3986, section 5.4: what a reference means from `http://a/b/c/d;p?q`.
    let meanings = [
      "g:h": "g:h", "g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/",
      "/g": "http://a/g", "//g": "http://g", "?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y",
      ";x": "http://a/b/c/;x", ".": "http://a/b/c/", "..": "http://a/b/", "../g": "http://a/b/g",
      "../..": "http://a/", "../../g": "http://a/g", "../../../g": "http://a/g",
      "/../g": "http://a/g", "g..": "http://a/b/c/g..", "./../g": "http://a/b/g",
      "./g/.": "http://a/b/c/g/", "g/../h": "http://a/b/c/h", "HTTP://a/x": "http://a/x",
    ]
    for (reference, meaning) in meanings {
      let schema: JSONValue = [
        "$id": "http://a/b/c/d;p?q", "$ref": .string(reference),
        "$defs": ["x": ["$id": .string(meaning), "type": "string"]],
      ]
      #expect(SchemaValidator(schema).verdict(on: "") == .accepted, "\(reference)")
      #expect(SchemaValidator(schema).verdict(on: 1) == .refused, "\(reference)")
    }
  }

  @Test func theStandardMetaSchemaIsKnown() throws {
    let schema = #"{"$ref": "https://json-schema.org/draft/2020-12/schema"}"#
    #expect(try verdict(schema, #"{"type": "string"}"#) == .accepted)
    #expect(try verdict(schema, #"{"type": "float"}"#) == .refused)
  }

  @Test func muchWorkIsGivenUp() {
    var schema: JSONValue = ["type": "integer"]
    for _ in 0..<60 { schema = ["allOf": [schema, schema]] }
    #expect(SchemaValidator(schema).verdict(on: 1) == .unknown)

    // Each of these texts is soon done, but not all of them.
    let texts = (0..<500).map { JSONValue.string(String(repeating: "a", count: 2_000) + "\($0)") }
    let pattern: JSONValue = ["items": ["not": ["pattern": "^(a|a)*$"]]]
    #expect(SchemaValidator(pattern).verdict(on: .array(Array(texts.prefix(5)))) == .accepted)
    #expect(SchemaValidator(pattern).verdict(on: .array(texts)) == .unknown)
  }

  @Test func placesAreWrittenAsPointers() {
    let place = JSONPointer([.key("a/b"), .index(3), .key("~1"), .key(""), .key("/\u{308}")])
    #expect(place.description == "/a~1b/3/~01//~1\u{308}")
    #expect(JSONPointer().description == "")
  }
}
