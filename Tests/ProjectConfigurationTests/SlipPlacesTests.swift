import Diagnostics
import ProjectConfiguration
import Testing

/// Each slip is found wherever a schema can stand, and however it is written.
struct SlipPlacesTests {
  /// The code, and the schema that has the slip.
  private static let slips = [
    ("080", "{ type: dict }"), ("080", "{ type: float }"), ("080", "{ type: double }"),
    ("080", "{ type: any }"), ("080", "{ type: tuple }"), ("080", "{ type: HashMap }"),
    ("080", "{ type: String }"), ("080", "{ type: Boolean }"), ("080", "{ type: [string, Int] }"),
    ("081", "{ type: string, required: true }"),
    ("082", "{ type: string, optional: true }"),
    ("083", "{ type: string, enum: [a, 1] }"), ("083", "{ type: string, enum: [a, a] }"),
    ("084", "{ type: string, default: 5 }"), ("084", "{ type: integer, maximum: 3, default: 4 }"),
    ("084", "{ enum: [a, b], default: c }"),
    ("085", "{ properties: { a: { type: string } } }"),
    ("086", "{ type: object, properties: { a: { type: string } }, required: [b] }"),
    ("087", "{ type: string, maxLength: -1 }"), ("087", "{ type: string, enum: a }"),
    ("088", "{ type: string, minlength: 1 }"),
    ("092", "{ $ref: \"#/$defs/nothing\" }"),
  ]

  /// Schemas of an object in which `SLIP` stands for one.
  private static let places = [
    "{ type: object, properties: { p: SLIP } }",
    "{ type: object, properties: { p: { type: array, items: SLIP } } }",
    "{ type: object, properties: { p: { type: array, items: { type: object, properties: { q: SLIP } } } } }",
    "{ type: object, properties: { p: { anyOf: [{ type: \"null\" }, SLIP] } } }",
    "{ type: object, properties: { p: { oneOf: [SLIP, { type: \"null\" }] } } }",
    "{ type: object, properties: { p: { $ref: \"#/$defs/x\" } }, $defs: { x: SLIP } }",
    "{ type: object, definitions: { x: { type: object, properties: { y: SLIP } } } }",
    "{ type: object, additionalProperties: SLIP }",
    "{ type: object, patternProperties: { ^a: SLIP } }",
    "{ type: object, properties: { p: { type: array, prefixItems: [{ type: string }, SLIP] } } }",
    "{ type: object, properties: { p: { type: array, items: [{ type: string }, SLIP] } } }",
    "{ type: object, properties: { type: SLIP } }",
    "{ type: object, properties: { properties: { type: object, properties: { items: SLIP } } } }",
    "{ type: dict, properties: { p: SLIP } }",
    "{ p: { type: object, properties: { q: SLIP } } }",
  ]

  private static let function = "name: f, description: d, parameters:"

  /// A project around a schema of an object.
  private static func projects(_ schema: String) -> [String: [String: String]] {
    let anchored = schema.replacing("SLIP", with: "*slip")
    return [
      "flow": [
        "main.yaml":
          "assistants: { a: { model: m, tools: [{ function: { \(function) \(schema) } }] } }\n"
      ],
      "as the API": [
        "main.yaml":
          "assistants: { a: { model: m, tools: [{ type: function, function: { \(function) \(schema) } }] } }\n"
      ],
      "response format": [
        "main.yaml": """
        assistants:
          a:
            model: m
            response_format:
              type: json_schema
              json_schema: { name: n, schema: \(schema) }

        """
      ],
      "included": [
        "main.yaml": "assistants: { a: { model: m, tools: [{ function: { file: f.yaml } }] } }\n",
        "f.yaml": "{ \(function) { file: s.yaml } }\n", "s.yaml": "\(schema)\n",
      ],
      "anchored": [
        "main.yaml": """
        x-slip: &slip SLIP
        assistants: { a: { model: m, tools: [{ function: { \(function) \(anchored) } }] } }

        """
      ],
      "merged": [
        "main.yaml": """
        x-function: &function { \(function) \(schema) }
        assistants: { a: { model: m, tools: [{ function: { <<: *function, strict: false } }] } }

        """
      ],
      "front matter": [
        "a.md": "---\nmodel: m\ntools: [{ function: { \(function) \(schema) } }]\n---\nHello.\n"
      ],
    ]
  }

  @Test(arguments: slips)
  func isFound(code: String, slip: String) {
    // What no keyword holds yet, the meta-schema cannot speak about.
    let isMeta = code == "087"
    for place in Self.places
    where !isMeta || !(place.contains("items: [") || place.hasPrefix("{ p: ")) {
      for (name, files) in Self.projects(place) {
        let files = files.mapValues { $0.replacing("SLIP", with: slip) }
        let found = MarkedProject(files).load().diagnostics
        #expect(
          found.contains { $0.code == "ASST" + code && $0.span != nil },
          "\(slip), \(name), in \(place):\n\(DiagnosticRenderer.render(found).plain)")
      }
    }
  }

  @Test func valuesOfVariablesAreLookedAt() {
    MarkedProject([
      "asst.yaml": MarkedProject.manifest + "variables: { t: dict, d: five }\n",
      "main.yaml": """
      assistants:
        a:
          model: m
          tools:
            - function:
                name: f
                parameters:
                  type: object
                  properties:
                    a: { type: ⟦080 "${var.t}"⟧ }
                    b: { type: integer, default: ⟦084 "${var.d}"⟧ }
      """,
    ]).check()
  }
}
