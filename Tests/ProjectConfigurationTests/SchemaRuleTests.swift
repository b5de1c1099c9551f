import Diagnostics
import ProjectConfiguration
import Testing

/// Slips in schemas, in all the styles in which schemas are written.
struct SchemaRuleTests {
  /// A function with these parameters, indented as they are given.
  private func parameters(_ yaml: String, strict: Bool = false) -> MarkedProject {
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "            " + $0 }.joined(separator: "\n")
    return MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            tools:
              - function:
                  name: f
                  parameters:
        \(lines)
                  strict: \(strict)
        """)
  }

  @Test func typesInBlockStyle() {
    parameters(
      """
      type: ⟦080 dict⟧
      properties:
        a:
          type: ⟦080 float⟧
        b:
          type:
            - string
            - ⟦080 null⟧
        c:
          type: array
          items:
            type: ⟦080 Str⟧
        type:
          type: ⟦080 HashMap⟧
      """
    ).check()
  }

  @Test(arguments: [
    "dict", "map", "HashMap", "float", "double", "decimal", "int", "long", "str", "text", "any",
    "tuple", "list", "set", "bool", "date", "datetime", "file", "enum", "String", "Boolean",
    "Integer", "None", "nil", "\"List[int]\"", "\"string[]\"", "Optional", "~",
  ])
  func typeHasHelp(type: String) throws {
    let found = parameters("type: object\nproperties: { a: { type: \(type) } }").load()
      .withoutAdvice
    #expect(found.map(\.code) == ["ASST080"])
    #expect(found.first?.help != nil)
  }

  @Test(arguments: [
    (
      "type: object\nproperties: { a: { type: int, nullable: true } }",
      "`type: [integer, \"null\"]`"
    ),
    ("qty: number", "`properties: { qty: { type: number } }`"),
    ("qty: int", "`properties: { qty: { type: integer } }`"),
    ("id: string", "`properties: { id: { type: string } }`"),
  ])
  func helpNamesTheTypeThatIsMeant(schema: String, help: String) {
    let helps = parameters(schema).load().withoutAdvice.compactMap(\.help)
    #expect(helps.contains { $0.contains(help) }, "\(helps)")
    #expect(!helps.contains { $0.contains("$id") })
  }

  @Test func requiredAsAFlag() {
    parameters(
      """
      type: object
      properties:
        a: { type: string, ⟦081 required: true⟧ }
        b:
          type: string
          ⟦081 required: "false"⟧
        c: { type: array, items: { type: string, ⟦081 required: true⟧ } }
        d: { type: string, ⟦081 required⟧: [a, d] }
        e: { type: object, properties: { x: { type: string } }, required: ⟦081 x⟧ }
        required: { type: boolean }
      """
    ).check()
    parameters("type: object\nproperties: { a: { type: string } }\n⟦081 required: true⟧").check()
  }

  @Test func optionalAndNullable() {
    parameters(
      """
      type: object
      properties:
        a: { type: string, ⟦082 optional: true⟧ }
        b: { type: string, ⟦082 nullable: true⟧ }
        optional: { type: boolean }
        nullable: { type: boolean }
      """
    ).check()
  }

  @Test func enums() {
    parameters(
      """
      type: object
      properties:
        a: { type: string, enum: [x, ⟦083 1⟧, 2] }
        b: { type: integer, enum: [1, 2, ⟦083 1.0⟧] }
        c: { type: string, ⟦083 enum⟧: [] }
        d: { enum: [1, "1", null, x] }
        e: { type: [string, "null"], enum: [x, null] }
        f: { type: string, enum: [no, on, yes] }
        g: { enum: [{ a: 1, b: 2 }, ⟦083 { b: 2, a: 1 }⟧] }
      """
    ).check()
  }

  @Test func valuesThatAreRefused() {
    parameters(
      """
      type: object
      properties:
        a: { type: integer, default: ⟦084 ten⟧ }
        b: { type: string, default: ⟦084 null⟧ }
        c: { type: string, enum: [x, y], default: ⟦084 z⟧ }
        d: { type: integer, const: ⟦084 1.5⟧ }
        e: { type: boolean, examples: [true, ⟦084 "yes"⟧] }
        default: { type: string, default: a }
      """
    ).check()
  }

  @Test func halfOfAType() {
    parameters(
      """
      type: object
      properties:
        a: { ⟦085 properties⟧: { b: { type: string } } }
        c: { ⟦085 required⟧: [x] }
        d: { ⟦085 type: array⟧ }
        e: { type: array, prefixItems: [{ type: string }] }
        properties: { type: object, properties: {} }
        f:
          type: object
          properties: { k: { type: string } }
          if: { properties: { k: { const: x } } }
          then: { required: [k] }
          anyOf: [{ required: [k] }, { properties: { k: { const: y } } }]
      """
    ).check()
  }

  @Test func propertiesOutsideOfProperties() {
    parameters("⟦078 query⟧: { type: string }\nlimit: { type: integer }").check()
    parameters("type: object\n⟦078 query⟧: { type: ⟦080 str⟧ }").check()
    parameters("⟦078 city⟧: string\nunit: str").check()
    parameters("⟦078 title⟧: { type: string }\ntype: { type: string }").check()
    parameters(
      """
      type: object
      properties:
        a: { type: object, ⟦078 street⟧: { type: string }, required: [street] }
        b: { type: array, items: { ⟦078 id⟧: { type: string } } }
      """
    ).check()
  }

  @Test func requiredNames() {
    parameters(
      """
      type: object
      properties: { order_id: { type: string }, n: { type: integer } }
      required: [⟦086 orderId⟧, n, ⟦086 n⟧, ⟦086 other⟧]
      """
    ).check()
    parameters(
      """
      type: object
      properties: { a: { type: string } }
      required: [b]
      additionalProperties: { type: string }
      """
    ).check()
  }

  @Test func keywords() throws {
    let loaded = parameters(
      """
      type: object
      properties:
        a: { type: string, ⟦088 desciption⟧: x, ⟦088 min_length⟧: 1, x-mine: 1 }
        b: { type: integer, ⟦088 max⟧: 1, ⟦088 frobnicate⟧: 2 }
      ⟦088 c⟧: { type: string }
      ⟦088 requried⟧: [a]
      ⟦088 strict⟧: true
      """
    ).check()
    #expect(
      loaded.withoutAdvice.map { $0.help?.contains("Did you mean") } == [
        true, true, true, false, false, true, false,
      ])
    #expect(loaded.withoutAdvice.allSatisfy { $0.severity == .warning })
  }

  @Test func keywordsOfOtherTypes() {
    parameters(
      """
      type: object
      properties:
        a: { type: integer, ⟦079 minLength⟧: 1, minimum: 0 }
        b: { type: [string, "null"], ⟦079 items⟧: { type: string }, pattern: x }
        c: { type: array, items: { type: string }, ⟦079 properties⟧: {} }
        d: { type: [integer, array], minimum: 1, items: true, multipleOf: 2 }
      """
    ).check()
  }

  @Test func earlierDrafts() {
    parameters(
      """
      type: object
      properties:
        a: { type: number, minimum: 1, ⟦087 exclusiveMinimum: true⟧ }
        b: { type: array, ⟦087 items⟧: [{ type: string }] }
        c: { $ref: "#/definitions/d" }
      definitions: { d: { type: string } }
      """
    ).check()
  }

  @Test func roots() {
    parameters("⟦091 properties: {}⟧").check()
    parameters("⟦091 type: [object, \"null\"]⟧\nproperties: {}").check()
    parameters("⟦091 anyOf⟧:\n  - { type: object }").check()
    MarkedProject(
      resources: """
        assistants:
          a: { model: m, tools: [{ function: { name: f, parameters: ⟦091 {}⟧ } }] }
          b: { model: m, tools: [{ function: { name: f, parameters: { ⟦091 type: string⟧ } } }] }
          c:
            model: m
            response_format:
              type: json_schema
              json_schema: { name: n, schema: { type: array, items: { type: string } } }
        """
    ).check()
  }

  @Test func references() {
    parameters(
      """
      type: object
      properties:
        a: { $ref: ⟦092 "#/$defs/Adress"⟧ }
        b: { $ref: ⟦092 "other.json#/$defs/Address"⟧ }
        c: { $ref: "#/$defs/Address" }
        d: { $ref: "#" }
        e: { $ref: "#street" }
        f: { $ref: "#/properties/a" }
        g: { $ref: ⟦092 "#/$defs/Address/type"⟧ }
        $ref: { type: string }
        h: { default: { $ref: nothing } }
      $defs:
        Address: { type: object, properties: { street: { $anchor: street, type: string } } }
      """
    ).check()
  }

  @Test func strictSubset() {
    parameters(
      """
      ⟦089 type: object⟧
      ⟦089 properties⟧:
        a: { type: string, ⟦103 minLength⟧: 1, ⟦103 default⟧: x }
        b: { ⟦089 oneOf⟧: [{ type: string }, { type: object }] }
        c: { $ref: "#/$defs/x", ⟦089 description⟧: y }
        ⟦089 d⟧: { description: anything }
        e: { type: [object, "null"], properties: {}, ⟦089 additionalProperties: true⟧ }
        f: { anyOf: [{ type: string }, { ⟦089 type: object⟧, properties: {} }] }
      $defs: { x: { type: string, pattern: "^a", format: date } }
      """, strict: true
    ).check()
    MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            response_format:
              type: json_schema
              json_schema: { name: n, strict: true, schema: { ⟦089 anyOf⟧: [{ type: string }] } }
        """
    ).check()
  }

  @Test func strictLimits() {
    let many = (0..<1001).map { "v\($0)" }.joined(separator: ", ")
    let long = (0..<251).map { "v\($0)" + String(repeating: "x", count: 60) }
      .joined(separator: ", ")
    for (values, mark) in [(many, "⟦090 type: object⟧"), (long, "type: object")] {
      let isLong = mark == "type: object"
      let schema = """
        \(mark)
        additionalProperties: false
        required: [a]
        properties: { a: { type: string, \(isLong ? "⟦090 enum⟧" : "enum"): [\(values)] } }
        """
      parameters(schema, strict: true).check()
    }
    let inner = "additionalProperties: false, required: [a], properties: { a: "
    for levels in [10, 11] {
      var schema = "{ type: string }"
      for _ in 2...levels {
        schema = "{ type: object, \(inner)\(schema) } }"
      }
      let root =
        "type: object\nadditionalProperties: false\nrequired: [a]\nproperties: { a: \(schema) }"
      let found = parameters(root, strict: true).load().withoutAdvice
      #expect(found.map(\.code) == (levels == 10 ? [] : ["ASST090"]))
    }
  }

  /// Names of definitions and values of `const` count as those of properties do.
  @Test func strictCharacters() {
    for (count, mark) in [(119, "type: object"), (120, "⟦090 type: object⟧")] {
      let names = (0..<count).map { "\($0 + 1_000)" + String(repeating: "x", count: 996) }
      let schema = """
        \(mark)
        additionalProperties: false
        required: [a]
        properties: { a: { const: abc } }
        $defs: { \(names.map { "\($0): { type: string }" }.joined(separator: ", ")) }
        """
      parameters(schema, strict: true).check()
    }
  }

  @Test func anIncludedFileIsToldAboutOnce() {
    MarkedProject([
      "main.yaml": """
      assistants:
        a: { model: m, tools: [{ function: { file: tools/f.yaml } }] }
        b: { model: m, tools: [{ function: { file: tools/f.yaml } }, { function: { file: g.json } }] }
      """,
      "tools/f.yaml": """
      name: f
      parameters:
        type: object
        properties: { a: { type: ⟦080 str⟧ } }
        required: [⟦086 b⟧]
      """,
      "g.json": """
      {"name": "g", "strict": true, "parameters": {"type": "object", "additionalProperties": false,
        "properties": {"a": {"type": ⟦080 "float"⟧}, "b": {"type": "string", ⟦103 "default"⟧: ""}},
        "required": ["a", "b"]}}
      """,
    ]).check()
  }

  @Test func aSchemaIsToldAboutWhereItStands() {
    MarkedProject(
      resources: """
        x-shared: &shared { type: ⟦080 str⟧ }
        assistants:
          a:
            model: m
            tools:
              - function:
                  name: f
                  parameters: { type: object, properties: { a: *shared, b: *shared } }
        """
    ).check()
  }

  @Test func rulesCanBeTurnedOff() {
    let manifest = MarkedProject.manifest + "rules: { ASST088: off, ASST086: warning }\n"
    MarkedProject([
      "asst.yaml": manifest,
      "main.yaml": """
      assistants:
        a:
          model: m
          tools:
            - function:
                name: f
                parameters: { type: object, foo: 1, properties: {}, required: [⟦086 a⟧] }
      """,
    ]).check()
  }
}
