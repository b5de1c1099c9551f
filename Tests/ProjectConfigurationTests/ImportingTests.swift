import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import TestSupport
import Testing

/// Objects to files: what a person would have written, read back as the same values.
@Suite struct ImportingTests {
  private static let address = Address(collection: "assistants", key: "a")

  private func imported(
    _ attributes: [AttributePath: JSONValue], keys: [String: Address] = [:],
    modeline: String? = nil, existing: [String: ImportedFiles.Existing] = [:]
  ) -> ImportedResource {
    ImportedResource(
      ObservedResource(kind: ResourceKind("assistant"), id: "asst_1", attributes: attributes),
      at: Self.address, schema: .assistant, keys: keys, modeline: modeline,
      existing: { existing[$0] ?? .nothing })
  }

  private func text(_ resource: ImportedResource, _ path: String) -> String? {
    resource.files.files.first { $0.path == path }?.text
  }

  @Test func defaultsAndNullsAreLeftOut() {
    let resource = imported(
      [
        AttributePath("model"): "m", AttributePath("name"): .null,
        AttributePath("description"): "", AttributePath("instructions"): .null,
        AttributePath("tools"): [
          [
            "type": "file_search",
            "ranking_options": ["ranker": "default_2024_08_21", "score_threshold": 0],
          ]
        ],
        AttributePath("file_search.vector_stores"): [], AttributePath("code_interpreter.files"): [],
        AttributePath("temperature"): .number(JSONNumber(validated: "1.0")),
        AttributePath("top_p"): .number(JSONNumber(validated: "0.10")),
        AttributePath("response_format"): "auto", AttributePath("reasoning_effort"): .null,
      ], modeline: "# modeline")
    #expect(
      text(resource, "a.yaml") == """
        # modeline
        assistants:
          a:
            description: ""
            model: m
            tools:
              - type: file_search
            top_p: 0.10

        """)
    #expect(resource.files.files.count == 1)
    #expect(resource.remarks.isEmpty)
  }

  @Test func requiredFieldsStayBesideOthers() {
    let resource = imported([
      AttributePath("model"): "m",
      AttributePath("tools"): [
        [
          "type": "file_search", "ranking_options": ["ranker": "other", "score_threshold": 0],
          "a_new_field": 1,
        ]
      ],
    ])
    #expect(
      text(resource, "a.yaml")?.contains("ranking_options: { ranker: other, score_threshold: 0 }")
        == true)
    #expect(text(resource, "a.yaml")?.contains("a_new_field") == false)
  }

  @Test func filesAndWhatHasNoPlaceAreRemarks() {
    let resource = imported([
      AttributePath("model"): "m",
      AttributePath("tools"): [["type": "code_interpreter"]],
      AttributePath("file_search.vector_stores"): ["vs_1"],
      AttributePath("code_interpreter.files"): ["file-1"],
    ])
    #expect(
      resource.remarks == [
        .files(AttributePath("code_interpreter.files")),
        .homeless(AttributePath("file_search.vector_stores")),
      ])
    #expect(
      text(resource, "a.yaml")?.contains(
        """
            tools:
              # The files that it has are not declared, and stay as they are.
              - type: code_interpreter

        """) == true)
  }

  @Test func longSchemasOfAnswersHaveAFileAndShortOnesNot() {
    func format(_ count: Int) -> JSONValue {
      var properties = JSONObject()
      for index in 0..<count { properties["p\(index)"] = ["type": "string"] }
      return [
        "type": "json_schema",
        "json_schema": [
          "name": "ticket", "strict": true,
          "schema": ["type": "object", "properties": .object(properties)],
        ],
      ]
    }
    let short = imported([
      AttributePath("model"): "m", AttributePath("response_format"): format(2),
    ])
    #expect(short.files.files.map(\.path) == ["a.yaml"])
    #expect(
      text(short, "a.yaml")?.hasSuffix(
        """
            response_format:
              type: json_schema
              json_schema:
                name: ticket
                schema:
                  type: object
                  properties:
                    p0: { type: string }
                    p1: { type: string }
                strict: true

        """) == true)
    let long = imported([
      AttributePath("model"): "m", AttributePath("response_format"): format(40),
    ])
    #expect(long.files.files.map(\.path) == ["a.yaml", "schemas/ticket.yaml"])
    #expect(text(long, "a.yaml")?.contains("schema: { file: schemas/ticket.yaml }") == true)
  }

  @Test func twoFunctionsOfOneNameAndNamesThatAreNoFiles() {
    func function(_ name: String, _ description: String) -> JSONValue {
      [
        "type": "function",
        "function": ["name": .string(name), "description": .string(description)],
      ]
    }
    let resource = imported([
      AttributePath("model"): "m",
      AttributePath("tools"): [
        function("f", "One"), function("f", "Two"), function("f", "Three"),
        function("../../evil", "Four"),
      ],
    ])
    #expect(
      resource.files.files.map(\.path) == ["a.yaml", "tools/f.yaml", "tools/a-f.yaml"])
    #expect(resource.files.conflicts == ["tools/f.yaml"])
    #expect(text(resource, "a.yaml")?.contains("name: ../../evil") == true)
  }

  @Test func whatStandsInTheWayIsNeverTaken() {
    for existing in [ImportedFiles.Existing.text([0x61]), .other] {
      let resource = imported(
        [AttributePath("model"): "m", AttributePath("instructions"): "Be kind."],
        existing: [
          "a.yaml": existing, "prompts/a.md": existing, "prompts/assistants-a.md": existing,
        ])
      #expect(resource.files.files.map(\.path) == ["assistants-a.yaml"])
      #expect(resource.files.conflicts == ["prompts/a.md"])
    }
    let same = imported(
      [AttributePath("model"): "m", AttributePath("instructions"): "Be kind."],
      existing: ["prompts/a.md": .text(Array("Be kind.\n".utf8))])
    #expect(same.files.files.map(\.isPresent) == [false, true])
    #expect(same.files.conflicts.isEmpty)
  }

  /// A thousand objects full of hostile texts: the files are canonical, and read back as what was
  /// there. A failure prints its seed.
  @Test func aThousandRandomObjects() throws {
    for seed in UInt64(0)..<1_000 {
      var random = RandomObject(seed: seed)
      let attributes = random.attributes()
      let resource = imported(attributes)
      try check(resource, attributes, "seed \(seed)")
    }
  }

  private func check(
    _ resource: ImportedResource, _ attributes: [AttributePath: JSONValue], _ label: String
  ) throws {
    var sources = InMemorySources()
    sources.contents["asst.yaml"] = Array(
      "project: p\ntargets: { t: { provider: v, base_url: 'http://127.0.0.1/v1' } }\n".utf8)
    for file in resource.files.files { sources.contents[file.path] = Array(file.text.utf8) }
    let request = ConfigurationRequest(providers: ["v"])
    let loaded = ConfigurationLoader.load(from: sources, request)
    guard let desired = loaded.configuration?.desired.resources[Self.address] else {
      Issue.record(
        "\(label): \(loaded.diagnostics.filter { $0.severity == .error }.map { ($0.code, $0.detail) })"
      )
      return
    }
    let schema = ResourceSchema.assistant
    for (path, value) in attributes {
      let wanted = schema.normalForm(value, at: path)
      guard case .json(let declared)? = desired.attributes[path]?.value else {
        #expect(wanted.isEquivalent(to: schema.normalForm(nil, at: path)), "\(label) \(path)")
        continue
      }
      let found = schema.normalForm(declared, at: path)
      // Byte by byte, and in the order of keys.
      if JSONWriter.string(found) != JSONWriter.string(wanted) {
        Issue.record(
          "\(label) \(path): \(JSONWriter.string(found)) for \(JSONWriter.string(wanted))")
      }
    }
    #expect(desired.attributes.keys.allSatisfy { attributes[$0] != nil }, "\(label)")
    let (files, diagnostics) = FormattableFiles.find(in: sources, request)
    #expect(diagnostics.isEmpty, "\(label)")
    for file in files where file.path != "asst.yaml" {
      if case .unchanged = file.formatted() { continue }
      Issue.record("\(label): \(file.path) is not canonical")
    }
  }
}

