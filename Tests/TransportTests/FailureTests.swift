import Testing
import TestSupport
import Transport

@Suite(.timeLimit(.minutes(10))) struct FailureTests {
  @Test func silenceAfterTheRequest() async throws {
    try await withServer(
      { _ in .hang }, adjusting: { $0.idleTimeout = .milliseconds(80) }
    ) { client, server in
      let error = await client.failure(getting: server.baseURL)
      #expect(error == .idleTimeout(host: "127.0.0.1:\(server.port)"))
      #expect(error?.requestMayHaveBeenSent == true)
    }
  }

  @Test func theWholeTakesTooLong() async throws {
    try await withServer(
      { _ in .hang }, adjusting: { $0.totalTimeout = .milliseconds(80) }
    ) { client, server in
      let error = await client.failure(getting: server.baseURL)
      #expect(error == .totalTimeout(host: "127.0.0.1:\(server.port)"))
      #expect(error?.requestMayHaveBeenSent == true)
    }
  }

  /// A server that takes the connection and never shakes hands: the time to connect runs out.
  @Test func noHandshake() async throws {
    try await withServer(
      { _ in .hang }, adjusting: { $0.connectTimeout = .milliseconds(80) }
    ) { client, server in
      let error = await client.failure(getting: "https://127.0.0.1:\(server.port)")
      #expect(error == .connectTimeout(host: "127.0.0.1:\(server.port)"))
      #expect(error?.requestMayHaveBeenSent == false)
    }
  }

  @Test func nobodyListens() async throws {
    let server = try ScriptedServer.start { _ in .hang }
    server.stop()
    await server.stopped()
    try await withClient { client in
      let error = await client.failure(getting: server.baseURL)
      guard case .cannotConnect(let host, let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(host == "127.0.0.1:\(server.port)")
      #expect(reason.contains("connect"))
      #expect(error?.requestMayHaveBeenSent == false)
    }
  }

  @Test func anUnknownHost() async throws {
    try await withClient { client in
      let error = await client.failure(getting: "https://nowhere.invalid/v1")
      #expect(error == .cannotResolve(host: "nowhere.invalid"))
      #expect(error?.requestMayHaveBeenSent == false)
    }
  }

  @Test func aTruncatedBody() async throws {
    let wire = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort"
    try await withServer({ _ in .bytesThenClose(Array(wire.utf8)) }) { client, server in
      let error = await client.failure(of: HTTPRequest(method: .post, url: server.baseURL))
      guard case .connectionLost = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.requestMayHaveBeenSent == true)
      #expect(server.requests.count == 1)
    }
  }

  @Test(arguments: [
    "<html>gateway</html>\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
    "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nnope",
    "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n",
  ])
  func whatIsNotHTTP(wire: String) async throws {
    try await withServer({ _ in .bytesThenClose(Array(wire.utf8)) }) { client, server in
      let error = await client.failure(of: HTTPRequest(method: .post, url: server.baseURL))
      guard case .malformedResponse = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.requestMayHaveBeenSent == true)
    }
  }

  @Test(arguments: ["content-length: 5000\r\n\r\n", "transfer-encoding: chunked\r\n\r\n2000\r\n"])
  func anAnswerThatIsTooLarge(framing: String) async throws {
    let body = String(repeating: "a", count: 8192)
    let wire = Array("HTTP/1.1 200 OK\r\n\(framing)\(body)".utf8)
    try await withServer(
      { _ in .bytes(wire) }, adjusting: { $0.maximumResponseBytes = 4096 }
    ) { client, server in
      let error = await client.failure(getting: server.baseURL)
      #expect(error == .responseTooLarge(host: "127.0.0.1:\(server.port)", limit: 4096))
    }
  }

  @Test func aCompressedAnswerIsCountedUnpacked() async throws {
    // head -c 20000 /dev/zero | gzip -9n
    let packed: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xed, 0xc1, 0x31, 0x01, 0x00,
      0x00, 0x00, 0xc2, 0xa0, 0xf5, 0x4f, 0x6d, 0x0d, 0x0f, 0xa0, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x78,
      0x30, 0x02, 0x53, 0x2f, 0x97, 0x20, 0x4e, 0x00, 0x00,
    ]
    try await withServer(
      { _ in .response(headers: ["content-encoding": "gzip"], body: packed) },
      adjusting: { $0.maximumResponseBytes = 4096 }
    ) { client, server in
      let error = await client.failure(getting: server.baseURL)
      #expect(error == .responseTooLarge(host: "127.0.0.1:\(server.port)", limit: 4096))
    }
  }

  @Test func headersThatDoNotEnd() async throws {
    let line = "x-filler: " + String(repeating: "a", count: 1000) + "\r\n"
    let wire = Array(("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 400)).utf8)
    try await withServer({ _ in .bytes(wire) }) { client, server in
      let error = await client.failure(getting: server.baseURL)
      guard case .malformedResponse = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
