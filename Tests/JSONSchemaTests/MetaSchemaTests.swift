import JSONSchema
import OrderedCollections
import ResourceModel
import Testing

/// What is refused in schemas, where, and in which words.
@Suite struct MetaSchemaTests {
  @Test func aSoundSchemaHasNoViolation() throws {
    let schema = try JSONParser.parse(
      #"""
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "a#", "$anchor": "_a.-1",
       "type": ["object", "null"], "required": [], "enum": [1, 1], "minLength": 2.0, "maxItems": 1e2,
       "multipleOf": 1e-400, "properties": {"type": {"type": "string"}, "required": true},
       "dependencies": {"a": ["b"], "b": false}, "x-own": {"type": "no type"}, "const": null,
       "$vocabulary": {"u:a": true}, "pattern": "(", "items": {}, "prefixItems": [true]}
      """#)
    #expect(MetaSchema.violations(in: schema) == [])
    #expect(MetaSchema.violations(in: true) == [])
  }

  /// Each schema, and the places that are wrong in it.
  @Test(arguments: [
    (#"5"#, [""]),
    (#"{"type": "float"}"#, ["/type"]),
    (#"{"type": ["string", "float", "float"]}"#, ["/type/1", "/type/2"]),
    (#"{"type": ["string", "null", "string"]}"#, ["/type/2"]),
    (#"{"type": []}"#, ["/type"]),
    (#"{"type": [5]}"#, ["/type/0"]),
    (#"{"required": true}"#, ["/required"]),
    (#"{"required": ["a", 1, "a", "b", "a"]}"#, ["/required/1", "/required/2", "/required/4"]),
    (#"{"properties": {"a/b~": {"required": true}}}"#, ["/properties/a~1b~0/required"]),
    (#"{"properties": {"a": "string", "b": [1]}}"#, ["/properties/a", "/properties/b"]),
    (#"{"properties": []}"#, ["/properties"]),
    (#"{"items": [{}]}"#, ["/items"]),
    (#"{"allOf": []}"#, ["/allOf"]),
    (#"{"allOf": [{}, null, {"not": 1}]}"#, ["/allOf/1", "/allOf/2/not"]),
    (
      #"{"minLength": -1, "maxLength": 1.5, "minItems": "1"}"#,
      ["/minLength", "/maxLength", "/minItems"]
    ),
    (#"{"minLength": 2.00000000000000000001}"#, ["/minLength"]),
    (
      #"{"multipleOf": 0, "minimum": "1", "exclusiveMinimum": true}"#,
      ["/multipleOf", "/minimum", "/exclusiveMinimum"]
    ),
    (#"{"multipleOf": -0.0e5}"#, ["/multipleOf"]),
    (
      #"{"enum": "a", "examples": {}, "uniqueItems": "yes"}"#,
      ["/enum", "/examples", "/uniqueItems"]
    ),
    (
      #"{"dependentRequired": {"a": "b", "c": ["d", "d"]}}"#,
      ["/dependentRequired/a", "/dependentRequired/c/1"]
    ),
    (#"{"dependencies": {"a": "b", "c": ["d", 1]}}"#, ["/dependencies/a", "/dependencies/c/1"]),
    (
      #"{"$id": "a#b", "$anchor": "1a", "$dynamicAnchor": "", "$ref": 1}"#,
      ["/$id", "/$anchor", "/$dynamicAnchor", "/$ref"]
    ),
    (#"{"$vocabulary": {"a": 1}, "$defs": {"a": 1}}"#, ["/$vocabulary/a", "/$defs/a"]),
    (
      #"{"title": 1, "description": null, "pattern": 1, "format": []}"#,
      ["/title", "/description", "/pattern", "/format"]
    ),
  ])
  func everyMistakeHasOnePlace(schema: String, places: [String]) throws {
    let violations = MetaSchema.violations(in: try JSONParser.parse(schema))
    #expect(violations.map(\.place.description) == places)
  }

  @Test func theKeywordAndWhatItTakesAreNamed() {
    let schema: JSONValue = ["properties": ["a": ["required": ["b", "b"], "items": 1]]]
    #expect(
      MetaSchema.violations(in: schema) == [
        MetaSchema.Violation(
          place: JSONPointer([.key("properties"), .key("a"), .key("required"), .index(1)]),
          keyword: "required", expected: "a list of texts, each of them once"),
        MetaSchema.Violation(
          place: JSONPointer([.key("properties"), .key("a"), .key("items")]),
          keyword: "items", expected: "a schema: an object, `true` or `false`"),
      ])
    #expect(MetaSchema.violations(in: "string").map(\.keyword) == [""])
  }

  @Test func textsAreToldApartByTheirCodePoints() {
    let names = (1...20).map { JSONValue.string("n\($0)") }
    #expect(MetaSchema.violations(in: ["required": ["\u{E9}", "e\u{301}"]]) == [])
    #expect(
      MetaSchema.violations(in: ["required": .array(names + ["n3"])]).map(\.place.description)
        == ["/required/20"])
    #expect(MetaSchema.violations(in: ["required": .array(names + ["\u{E9}", "e\u{301}"])]) == [])
  }

  @Test func theTableHasTheKeywordsOfTheMetaSchema() throws {
    for vocabulary in Keyword.Vocabulary.allCases {
      // What former drafts had stands in the document that gathers the vocabularies.
      let name = vocabulary == .former ? "schema" : vocabulary.rawValue
      let described =
        try SuiteFile.json("MetaSchema/\(name).json")["properties"]?.object?.keys ?? []
      let known = Keyword.allCases.filter { $0.vocabulary == vocabulary }.map(\.name)
      #expect(Set(described) == Set(known), "\(name)")
    }
    for keyword in Keyword.allCases { #expect(Keyword(named: keyword.name) == keyword) }
    #expect(Keyword(named: "dependentschemas") == nil)
  }
}
