import Testing
import TestSupport
import Transport

@Suite(.timeLimit(.minutes(10))) struct ProxyTests {
  @Test func aProxyIsAskedForATunnel() async throws {
    let proxy = try ScriptedServer.start { _ in .response(status: 407) }
    defer { proxy.stop() }
    try await withClient(environment: ["https_proxy": proxy.baseURL]) { client in
      let error = await client.failure(getting: "https://example.invalid/v1?key=secret")
      guard case .proxy(let host, let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(host == "example.invalid")
      #expect(reason.contains("407"))
      #expect(error?.requestMayHaveBeenSent == false)
      #expect(proxy.requests.map(\.method) == ["CONNECT"])
      #expect(proxy.requests.map(\.target) == ["example.invalid:443"])
    }
  }

  @Test func loopbackAndNamedHostsGoPastTheProxy() async throws {
    let proxy = try ScriptedServer.start { _ in .response(status: 407) }
    defer { proxy.stop() }
    let environment = ["HTTPS_PROXY": proxy.baseURL, "NO_PROXY": "example.invalid"]
    try await withServer(
      { _ in .text("direct") }, adjusting: { $0.environment = environment }
    ) { client, server in
      let answer = try await client.get(server.baseURL)
      #expect(answer.text == "direct")
      let error = await client.failure(getting: "https://example.invalid")
      #expect(error == .cannotResolve(host: "example.invalid"))
      #expect(proxy.connectionCount == 0)
    }
  }
}
