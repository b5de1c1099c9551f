import TestSupport
import Testing
import Transport

@Suite struct ShownURLTests {
  @Test(arguments: [
    ("https://api.example.org/v1", "https://api.example.org/v1"),
    (
      "https://joe:hunter2@api.example.org:8443/v1?key=secret#part",
      "https://api.example.org:8443/v1"
    ),
    ("joe:hunter2@proxy:3128", "http://proxy:3128"),
    ("socks5h://proxy:1080/", "socks5h://proxy:1080"),
    ("http://[::1]:8787/v1/", "http://[::1]:8787/v1"),
    ("https://h/a0123456789b0123456789c0123456789d/v1", "https://h/…/v1"),
  ])
  func showsNoCredentials(url: String, shown: String) {
    #expect(ShownURL(url)?.text == shown)
  }

  @Test(arguments: ["", "::secret::", "http://", "http://a b"])
  func whatIsNoURLIsNotShown(text: String) {
    #expect(ShownURL(text) == nil)
  }

  @Test func tellsWhatIsWrongWithIt() throws {
    let bad = try #require(ShownURL("http://joe@api.example.org/v1?x=1"))
    #expect(bad.holdsUser && bad.hasQuery && !bad.isLoopback && !bad.isEncrypted)
    let good = try #require(ShownURL("https://localhost:1/v1"))
    #expect(!good.holdsUser && !good.hasQuery && good.isLoopback && good.isEncrypted)
    #expect(good.host == "localhost:1")
  }

  @Test func anAnswerKnowsItsTiming() async throws {
    try await withServer({ _ in .text("hello") }) { client, server in
      let first = try await client.get(server.baseURL).timing
      let second = try await client.get(server.baseURL).timing
      #expect(try #require(first).connect > .zero)
      #expect(try #require(first).tls == .zero)
      #expect(try #require(second).connect == .zero)
      #expect(try #require(second).answer > .zero)
    }
  }
}
