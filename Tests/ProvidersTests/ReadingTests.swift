import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing

/// What is read, from servers that follow the protocol and from those that almost do.
@Suite struct ReadingTests {
  private func read(_ text: String, kind: ResourceKind = assistantKind) async throws
    -> ObservedResource
  {
    var found: ObservedResource?
    try await withProvider({ _ in json(text) }) { provider, _ in
      found = try await provider.get(kind, id: "x")
    }
    return try #require(found)
  }

  @Test func anAssistant() async throws {
    let found = try await read(
      #"""
      {"id":"asst_1","object":"assistant","created_at":1761861537,"model":"gpt","name":"A",
       "description":null,"instructions":"Be kind.","temperature":1.0,"top_p":1.0,"response_format":"auto",
       "reasoning_effort":null,"from_the_future":{"x":1},
       "tools":[{"type":"code_interpreter"},
         {"type":"file_search","file_search":{"max_num_results":8,"ranking_options":{"ranker":"auto"}}},
         {"type":"file_search"},{"type":"web_search","web_search":{"deep":true}},
         {"type":"function","function":{"name":"f","parameters":{"z":1,"a":2}}}],
       "tool_resources":{"file_search":{"vector_store_ids":["vs_1"]},"code_interpreter":{"file_ids":["file_1"]}},
       "metadata":{"team":"x","asst":"asst1:acme-shop/local:assistants.a:n1:","asst_files":"q"}}
      """#)
    #expect(found.id == "asst_1" && found.kind == assistantKind && found.createdAt == 1_761_861_537)
    #expect(found.marker == .marker(marker()) && !found.isExpired)
    let function: JSONValue = [
      "type": "function", "function": ["name": "f", "parameters": ["z": 1, "a": 2]],
    ]
    let expected: [AttributePath: JSONValue] = [
      path("model"): "gpt", path("name"): "A", path("description"): .null,
      path("instructions"): "Be kind.", path("temperature"): 1, path("top_p"): 1,
      path("response_format"): "auto", path("reasoning_effort"): .null,
      path("tools"): [
        ["type": "code_interpreter"],
        ["type": "file_search", "max_num_results": 8, "ranking_options": ["ranker": "auto"]],
        ["type": "file_search"], ["type": "web_search", "web_search": ["deep": true]], function,
      ],
      path("file_search.vector_stores"): ["vs_1"], path("code_interpreter.files"): ["file_1"],
      metadata("team"): "x",
    ]
    #expect(found.attributes == expected)
  }

  /// Missing, null and empty are one value.
  @Test(arguments: [
    #"{"id":"asst_1"}"#,
    #"{"id":"asst_1","tools":null,"tool_resources":null,"metadata":null,"name":null,"created_at":null}"#,
    #"{"id":"asst_1","tools":[],"tool_resources":{},"metadata":{},"temperature":null}"#,
    #"{"id":"asst_1","tool_resources":{"file_search":null,"code_interpreter":{"file_ids":null}}}"#,
    #"{"id":"asst_1","tool_resources":{"file_search":{"vector_store_ids":[]}},"temperature":1.0}"#,
  ])
  func whatIsMissingIsTheDefault(_ text: String) async throws {
    let found = try await read(text)
    for attribute in ResourceSchema.assistant.attributes where !attribute.isMap {
      let path = AttributePath(attribute.name)
      #expect(
        ResourceSchema.assistant.normalForm(found.attributes[path], at: path).isEquivalent(
          to: ResourceSchema.assistant.normalForm(nil, at: path)))
    }
    #expect(found.marker == .absent && found.createdAt == nil)
  }

  @Test func whatStandsInTheMarkersPlaceAndIsNone() async throws {
    #expect(try await read(#"{"id":"a","metadata":{"asst":"mine"}}"#).marker == .unreadable)
    #expect(try await read(#"{"id":"a","metadata":{"asst":7}}"#).marker == .unreadable)
  }

  @Test func aStore() async throws {
    let found = try await read(
      #"""
      {"id":"vs_1","object":"vector_store","created_at":1,"name":"S","description":null,"status":"completed",
       "expires_after":{"anchor":"last_active_at","days":7},"last_active_at":5,"file_counts":{"total":0},
       "metadata":{}}
      """#, kind: storeKind)
    #expect(!found.isExpired && found.kind == storeKind)
    #expect(found.attributes[path("expires_after")] == ["anchor": "last_active_at", "days": 7])
    #expect(found.attributes[path("last_active_at")] == nil)
    #expect(try await read(#"{"id":"vs_1","status":"expired"}"#, kind: storeKind).isExpired)
  }

  @Test func theNextPageStartsAfterTheLastOne() async throws {
    let rows: [(String, String?)] = [
      (#"{"data":[{"id":"1"},{"id":"2"}],"has_more":true,"last_id":"9"}"#, "2"),
      (#"{"data":[{"id":"1"}],"has_more":false}"#, nil),
      (#"{"data":[],"has_more":true}"#, nil),
      (#"{"data":[],"first_id":null,"has_more":false}"#, nil),
      // The official clients read on where nothing is said.
      (#"{"data":[{"id":"1"}]}"#, "1"), (#"{"data":[{"id":"1"}],"has_more":null}"#, "1"),
      (#"{"data":[]}"#, nil),
    ]
    for (text, next) in rows {
      try await withProvider({ _ in json(text) }) { provider, _ in
        let page = try await provider.list(assistantKind, after: nil)
        #expect(page.next == next, "\(text)")
      }
    }
  }

  @Test func aListIsReadPageAfterPage() async throws {
    let script: ScriptedServer.Script = { request in
      let query = request.target.split(separator: "?").last ?? ""
      let after =
        query.split(separator: "&").first { $0.hasPrefix("after=") }
        .flatMap { Int($0.dropFirst("after=asst_".count)) } ?? 0
      let items = (after + 1...min(after + 100, 250)).map { #"{"id":"asst_\#($0)"}"# }
      return json(#"{"data":[\#(items.joined(separator: ","))],"has_more":\#(after + 100 < 250)}"#)
    }
    try await withProvider(script) { provider, server in
      let state = try await Refresh(session: session(provider))
        .observe([assistantKind], needed: [assistantKind])
      #expect(state.resources.map(\.id) == (1...250).map { "asst_\($0)" })
      #expect(server.requests.count == 3)
    }
  }

  @Test func aListThatNeverEndsEndsInAnError() async throws {
    let page = json(#"{"data":[{"id":"1"},{"id":"2"}],"has_more":true}"#)
    try await withProvider({ _ in page }) { provider, server in
      do throws(ProviderError) {
        _ = try await Refresh(session: session(provider))
          .observe([assistantKind], needed: [assistantKind])
        Issue.record("the list ended")
      } catch {
        #expect(error.cause == .endlessList)
      }
      #expect(server.requests.count == 2)
    }
  }

  private func session(_ provider: any Provider) -> ProviderSession {
    ProviderSession(provider: provider, limiter: RequestLimiter(parallelism: 4))
  }
}
