import AssistantsEmulator
import Testing

/// What each ending looks like on the line.
@Suite(.timeLimit(.minutes(10))) struct LiveFaultTests {
  private static let list =
    #"{"object":"list","data":[],"first_id":null,"last_id":null,"#
    + #""has_more":false}"#

  private struct Seen: Equatable {
    var status = ""
    var length: Int?
    var body = ""
    var end = RawClient.End.closed
  }

  private func expect(_ effect: String, _ expected: Seen, keepingAlive: Bool = true) async throws {
    let emulator = Emulator(
      faults: try FaultPlan(
        json: Array(#"{"rules":[{"match":{"nth":1},"effect":{\#(effect)}}]}"#.utf8)))
    try await serving(emulator) { port in
      let client = try #require(RawClient(port: port))
      client.send("GET", "/assistants", keepingAlive: keepingAlive)
      let (head, body, end) = await client.rest()
      let lines = head.split(separator: "\r\n")
      let length = lines.first { $0.lowercased().hasPrefix("content-length: ") }
      #expect(
        Seen(
          status: lines.first.map { String($0.dropFirst(9).prefix(3)) } ?? "",
          length: length.flatMap { Int($0.dropFirst(16)) }, body: body, end: end) == expected)
      // The next one is answered as ever.
      let other = try #require(RawClient(port: port))
      other.send("GET", "/assistants")
      #expect(await other.rest().body == Self.list)
    }
  }

  @Test(arguments: ["never", "now", "1ms", "released"])
  func closed(commit: String) async throws {
    try await expect(#""drop":{"commit":"\#(commit)"}"#, Seen())
  }

  @Test(arguments: ["never", "now"]) func reset(commit: String) async throws {
    try await expect(#""reset":{"commit":"\#(commit)"}"#, Seen(end: .reset))
  }

  @Test func truncatedBelowItsLength() async throws {
    try await expect(
      #""truncate":{"bytes":10}"#,
      Seen(status: "200", length: Self.list.utf8.count, body: String(Self.list.prefix(10))))
  }

  @Test func truncatedWithItsLength() async throws {
    try await expect(
      #""truncate":{"content_length":"cut"}"#,
      Seen(
        status: "200", length: Self.list.utf8.count / 2,
        body: String(Self.list.prefix(Self.list.utf8.count / 2))),
      keepingAlive: false)
  }

  @Test(arguments: [(429, "error"), (502, "html"), (200, "html"), (200, "json"), (500, "empty")])
  func anotherAnswer(status: Int, body: String) async throws {
    let emulator = Emulator(
      faults: try FaultPlan(
        json: Array(
          #"{"rules":[{"effect":{"answer":{"status":\#(status),"body":"\#(body)","retry_after":7}}}]}"#
            .utf8)))
    try await serving(emulator) { port in
      let client = try #require(RawClient(port: port))
      client.send("GET", "/assistants")
      let (head, text, end) = await client.rest()
      #expect(head.hasPrefix("HTTP/1.1 \(status) "))
      #expect(head.lowercased().contains("\r\nretry-after: 7\r\n"))
      #expect(head.contains(body == "html" ? "text/html" : "application/json"))
      #expect(
        text.hasPrefix(["html": "<html>", "json": "{\"ok\"", "empty": ""][body] ?? "{\"error\""))
      #expect(text.isEmpty == (body == "empty"))
      #expect(end == .closed)
    }
  }

  /// A reset overtakes what was sent before it, so how much of the body arrives is chance.
  @Test func resetInItsBody() async throws {
    let emulator = Emulator(
      faults: try FaultPlan(
        json: Array(#"{"rules":[{"effect":{"reset":{"in_body":true,"bytes":20}}}]}"#.utf8)))
    try await serving(emulator) { port in
      let client = try #require(RawClient(port: port))
      client.send("GET", "/assistants", keepingAlive: true)
      let (_, body, end) = await client.rest()
      #expect(end == .reset)
      #expect(Self.list.prefix(20).hasPrefix(body))
    }
  }
}
