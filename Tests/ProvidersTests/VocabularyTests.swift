import OrderedCollections
import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing

/// The names that `asst explain` shows are those that are sent.
@Suite struct VocabularyTests {
  private static let values: [String: JSONValue] = [
    "temperature": 1, "top_p": 1, "tools": [["type": "code_interpreter"]],
    "response_format": ["type": "text"], "file_search.vector_stores": ["vs_1"],
    "code_interpreter.files": ["file-1"], "expires_after": ["days": 3],
  ]

  @Test(arguments: [ResourceSchema.assistant, .vectorStore])
  func namesAreThoseOnTheWire(_ schema: ResourceSchema) async throws {
    let vocabulary = try #require(ProviderRegistry.vocabularies.first)
    for attribute in schema.attributes {
      guard let name = vocabulary.name(of: attribute.name, kind: schema.kind) else {
        // Files of a store are no field of it: they are attached one by one.
        #expect(schema.kind == storeKind && attribute.name == "files", "\(attribute.name)")
        continue
      }
      let path = AttributePath(attribute.name, key: attribute.isMap ? "team" : nil)
      let value = Self.values[attribute.name] ?? "x"
      try await withProvider({ _ in json(#"{"id":"x_1"}"#) }) { provider, server in
        _ = try await provider.create(schema.kind, write([path: value]))
        let body = try #require(server.requests.first).json
        let found = name.split(separator: ".").reduce(Optional(body)) { $0?[String($1)] }
        #expect(found != nil, "\(attribute.name) is not sent as \(name): \(body)")
      }
    }
  }

  @Test func whatIsInsideAToolIsNamedAsItIsSent() async throws {
    let vocabulary = try #require(ProviderRegistry.vocabularies.first)
    func name(_ path: String) -> String? { vocabulary.name(of: path, kind: assistantKind) }
    #expect(name("tools.file_search.max_num_results") == "tools[].file_search.max_num_results")
    #expect(name("tools.function.parameters") == "tools[].function.parameters")
    #expect(name("tools.code_interpreter") == "tools[type=code_interpreter]")
    #expect(name("response_format.json_schema.schema") == "response_format.json_schema.schema")
    let tools: JSONValue = [
      ["type": "file_search", "max_num_results": 8],
      ["type": "function", "function": ["name": "f", "parameters": ["type": "object"]]],
      ["type": "code_interpreter"],
    ]
    try await withProvider({ _ in json(#"{"id":"x_1"}"#) }) { provider, server in
      _ = try await provider.create(assistantKind, write([path("tools"): tools]))
      let body = try #require(server.requests.first).json
      let sent = try #require(body["tools"]?.array)
      #expect(sent[0]["file_search"]?["max_num_results"] == 8)
      #expect(sent[1]["function"]?["parameters"] == ["type": "object"])
      #expect(sent[2] == ["type": "code_interpreter"])
    }
  }

  @Test func everyProviderHasAVocabulary() {
    #expect(ProviderRegistry.vocabularies.map(\.provider) == ProviderRegistry.names)
  }
}