private struct RandomObject {
  private static let pieces = [
    "a", "word ", " ", "\n", "\n\n", "\t", "\r", "\r\n", "\0", "\u{1B}[31m", "\u{85}", "\u{2028}",
    "\u{FEFF}", "\u{202E}", "😀", "e\u{301}", "---", "# ", ": ", "- ", "'", "\"", "\\", "{", "}",
    "[", "]", ",", "${", "$${", "${var.x}", "{{w}}", "null", "true", "no", "0", "1.5", "---\n", "$",
  ]
  private static let numbers = ["0", "1", "-17", "1.0", "1e5", "0.10", "12345678901234567890"]
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func attributes() -> [AttributePath: JSONValue] {
    var attributes: [AttributePath: JSONValue] = [
      AttributePath("model"): .string("m" + text()), AttributePath("name"): .string(text()),
      AttributePath("description"): chance() ? .null : .string(text()),
      AttributePath("instructions"): .string(text() + text()),
      AttributePath("temperature"): .number(JSONNumber(validated: chance() ? "1" : "0.10")),
      AttributePath("tools"): .array((0..<count()).map { function("f\($0)") }),
    ]
    for index in 0..<count() {
      let key = "k\(index)" + String(text().unicodeScalars.prefix(20))
      attributes[AttributePath("metadata", key: key)] = .string(text())
    }
    return attributes
  }

  private mutating func function(_ name: String) -> JSONValue {
    var function: JSONObject = ["name": .string(name), "description": .string(text())]
    if chance() {
      var properties = JSONObject()
      for index in 0..<count() {
        properties["p\(index)" + text()] = [
          "description": .string(text()), "default": json(depth: 0), "type": "string",
        ]
      }
      function["parameters"] = ["type": "object", "properties": .object(properties)]
    }
    return ["type": "function", "function": .object(function)]
  }

  private mutating func json(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth < 4 ? 7 : 4), using: &random) {
    case 0: return .bool(chance())
    case 1:
      return .number(JSONNumber(validated: Self.numbers.randomElement(using: &random) ?? "0"))
    case 2, 3: return .string(text())
    case 4: return .array((0..<count()).map { _ in json(depth: depth + 1) })
    default:
      var members = JSONObject()
      for index in 0..<count() { members["\(index)" + text()] = json(depth: depth + 1) }
      return .object(members)
    }
  }

  private mutating func text() -> String {
    (0..<Int.random(in: 0...6, using: &random)).reduce(into: "") { text, _ in
      text += Self.pieces.randomElement(using: &random) ?? ""
    }
  }

  private mutating func count() -> Int { Int.random(in: 0...4, using: &random) }
  private mutating func chance() -> Bool { Bool.random(using: &random) }
}
