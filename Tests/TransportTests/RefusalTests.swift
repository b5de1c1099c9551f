import Testing
import TestSupport
import Transport

/// What is refused before anything is sent.
@Suite(.timeLimit(.minutes(10))) struct RefusalTests {
  @Test(arguments: [
    "http://example.org/v1", "http://127.0.0.1.example.org", "http://localhost.example.org",
    "http://128.0.0.1", "http://[::2]", "http://0.0.0.0:80", "http://notlocalhost",
  ])
  func plainHTTPToAnotherMachine(url: String) async throws {
    try await withClient { client in
      let error = await client.failure(getting: url)
      guard case .plainHTTPRefused = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.requestMayHaveBeenSent == false)
    }
  }

  /// Port 1 is closed on any sane machine: to be refused there is to have been let through.
  @Test(arguments: [
    "http://localhost:1", "http://api.localhost:1", "http://127.9.9.9:1", "http://[::1]:1",
    "http://127.1:1", "HTTP://LOCALHOST:1", "https://127.0.0.1:1",
  ])
  func loopbackIsLetThrough(url: String) async throws {
    try await withClient { client in
      let error = await client.failure(getting: url)
      guard case .cannotConnect = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: [
    "", "/v1/assistants", "example.org/v1", "ftp://example.org", "file:///etc/passwd", "https://",
    "https://user:secret@example.org", "https://secret@example.org", "https://example.org/a b",
    "https://example.org/\r\nX: secret", "https://example.org:99999", "https://exa\u{0}mple.org",
  ])
  func urlsThatCannotBeUsed(url: String) async throws {
    try await withClient { client in
      let error = await client.failure(getting: url)
      guard case .invalidURL(let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(!reason.contains("secret"))
    }
  }

  @Test(arguments: [
    ("X-A", "1\r\nX-B: 2"), ("X-A", "1\nX-B: 2"), ("X-A", "a\u{0}b"), ("X-A", "a\u{7F}b"),
    ("", "1"), ("X A", "1"), ("X-A:", "1"), ("X-A\r\nX-B", "1"), ("Ä", "1"),
  ])
  func headersThatWouldSmuggle(name: String, value: String) async throws {
    try await withServer({ _ in .text("ok") }) { client, server in
      let error = await client.failure(
        of: HTTPRequest(
          method: .get, url: server.baseURL, headers: HTTPHeaders([(name: name, value: value)])))
      guard case .invalidHeader = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(error?.requestMayHaveBeenSent == false)
      #expect(server.connectionCount == 0)
    }
  }
}
