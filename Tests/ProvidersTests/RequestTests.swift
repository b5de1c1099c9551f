import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing
import Transport

@Suite struct RequestTests {
  private static let empty = json(#"{"object":"list","data":[],"has_more":false}"#)

  @Test func aListAsksForTheMostOldestFirst() async throws {
    try await withProvider({ _ in Self.empty }) { provider, server in
      _ = try await provider.list(assistantKind, after: nil)
      _ = try await provider.list(storeKind, after: "vs/1 ü&x=%")
      #expect(
        server.requests.map(\.target) == [
          "/v1/assistants?limit=100&order=asc",
          "/v1/vector_stores?limit=100&order=asc&after=vs%2F1%20%C3%BC%26x%3D%25",
        ])
      #expect(server.requests.map(\.method) == ["GET", "GET"])
      #expect(server.requests.allSatisfy { $0.body.isEmpty && $0.headers["content-type"] == nil })
    }
  }

  @Test func oneRequestACallAndEachAtItsPlace() async throws {
    try await withProvider({ _ in json(#"{"id":"asst_1"}"#) }) { provider, server in
      _ = try await provider.get(assistantKind, id: "asst_1")
      _ = try await provider.create(storeKind, write([path("name"): "S"]))
      _ = try await provider.update(assistantKind, id: "asst_1", write([path("name"): "S"]))
      try await provider.delete(storeKind, id: "vs 1/../2?")
      #expect(
        server.requests.map { "\($0.method) \($0.target)" } == [
          "GET /v1/assistants/asst_1", "POST /v1/vector_stores", "POST /v1/assistants/asst_1",
          "DELETE /v1/vector_stores/vs%201%2F..%2F2%3F",
        ])
      #expect(server.requests[1].headers["content-type"] == "application/json")
    }
  }

  @Test func everyRequestCarriesKeyAndBeta() async throws {
    try await withProvider({ _ in Self.empty }) { provider, server in
      _ = try await provider.list(assistantKind, after: nil)
      let headers = try #require(server.requests.first?.headers)
      #expect(headers["authorization"] == "Bearer \(secret)")
      #expect(headers["openai-beta"] == "assistants=v2")
      #expect(headers["accept"] == "application/json")
      #expect(headers["api-key"] == nil)
    }
  }

  @Test func aNamedKeyHeaderReplacesTheBearer() async throws {
    try await withProvider(
      { _ in Self.empty }, adjusting: { $0.authentication = .header("api-key") }
    ) {
      provider, server in
      _ = try await provider.list(assistantKind, after: nil)
      let headers = try #require(server.requests.first?.headers)
      #expect(headers["api-key"] == secret && headers["authorization"] == nil)
    }
  }

  @Test(arguments: [nil, ""])
  func withoutAKeyNoneIsSent(_ key: String?) async throws {
    try await withProvider({ _ in Self.empty }, adjusting: { $0.apiKey = key }) {
      provider, server in
      _ = try await provider.list(assistantKind, after: nil)
      #expect(try #require(server.requests.first).headers["authorization"] == nil)
    }
  }

  @Test func headersAndQueryOfTheTargetAreSent() async throws {
    try await withProvider(
      { _ in Self.empty },
      adjusting: {
        $0.baseURL += "//"
        $0.headers = [
          ("OpenAI-Organization", "org_1"), ("OpenAI-Project", ""),
          ("openai-beta", "assistants=v3"),
        ]
        $0.query = [("api-version", "2024-05-01 preview")]
      }
    ) { provider, server in
      _ = try await provider.list(assistantKind, after: nil)
      _ = try? await provider.get(assistantKind, id: "asst_1")
      #expect(
        server.requests.map(\.target) == [
          "/v1/assistants?limit=100&order=asc&api-version=2024-05-01%20preview",
          "/v1/assistants/asst_1?api-version=2024-05-01%20preview",
        ])
      let headers = try #require(server.requests.first?.headers)
      #expect(headers["openai-organization"] == "org_1")
      // An optional header that resolves to nothing, and one that the target says otherwise.
      #expect(headers["openai-project"] == nil)
      #expect(headers["openai-beta"] == "assistants=v3")
    }
  }

  @Test func theOriginIsThePlaceHoweverItIsSpelled() async throws {
    try await withProvider(
      { _ in Self.empty },
      adjusting: {
        $0.baseURL = "https://host.example/v1/"
        $0.headers = [("openai-ORGANIZATION", "org_1")]
      }
    ) { provider, _ in
      #expect(provider.origin == Origin(baseURL: "https://host.example/v1", organization: "org_1"))
    }
    try await withProvider(
      { _ in Self.empty }, adjusting: { $0.headers = [("OpenAI-Organization", "")] }
    ) { provider, _ in
      #expect(provider.origin.organization == nil)
    }
  }

  @Test func aKindThatTheProtocolLacksIsNotServed() async throws {
    try await withProvider({ _ in Self.empty }) { provider, server in
      do throws(ProviderError) {
        _ = try await provider.list(ResourceKind("agent"), after: nil)
        Issue.record("listed agents")
      } catch {
        #expect(error.cause == .notServed)
      }
      #expect(server.requests.isEmpty)
    }
  }

  @Test func theRegistryKnowsItByName() {
    #expect(ProviderRegistry.names == ["assistants-v2"])
  }
}
