import Testing
import TestSupport
import Transport

/// A create is never repeated behind the caller's back. Left to itself, libcurl sends a request
/// again when a kept-alive connection ends before the first byte of an answer.
@Suite(.timeLimit(.minutes(10))) struct ExactlyOnceTests {
  /// The first request warms the connection up; every later one is read whole and never answered.
  private static let closesKeptConnections: ScriptedServer.Script = { request in
    request.target == "/warm" ? .text("ok") : .closeWithoutAnswer
  }

  @Test(arguments: ["{\"name\":\"a\"}", nil, String(repeating: "a", count: 300_000)])
  func aPostOnADyingConnectionArrivesOnce(body: String?) async throws {
    try await withServer(Self.closesKeptConnections) { client, server in
      _ = try await client.get(server.baseURL + "/warm")
      let error = await client.failure(
        of: HTTPRequest(
          method: .post, url: server.baseURL + "/create", body: body.map { Array($0.utf8) }))
      guard case .connectionLost = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.requestMayHaveBeenSent == true)
      // A second attempt would have come on a connection of its own, before this one.
      _ = try await client.get(server.baseURL + "/warm")
      let posts = server.requests.filter { $0.method == "POST" }
      #expect(posts.count == 1)
      #expect(posts.first?.connection == 1)
      #expect(posts.first?.body.count == body?.utf8.count ?? 0)
    }
  }

  /// Shows that the scene above is the one in which libcurl repeats a request.
  @Test func aGetOnADyingConnectionIsRepeated() async throws {
    try await withServer({ request in
      request.target == "/warm" || request.connection == 2 ? .text("ok") : .closeWithoutAnswer
    }) { client, server in
      _ = try await client.get(server.baseURL + "/warm")
      let answer = try await client.get(server.baseURL + "/list")
      #expect(answer.text == "ok")
      #expect(server.requests.map(\.target) == ["/warm", "/list", "/list"])
    }
  }

  @Test func aPostOnAFreshConnectionArrivesOnce() async throws {
    try await withServer(Self.closesKeptConnections) { client, server in
      let error = await client.failure(
        of: HTTPRequest(method: .post, url: server.baseURL + "/create", body: [0x61]))
      #expect(error?.requestMayHaveBeenSent == true)
      _ = try await client.get(server.baseURL + "/warm")
      #expect(server.requests.map(\.target) == ["/create", "/warm"])
    }
  }

  /// A connection that the server has closed while idle costs nothing: a POST gets a new one.
  @Test func aPostAfterAnIdleCloseGetsANewConnection() async throws {
    let answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
    try await withServer({ _ in .bytesThenClose(Array(answer.utf8)) }) { client, server in
      for _ in 1...20 {
        let answer = try await client.post(server.baseURL + "/create", "a")
        #expect(answer.text == "ok")
        await server.closedConnections(server.connectionCount)
      }
      #expect(server.requests.count == 20)
      #expect(server.connectionCount == 20)
    }
  }
}
