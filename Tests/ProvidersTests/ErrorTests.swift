import Providers
import Reconciliation
import ResourceModel
import TestSupport
import Testing

@Suite struct ErrorTests {
  @Test(
    arguments: [
      (401, .unauthorized), (403, .forbidden), (400, .rejected(parameter: nil)),
      (404, .notFound), (413, .rejected(parameter: nil)), (422, .rejected(parameter: nil)),
      (302, .rejected(parameter: nil)), (408, .serverFault(retryAfter: nil)),
      (409, .serverFault(retryAfter: nil)), (500, .serverFault(retryAfter: nil)),
      (502, .serverFault(retryAfter: nil)), (503, .serverFault(retryAfter: nil)),
      (429, .rateLimited(retryAfter: nil)),
    ] as [(Int, ProviderError.Cause)])
  func everyStatusHasItsCause(_ row: (status: Int, cause: ProviderError.Cause)) async throws {
    let error = try #require(
      try await failure(of: refusal(row.status, "Because.", headers: ["x-request-id": "req_7"])))
    #expect(error.cause == row.cause && error.status == row.status)
    #expect(error.requestID == "req_7" && error.isAPIAnswer && error.serverAdvisesRetry == nil)
    #expect(error.message == "POST /assistants answered \(row.status): Because.")
  }

  @Test func theNamedParameterAndTheCodeAreTold() async throws {
    let error = try await failure(
      of: refusal(400, "Invalid type.", code: "invalid_type", param: "metadata.modified"))
    #expect(error?.cause == .rejected(parameter: "metadata.modified"))
    #expect(error?.message == "POST /assistants answered 400 (invalid_type): Invalid type.")
  }

  @Test func aQuotaIsNoMatterOfWaiting() async throws {
    for answer in [
      refusal(429, code: "insufficient_quota"), refusal(429, type: "insufficient_quota"),
    ] {
      #expect(try await failure(of: answer)?.cause == .quotaExceeded)
    }
    #expect(
      try await failure(of: refusal(429, code: "rate_limit_exceeded"))?.cause
        == .rateLimited(retryAfter: nil))
  }

  @Test(
    arguments: [
      (["retry-after": "7"], .seconds(7)), (["Retry-After": "0.5"], .milliseconds(500)),
      (["retry-after": "7", "retry-after-ms": "1500"], .milliseconds(1500)),
      (["retry-after-ms": "1.2"], .milliseconds(2)),
      (
        [
          "retry-after": "Mon, 23 Nov 2026 12:00:30 GMT", "date": "Mon, 23 Nov 2026 12:00:00 GMT",
        ], .seconds(30)
      ),
      (
        [
          "retry-after": "Mon, 23 Nov 2026 12:00:00 GMT", "date": "Mon, 23 Nov 2026 12:00:30 GMT",
        ], .zero
      ),
      (["retry-after": "Mon, 23 Nov 2026 12:00:30 GMT"], nil), (["retry-after": "soon"], nil),
      (["retry-after": "-5"], nil), (["retry-after": "nan"], nil), (["retry-after": "1e300"], nil),
      (["retry-after-ms": "1e300"], nil), (["retry-after-ms": "inf"], nil),
      (["retry-after-ms": "-1", "retry-after": "2"], .seconds(2)), ([:], nil),
    ] as [([String: String], Duration?)])
  func theServersDelayIsRead(_ row: (headers: [String: String], delay: Duration?)) async throws {
    #expect(
      try await failure(of: refusal(429, headers: row.headers))?.cause
        == .rateLimited(retryAfter: row.delay))
    #expect(
      try await failure(of: refusal(503, headers: row.headers))?.cause
        == .serverFault(retryAfter: row.delay))
  }

  @Test func theServersAdviceIsRead() async throws {
    for (text, advice) in [("true", true), ("false", false), ("maybe", nil)] as [(String, Bool?)] {
      let error = try await failure(of: refusal(500, headers: ["x-should-retry": text]))
      #expect(error?.serverAdvisesRetry == advice)
    }
  }

  /// Proxies answer in their own words: whether the API did anything is not known then.
  @Test(arguments: [429, 404, 500])
  func whatIsNoErrorBodyIsNotTheAPIsAnswer(_ status: Int) async throws {
    let page = "<!DOCTYPE html><html><body>\u{1B}[31mBad gateway</body></html>"
    let rows = [
      (page, "an HTML page"), ("", "an empty body"), ("[1]", "3 bytes"), ("busy", "4 bytes"),
      (#"{"detail":"Not Found"}"#, "22 bytes"), (#"{"error":"no"}"#, "14 bytes"),
      (#"{"error":{"message":null}}"#, "26 bytes"),
    ]
    for (body, words) in rows {
      let error = try #require(try await failure(of: .text(body, status: status)))
      #expect(!error.isAPIAnswer && error.status == status)
      #expect(error.message.contains(words) && !error.message.contains("gateway"))
      if status == 429 { #expect(error.mayHaveTakenEffect) }
    }
  }

  @Test(arguments: [
    "", "[]", "null", #"{"id":"asst_1""#, "<html>", #"{"id":""}"#, #"{"id":7}"#, "{}", #""text""#,
  ])
  func aSuccessThatCannotBeReadIsUnknown(_ body: String) async throws {
    let error = try #require(try await failure(of: .text(body)))
    #expect(error.cause == .unreadableAnswer && error.mayHaveTakenEffect)
  }

  @Test func aListThatIsNoneIsUnreadable() async throws {
    for body in ["{}", #"{"data":null}"#, #"{"data":[7]}"#, #"{"data":[{"name":"x"}]}"#, "[]"] {
      let error = try await failure(of: json(body)) { (provider) async throws(ProviderError) in
        _ = try await provider.list(assistantKind, after: nil)
      }
      #expect(error?.cause == .unreadableAnswer, "\(body)")
    }
  }

  @Test func aCutConnectionIsNoAnswer() async throws {
    let create = try await failure(of: .closeWithoutAnswer)
    #expect(create?.cause == .noAnswer && create?.mayHaveTakenEffect == true)
    let cut = try await failure(
      of: .bytesThenClose(Array("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"id\":".utf8)))
    #expect(cut?.mayHaveTakenEffect == true)
  }

  @Test func nobodyThereIsUnreachable() async throws {
    // Nobody listens on the first port; the port of a stopped server may already be another test's.
    try await withProvider({ _ in .hang }, adjusting: { $0.baseURL = "http://127.0.0.1:1/v1" }) {
      provider, _ in
      do throws(ProviderError) {
        _ = try await provider.get(assistantKind, id: "a")
        Issue.record("answered by nobody")
      } catch {
        #expect(error.cause == .unreachable && !error.mayHaveTakenEffect)
      }
    }
  }

  @Test func aListThatIsMissingMeansThatTheHostDoesNotServeTheKind() async throws {
    for answer in [refusal(404, "Not found"), .text("<html>", status: 404)] {
      let error = try #require(
        try await failure(of: answer) { (provider) async throws(ProviderError) in
          _ = try await provider.list(storeKind, after: nil)
        })
      #expect(error.cause == .notServed)
      #expect(error.message.contains("/v1 does not serve vector stores"))
      #expect(error.help?.contains("August 2026") == true)
    }
    // A cursor that is gone says nothing about the host.
    let error = try await failure(of: refusal(404, "No assistant found with id 'asst_9'.")) {
      (provider) async throws(ProviderError) in
      _ = try await provider.list(assistantKind, after: "asst_9")
    }
    #expect(error?.cause == .notFound)
  }

  @Test func anObjectThatIsMissingIsNone() async throws {
    let error = try await failure(of: refusal(404)) { (provider) async throws(ProviderError) in
      let found = try await provider.get(assistantKind, id: "asst_1")
      #expect(found == nil)
    }
    #expect(error == nil)
  }

  @Test func deletingWhatIsGoneIsFine() async throws {
    let answers = [
      refusal(404), json(#"{"id":"asst_1","object":"assistant.deleted","deleted":true}"#),
      .bytes(Array("HTTP/1.1 204 No Content\r\n\r\n".utf8)),
    ]
    for answer in answers {
      let error = try await failure(of: answer) { (provider) async throws(ProviderError) in
        try await provider.delete(assistantKind, id: "asst_1")
      }
      #expect(error == nil)
    }
    let page = try await failure(of: .text("<html>log in</html>")) {
      (provider) async throws(ProviderError) in
      try await provider.delete(assistantKind, id: "asst_1")
    }
    #expect(page?.cause == .unreadableAnswer)
  }

  @Test func theKeyIsNeverQuoted() async throws {
    let error = try #require(
      try await failure(
        of: refusal(401, "Incorrect key: \(secret), yes '\(secret)'.", code: "bad \(secret)")))
    #expect(!error.message.contains(secret))
    #expect(error.message.contains("Incorrect key: ***, yes '***'."))
    // Nor a piece of it at the place where a long message is cut.
    let long = String(repeating: "x", count: 295) + secret
    let cut = try #require(try await failure(of: refusal(401, long)))
    #expect(!cut.message.contains("sk-te"))
  }

  @Test(arguments: [
    ("Incorrect API key provided: sk-pr**********wxyz.", "Incorrect API key provided: ***."),
    ("The key sk-...wxyz is unknown", "The key *** is unknown"),
    ("Wait… then try again...", "Wait… then try again..."),
  ])
  func aKeyThatTheServerMaskedIsMaskedWhole(said: String, shown: String) async throws {
    let error = try #require(try await failure(of: refusal(401, said)))
    #expect(error.message.hasSuffix(shown))
  }

  @Test func aServiceThatHasEndedIsNotServed() async throws {
    let error = try await failure(of: .text("<html>gone</html>", status: 410)) {
      (provider) async throws(ProviderError) in
      _ = try await provider.list(assistantKind, after: nil)
    }
    #expect(error?.cause == .notServed)
  }

  @Test func longMessagesAreCut() async throws {
    let error = try #require(
      try await failure(of: refusal(400, String(repeating: "é", count: 5_000))))
    #expect(error.message.count < 400 && error.message.hasSuffix("é…"))
  }

  /// An expectation about what a person reads: no sentence of ours lacks its advice.
  @Test func everyCauseThatAPersonCanActOnSaysHow() {
    let causes: [ProviderError.Cause] = [
      .unauthorized, .forbidden, .notServed, .rateLimited(retryAfter: nil), .quotaExceeded,
      .unreachable, .insecure, .unreadableAnswer, .serverFault(retryAfter: nil), .noAnswer,
      .endlessList, .fileChanged, .unreadableFile,
    ]
    for cause in causes { #expect(ProviderError(cause, "m").help?.hasSuffix(".") == true) }
  }
}
