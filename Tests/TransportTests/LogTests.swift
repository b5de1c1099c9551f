import Logging
import Synchronization
import Testing
import TestSupport
import Transport

@Suite(.timeLimit(.minutes(10))) struct LogTests {
  @Test func oneLineAnExchangeWithoutSecrets() async throws {
    let lines = RecordedLines()
    var logger = Logger(label: "test", factory: { _ in RecordingHandler(lines: lines) })
    logger.logLevel = .debug
    try await withServer(
      { _ in
        .response(status: 404, headers: ["x-request-id": "req_\u{1B}[31m7"], body: [0x21, 0x21])
      }, logger: logger
    ) { client, server in
      _ = try await client.send(
        HTTPRequest(
          method: .post, url: server.baseURL + "/v1/assistants?api-key=secret",
          headers: ["authorization": "Bearer secret"], body: Array("secret".utf8)))
      server.stop()
      await server.stopped()
      _ = await client.failure(getting: server.baseURL + "/v1/files?key=secret")
    }
    let recorded = lines.all
    #expect(recorded.count == 2)
    let exchange = try #require(recorded.first)
    #expect(exchange.contains("POST /v1/assistants 404"))
    #expect(exchange.contains("request-id=req_[31m7"))
    #expect(exchange.contains("sent=6"))
    #expect(exchange.contains("received=2"))
    #expect(exchange.contains("milliseconds="))
    #expect(recorded.last?.contains("GET /v1/files failed") == true)
    #expect(recorded.allSatisfy { !$0.contains("secret") })
  }
}

private final class RecordedLines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func append(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct RecordingHandler: LogHandler {
  let lines: RecordedLines
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.debug

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let pairs = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted().joined(separator: " ")
    lines.append("\(event.message) \(pairs)")
  }
}
