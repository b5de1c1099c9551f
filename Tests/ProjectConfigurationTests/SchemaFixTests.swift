import Diagnostics
import ProjectConfiguration
import Testing
import YAMLSyntax

/// What `asst fmt --fix` would do: one fix after the other, each read again before the next.
struct SchemaFixTests {
  /// A function whose parameters are the given lines.
  private static func project(_ parameters: String, strict: Bool) -> String {
    let lines = parameters.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "            " + $0 }.joined(separator: "\n")
    return """
      assistants:
        a:
          model: m
          tools:
            - function:
                name: f
                strict: \(strict)
                parameters:
      \(lines)

      """
  }

  /// The text after all fixes, none of which may bring a new finding.
  private func fixed(_ text: String, path: String = "main.yaml", others: [String: String] = [:])
    throws
    -> (text: String, left: [Diagnostic])
  {
    var text = text
    var before: [Diagnostic]?
    for _ in 0..<50 {
      let found = MarkedProject(others.merging([path: text]) { $1 }).load().withoutAdvice
      if let before { #expect(found.count < before.count, "\(text)") }
      guard let (fix, span) = found.lazy.compactMap({ $0.fix.map { ($0, $0.edits[0].span) } }).first
      else { return (text, found) }
      #expect(span.file.path == path)
      let result = try #require(SourceEdit.apply(fix.edits, to: span.file))
      text = String(decoding: result, as: UTF8.self)
      before = found
    }
    Issue.record("the fixes have no end:\n\(text)")
    return (text, [])
  }

  private func check(
    _ before: String, _ after: String, strict: Bool = false, left: [String] = [],
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let result = try fixed(Self.project(before, strict: strict))
    #expect(
      result.text == Self.project(after, strict: strict), sourceLocation: sourceLocation)
    #expect(result.left.map { String($0.code.suffix(3)) } == left, sourceLocation: sourceLocation)
  }

  @Test func types() throws {
    try check(
      """
      type: dict  # of what?
      properties:
        a: { type: str }
        b: { "type": "Float" }
        c:
          type: date
          # when
          description: The day
        d: { type: str | None }
        e: { type: [boolean, null] }
        f: { type: any, title: x }
        g: { type: 'interger' }
      """,
      """
      type: object  # of what?
      properties:
        a: { type: string }
        b: { "type": "number" }
        c:
          type: string
          format: date
          # when
          description: The day
        d: { type: [string, "null"] }
        e: { type: [boolean, "null"] }
        f: { title: x }
        g: { type: 'integer' }
      """)
  }

  @Test func flagsBecomeAList() throws {
    try check(
      """
      type: object
      properties:
        a: { type: string, required: true } # first
        b:
          type: string
          required: true
        c: { required: false, type: string }
        d: { type: string, optional: false }
        e: { type: string, optional: true }
        f: { type: string, required: [f] }
      description: All of it
      """,
      """
      type: object
      properties:
        a: { type: string } # first
        b:
          type: string
        c: { type: string }
        d: { type: string }
        e: { type: string }
        f: { type: string }
      required: [a, b, d, f]
      description: All of it
      """)
  }

  @Test func flagsJoinABlockList() throws {
    try check(
      """
      type: object
      properties:
        a: { type: string, required: "true" }
        b: { type: string }
      required:
        - b # always
      """,
      """
      type: object
      properties:
        a: { type: string }
        b: { type: string }
      required:
        - b # always
        - a
      """)
  }

  @Test func nullables() throws {
    try check(
      """
      type: object
      properties:
        a: { type: string, nullable: true }
        b:
          nullable: false
          type: string
        c:
          type: [string, number]
          nullable: true
        d: { type: string, nullable: true, enum: [x] }
      """,
      """
      type: object
      properties:
        a: { type: [string, "null"] }
        b:
          type: string
        c:
          type: [string, number, "null"]
        d: { type: string, nullable: true, enum: [x] }
      """, left: ["082"])
  }

  @Test func valuesAndNames() throws {
    try check(
      """
      type: object
      properties:
        level: { type: string, enum: [1, 2.50, true, 2.50] }
        count: { type: integer, enum: ["1", '2'], default: "1" }
        orderId: { type: string, minLength: "3", desciption: x }
        price: { type: number, minimum: 0, exclusiveMinimum: true }
        pair: { type: array, items: [{ type: string }, { type: string }] }
        street: { properties: { no: { type: string } } }
        kind: { type: string, enum: big }
      required: [order_id, level, level]
      """,
      """
      type: object
      properties:
        level: { type: string, enum: ["1", "2.50", "true"] }
        count: { type: integer, enum: [1, 2], default: 1 }
        orderId: { type: string, minLength: 3, description: x }
        price: { type: number, exclusiveMinimum: 0 }
        pair: { type: array, prefixItems: [{ type: string }, { type: string }] }
        street: { type: object, properties: { no: { type: string } } }
        kind: { type: string, enum: [big] }
      required: [orderId, level]
      """)
  }

  @Test func mapsAreWrapped() throws {
    try check(
      """
      query:
        type: string # what
        description: |
          Two
          lines
      # how many
      limit: { type: integer }
      required: [query]
      """,
      """
      type: object
      properties:
        query:
          type: string # what
          description: |
            Two
            lines
        # how many
        limit: { type: integer }
      required: [query]
      """)
    try check(
      "{ query: { type: string }, limit: { type: integer }, required: [query] }",
      "{ type: object, properties: { query: { type: string }, limit: { type: integer } }, "
        + "required: [query] }")
  }

  @Test func strictSchemas() throws {
    try check(
      """
      type: object
      properties:
        a: { type: string }
        b:
          type: object
          properties: { c: { type: [string, "null"] } }
          additionalProperties: true
      """,
      """
      type: object
      additionalProperties: false
      properties:
        a: { type: string }
        b:
          type: object
          properties: { c: { type: [string, "null"] } }
          required: [c]
          additionalProperties: false
      required: [a, b]
      """, strict: true)
  }

  /// A key that says nothing must not become a keyword that refuses the schema.
  @Test func wordsThatTheKeywordDoesNotTakeAreLeft() throws {
    try check(
      """
      type: object
      properties:
        a: { type: string, max_length: 3 }
        b: { type: string, max_length: x }
        c: { type: string, min_length: [1] }
        d: { type: object, params: { e: { type: string } } }
      """,
      """
      type: object
      properties:
        a: { type: string, maxLength: 3 }
        b: { type: string, max_length: x }
        c: { type: string, min_length: [1] }
        d: { type: object, properties: { e: { type: string } } }
      """, left: ["088", "088"])
  }

  @Test func jsonStaysJSON() throws {
    let tools = "assistants: { a: { model: m, tools: [{ function: { file: f.json } }] } }\n"
    let result = try fixed(
      """
      {
        "name": "orders.get status",
        "parameters": {
          "properties": {
            "id": { "type": "str", "required": true },
            "day": {"type":"date"}
          }
        }
      }
      """, path: "f.json", others: ["main.yaml": tools])
    #expect(result.left == [])
    #expect(
      result.text == """
        {
          "name": "orders_get_status",
          "parameters": {
            "type": "object",
            "properties": {
              "id": { "type": "string" },
              "day": {"type":"string", "format": "date"}
            },
            "required": ["id"]
          }
        }
        """)
  }

  @Test func whatStandsElsewhereTooIsNotTouched() throws {
    let text = """
      x-text: &text { type: str }
      x-base: &base { type: dict }
      assistants:
        a:
          model: m
          tools:
            - function:
                name: f
                parameters:
                  <<: *base
                  properties: { a: *text, b: { type: "${var.kind}" }, c: &c { type: str }, d: *c }
      """
    let manifest = MarkedProject.manifest + "variables: { kind: str }\n"
    let loaded = MarkedProject(["main.yaml": text, "asst.yaml": manifest]).load()
    #expect(loaded.withoutAdvice.map(\.code) == Array(repeating: "ASST080", count: 4))
    #expect(loaded.diagnostics.allSatisfy { $0.fix == nil })
  }

  @Test func namesThatWouldCollideAreNotFixed() {
    func fixes(_ first: String, _ second: String) -> [String?] {
      let text = """
        assistants:
          a:
            model: m
            tools:
              - function: { name: \(first) }
              - function: { name: \(second) }
        """
      return MarkedProject(resources: text).load().withoutAdvice
        .filter { $0.code == "ASST045" }.map { $0.fix?.title }
    }
    #expect(fixes("get.a", "get.b") == ["Write `get_a`", "Write `get_b`"])
    #expect(fixes("get.a", "get_a") == [nil])
    #expect(fixes("get.a", "get a") == [nil, nil])
    #expect(fixes("größe", "get_a") == [nil])
    let across = """
      assistants:
        a:
          model: m
          tools:
            - function: { name: get.a }
            - type: file_search
              vector_stores: [{ id: vs_1 }]
            - function: { name: get_a }
          response_format:
            type: json_schema
            json_schema: { name: my.answer, schema: { type: object } }
      """
    let found = MarkedProject(resources: across).load().withoutAdvice
    #expect(found.map(\.code) == ["ASST045", "ASST045"])
    #expect(found.map { $0.fix?.title } == [nil, "Write `my_answer`"])
  }
}
