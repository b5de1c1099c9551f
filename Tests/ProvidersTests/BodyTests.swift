import OrderedCollections
import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing

/// What is sent, as JSON: what was asked for and nothing else.
@Suite struct BodyTests {
  private func sent(
    _ write: ResourceWrite, updating id: String? = nil, kind: ResourceKind = assistantKind
  )
    async throws -> JSONValue
  {
    var body = JSONValue.null
    try await withProvider({ _ in json(#"{"id":"x_1"}"#) }) { provider, server in
      if let id {
        _ = try await provider.update(kind, id: id, write)
      } else {
        _ = try await provider.create(kind, write)
      }
      body = try #require(server.requests.first).json
    }
    return body
  }

  @Test func aCreateSendsItsFields() async throws {
    let body = try await sent(
      write(
        [
          path("model"): "gpt", path("name"): "A", path("temperature"): 0,
          path("response_format"): ["type": "json_object"], metadata("team"): "x",
        ], marker: marker()))
    let expected: JSONValue = [
      "model": "gpt", "name": "A", "temperature": 0, "response_format": ["type": "json_object"],
      "metadata": ["team": "x", "asst": "asst1:acme-shop/local:assistants.a:n1:"],
    ]
    #expect(body.isEquivalent(to: expected))
  }

  @Test func anUpdateSendsOnlyWhatChanged() async throws {
    let body = try await sent(
      write(
        [path("name"): .null],
        resulting: [
          path("model"): "gpt", path("instructions"): "secret", metadata("foreign"): "f",
          path("file_search.vector_stores"): ["vs_1"],
        ], marker: marker()),
      updating: "asst_1")
    let expected: JSONValue = [
      "name": .null,
      "metadata": ["foreign": "f", "asst": "asst1:acme-shop/local:assistants.a:n1:"],
    ]
    #expect(body.isEquivalent(to: expected))
  }

  @Test func metadataIsWholeWithNullForWhatGoes() async throws {
    let body = try await sent(
      write(
        [metadata("gone"): .null, metadata("team"): "new"],
        resulting: [metadata("team"): "new", metadata("foreign"): "f"]),
      updating: "asst_1")
    #expect(body.isEquivalent(to: ["metadata": ["gone": .null, "team": "new", "foreign": "f"]]))
  }

  @Test func settingsOfFileSearchStandOnceMoreInside() async throws {
    let schema = try JSONParser.parse(#"{"type":"object","properties":{"z":{},"a":{}}}"#)
    let function: JSONValue = [
      "type": "function", "function": ["name": "f", "parameters": schema],
    ]
    let body = try await sent(
      write([
        path("tools"): [
          ["type": "file_search", "max_num_results": 8, "ranking_options": ["score_threshold": 0]],
          ["type": "file_search"], ["type": "code_interpreter"], function,
        ]
      ]))
    let expected: JSONValue = [
      [
        "type": "file_search",
        "file_search": ["max_num_results": 8, "ranking_options": ["score_threshold": 0]],
      ],
      ["type": "file_search"], ["type": "code_interpreter"], function,
    ]
    #expect(body["tools"]?.isEquivalent(to: expected) == true)
    // Models read the keys in order.
    #expect(JSONWriter.string(body).contains(#""properties":{"z":{},"a":{}}"#))
  }

  @Test func anEmptyListOfToolsIsSent() async throws {
    let body = try await sent(write([path("tools"): []]), updating: "asst_1")
    #expect(body["tools"] == [])
  }

  /// Whether an unsent sibling survives differs between hosts.
  @Test func bothListsAreSentWhenEitherChanges() async throws {
    let stores = path("file_search.vector_stores")
    let files = path("code_interpreter.files")
    let bound = try await sent(
      write([stores: ["vs_2"]], resulting: [stores: ["vs_2"], files: ["file_1"]]), updating: "a")
    #expect(
      bound["tool_resources"]?.isEquivalent(to: [
        "code_interpreter": ["file_ids": ["file_1"]], "file_search": ["vector_store_ids": ["vs_2"]],
      ]) == true)
    // Detaching is an empty list: a null inside answers 500.
    let detached = try await sent(write([stores: []], resulting: [stores: []]), updating: "a")
    #expect(
      detached["tool_resources"]?.isEquivalent(to: [
        "code_interpreter": ["file_ids": []], "file_search": ["vector_store_ids": []],
      ]) == true)
    let created = try await sent(write([stores: ["vs_1"]]))
    #expect(created["tool_resources"] == ["file_search": ["vector_store_ids": ["vs_1"]]])
    #expect(try await sent(write([stores: []]))["tool_resources"] == nil)
    #expect(try await sent(write([path("name"): "A"]), updating: "a")["tool_resources"] == nil)
  }

  @Test func aStoreNamesItsAnchor() async throws {
    let created = try await sent(
      write([path("name"): "S", path("description"): "D", path("expires_after"): ["days": 7]]),
      kind: storeKind)
    #expect(
      created.isEquivalent(to: [
        "name": "S", "description": "D", "metadata": [:],
        "expires_after": ["anchor": "last_active_at", "days": 7],
      ]))
    let cleared = try await sent(
      write([path("expires_after"): .null, path("name"): .null]), updating: "vs_1", kind: storeKind)
    #expect(cleared.isEquivalent(to: ["name": .null, "expires_after": .null, "metadata": [:]]))
  }
}
