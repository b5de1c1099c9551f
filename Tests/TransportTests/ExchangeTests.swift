import Testing
import TestSupport
import Transport

@Suite(.timeLimit(.minutes(10))) struct ExchangeTests {
  @Test func anExchangeCarriesEverythingBothWays() async throws {
    try await withServer({ _ in
      .response(status: 201, headers: ["X-Request-ID": "req_1"], body: Array("{\"id\":1}".utf8))
    }) { client, server in
      let response = try await client.send(
        HTTPRequest(
          method: .post, url: server.baseURL + "/v1/assistants?limit=2",
          headers: [
            "Authorization": "Bearer k", "Content-Type": "application/json", "X-Empty": "",
          ],
          body: Array("{}".utf8)))
      #expect(response.status == 201)
      #expect(response.headers["x-request-id"] == "req_1")
      #expect(response.headers["X-REQUEST-ID"] == "req_1")
      #expect(response.headers["missing"] == nil)
      #expect(response.text == "{\"id\":1}")

      let request = try #require(server.requests.first)
      #expect(request.method == "POST")
      #expect(request.target == "/v1/assistants?limit=2")
      #expect(request.headers["authorization"] == "Bearer k")
      #expect(request.headers["content-type"] == "application/json")
      #expect(request.headers["x-empty"] == "")
      #expect(request.headers["user-agent"] == "asst")
      #expect(request.body == Array("{}".utf8))
    }
  }

  @Test func methodsAndEmptyBodies() async throws {
    try await withServer({ _ in .response(status: 204) }) { client, server in
      for method in [HTTPRequest.Method.get, .post, .delete] {
        let response = try await client.send(HTTPRequest(method: method, url: server.baseURL))
        #expect(response == HTTPResponse(status: 204, headers: ["content-length": "0"]))
      }
      #expect(server.requests.map(\.method) == ["GET", "POST", "DELETE"])
      #expect(server.requests.map(\.headers["content-length"]) == [nil, "0", nil])
      #expect(server.requests.allSatisfy { $0.headers["content-type"] == nil })
    }
  }

  @Test func aLargeBodyIsSentWithoutAskingFirst() async throws {
    let body = [UInt8](repeating: 0x61, count: 3 << 20)
    try await withServer({ _ in .text("ok") }) { client, server in
      let response = try await client.send(
        HTTPRequest(method: .post, url: server.baseURL, body: body))
      #expect(response.text == "ok")
      #expect(server.requests.first?.body == body)
      #expect(server.requests.first?.headers["expect"] == nil)
    }
  }

  @Test func aCompressedAnswerIsUnpacked() async throws {
    // printf 'hello, hello, hello' | gzip -9n
    let packed: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9,
      0xd7, 0x51, 0xc8, 0x40, 0xa2, 0x00, 0x9f, 0xa1, 0xca, 0x09, 0x13, 0x00, 0x00, 0x00,
    ]
    try await withServer({ request in
      guard request.headers["accept-encoding"]?.contains("gzip") == true else { return .hang }
      return .response(headers: ["content-encoding": "gzip"], body: packed)
    }) { client, server in
      let answer = try await client.get(server.baseURL)
      #expect(answer.text == "hello, hello, hello")
    }
  }

  @Test func onlyTheLastHeaderBlockCounts() async throws {
    let wire = """
      HTTP/1.1 103 Early Hints\r\nx-early: 1\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r
      X-Late:   2 \r\nset-cookie: a\r\nset-cookie: b\r\n\r\n3\r\nabc\r\n0\r\nx-trailer: 3\r\n\r\n
      """.dropLast()
    try await withServer({ _ in .bytes(Array(wire.utf8) + [0x0A]) }) { client, server in
      let response = try await client.get(server.baseURL)
      #expect(response.status == 200)
      #expect(response.text == "abc")
      #expect(
        response.headers == [
          "transfer-encoding": "chunked", "x-late": "2", "set-cookie": "a", "set-cookie": "b",
        ])
      #expect(response.headers.values(of: "Set-Cookie") == ["a", "b"])
    }
  }

  @Test func aRedirectIsAnAnswer() async throws {
    try await withServer({ _ in
      .response(status: 307, headers: ["location": "/elsewhere"])
    }) { client, server in
      let response = try await client.get(server.baseURL + "/here")
      #expect(response.status == 307)
      #expect(server.requests.map(\.target) == ["/here"])
    }
  }

  @Test func oneConnectionServesOneRequestAfterTheOther() async throws {
    try await withServer({ .text($0.target) }) { client, server in
      for number in 1...20 {
        let answer = try await client.get(server.baseURL + "/\(number)")
        #expect(answer.text == "/\(number)")
      }
      #expect(server.connectionCount == 1)
    }
  }

  @Test func fiftyRequestsSideBySide() async throws {
    try await withServer({ .text($0.target) }) { client, server in
      let texts = try await withThrowingTaskGroup(of: String.self) { group in
        for number in 1...50 {
          group.addTask { try await client.post(server.baseURL + "/\(number)", "x").text }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(texts == Set((1...50).map { "/\($0)" }))
      #expect(server.requests.count == 50)
    }
  }

  /// Waiting for a connection to come free is neither connecting nor silence.
  @Test func waitingForAConnectionCountsForTheTotalAlone() async throws {
    try await withServer(
      { $0.target == "/hang" ? .hang : .text("ok") },
      adjusting: { configuration in
        configuration.maximumConnections = 1
        configuration.connectTimeout = .milliseconds(100)
        configuration.idleTimeout = .milliseconds(300)
      }
    ) { client, server in
      async let first = client.failure(getting: server.baseURL + "/hang")
      await server.received(1)
      async let second = client.get(server.baseURL + "/waits").text
      #expect(await first == .idleTimeout(host: "127.0.0.1:\(server.port)"))
      let text = try await second
      #expect(text == "ok")
      #expect(server.connectionCount == 2)
    }
  }
}
