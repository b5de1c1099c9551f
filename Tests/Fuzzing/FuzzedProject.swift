import ProjectConfiguration

/// A configuration in memory, some of whose files are fuzzed.
///
/// The input is cut at every byte 0xFF, which no UTF-8 has. The first byte of a part says which
/// file the rest of it is; files that the input does not give have a text without a mistake.
struct FuzzedProject: ConfigurationSources {
  private var contents: [String: [UInt8]]

  init(_ input: [UInt8]) {
    contents = Self.sound.mapValues { Array($0.utf8) }
    for part in input.split(separator: 0xFF) {
      guard let path = Self.paths[part[part.startIndex]] else { continue }
      contents[path] = Array(part.dropFirst())
    }
  }

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    try files(below: folder, inside: "").filter { path in
      !path.dropFirst(folder.isEmpty ? 0 : folder.count + 1).contains("/")
    }
  }

  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String] {
    let found = contents.keys.filter { folder.isEmpty || $0.hasPrefix(folder + "/") }
    if found.isEmpty, !folder.isEmpty { throw .missing }
    return found.sorted()
  }

  func read(_ path: String, inside root: String, limit: Int) throws(SourceProblem) -> [UInt8] {
    guard let bytes = contents[path] else {
      throw contents.keys.contains { $0.hasPrefix(path + "/") } ? .isFolder : .missing
    }
    if bytes.count > limit { throw .tooLarge(limit: limit) }
    return bytes
  }

  private static let paths: [UInt8: String] = [
    UInt8(ascii: "M"): "asst.yaml",
    UInt8(ascii: "R"): "main.yaml",
    UInt8(ascii: "F"): "front.md",
    UInt8(ascii: "P"): "prompts/support.md",
    UInt8(ascii: "T"): "tools/lookup.yaml",
    UInt8(ascii: "J"): "tools/report.json",
    UInt8(ascii: "S"): "schemas/answer.json",
  ]

  private static let sound: [String: String] = [
    "asst.yaml": """
    project: shop
    targets: { local: { provider: assistants-v2, base_url: "http://127.0.0.1:8787/v1" } }
    variables: { tone: friendly }
    """,
    "main.yaml": """
    assistants:
      support:
        model: m
        instructions: { file: prompts/support.md, variables: { kind: "${var.tone}" } }
        response_format:
          type: json_schema
          json_schema: { name: answer, schema: { file: schemas/answer.json } }
        tools:
          - function: { file: tools/lookup.yaml }
          - function: { file: tools/report.json }
          - { type: file_search, vector_stores: [manuals] }
    vector_stores:
      manuals: { name: Manuals, files: [data/*.md] }
    """,
    "front.md": "---\nmodel: m\n---\nAnswer briefly.\n",
    "prompts/support.md": "# Support\n\nBe {{kind}}.\n",
    "tools/lookup.yaml": """
    name: lookup
    description: Look an order up
    parameters:
      type: object
      properties: { order: { type: string } }
      required: [order]
    """,
    "tools/report.json": """
    {"name": "report", "description": "Report", "parameters": {"type": "object", "properties": {}}}
    """,
    "schemas/answer.json": #"{"type": "object", "properties": {"text": {"type": "string"}}}"#,
    "data/returns.md": "Thirty days.\n",
  ]
}
