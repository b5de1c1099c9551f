import Foundation
import OrderedCollections
import ResourceModel
import TestSupport
import Testing

/// Servers that answer badly, or not at all: a clear error, and nothing done twice.
@Suite(.inTurn) struct BadServerTests {
  private static let assistant = "assistants:\n  support: { model: gpt-4o }\n"
  private static let empty =
    #"{"object":"list","data":[],"first_id":null,"last_id":null,"has_more":false}"#

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int
    var headers: [String: String] = [:]
    let body: String
    let expected: [String]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(
      name: "401", status: 401,
      body:
        #"{"error":{"message":"Incorrect API key provided: sk-test-0123456789.","code":"invalid_api_key"}}"#,
      expected: ["does not accept the key", "api_key"]),
    Case(
      name: "403", status: 403, body: #"{"error":{"message":"Not allowed"}}"#,
      expected: ["may not do this", "Not allowed"]),
    Case(
      name: "the whole API is gone", status: 404, body: #"{"error":{"message":"Unknown path"}}"#,
      expected: ["does not serve", "August 2026", "asst-emulator"]),
    Case(
      name: "HTML", status: 200, body: "<!DOCTYPE html><html>hello</html>",
      expected: ["HTML page", "base_url"]),
    Case(
      name: "truncated JSON", status: 200, body: #"{"object":"list","data":[{"id":"as"#,
      expected: ["34 bytes that are no answer of this API"]),
    Case(
      name: "quota", status: 429,
      body: #"{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}"#,
      expected: ["quota"]),
    Case(
      name: "503 that advises against a retry", status: 503,
      headers: ["x-should-retry": "false"],
      body: "overloaded", expected: ["503", "Try again later"]),
    Case(
      name: "hostile text", status: 400,
      body: #"{"error":{"message":"\u001b[2J\u001b]0;owned\u0007 \u202Eevil"}}"#,
      expected: [#"\u{1B}[2J"#, #"\u{202E}"#]),
  ])
  func aRefusedRefreshIsOneClearError(_ example: Case) async throws {
    let server = try ScriptedServer.start { _ in
      .json(example.body, status: example.status, headers: example.headers)
    }
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: server.baseURL + "/v1")
    let result = try await workspace.asst("apply", "--yes")
    #expect(result.status == 1)
    for words in example.expected {
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    #expect(!result.errors.contains("sk-test-0123456789"))
    #expect(!result.errors.contains("\u{1B}"))
    #expect(server.requests.allSatisfy { $0.method == "GET" })
    server.stop()
  }

  @Test func nobodyListens() async throws {
    // No service of any machine listens on port 1.
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: "http://127.0.0.1:1/v1")
    let result = try await workspace.asst("plan")
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot be reached"))
    #expect(result.errors.contains("base_url"))
  }

  @Test func plainHTTPLeavesNoMachine() async throws {
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: "http://192.0.2.1/v1")
    let result = try await workspace.asst("plan")
    #expect(result.status == 1)
    #expect(result.errors.contains("https://"))
  }

  @Test func aListThatRepeatsItselfEnds() async throws {
    let page =
      #"{"object":"list","data":[{"id":"asst_1","object":"assistant","created_at":1,"model":"m","metadata":{}}],"has_more":true}"#
    let server = try ScriptedServer.start { request in
      .json(request.target.contains("/assistants") ? page : Self.empty)
    }
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: server.baseURL)
    let result = try await workspace.asst("plan")
    #expect(result.status == 1)
    #expect(result.errors.contains("repeats itself"))
    #expect(server.requests.count { $0.target.contains("/assistants") } == 2)
    server.stop()
  }

  @Test func aCreateWithoutAnAnswerIsNeverRepeated() async throws {
    let server = try ScriptedServer.start { request in
      request.method == "POST" ? .closeWithoutAnswer : .json(Self.empty)
    }
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: server.baseURL)
    let result = try await workspace.asst("apply", "--yes")
    #expect(result.status == 1)
    #expect(result.errors.contains("not known whether it was created"))
    #expect(server.requests.count { $0.method == "POST" } == 1)
    server.stop()
  }

  @Test func aRateLimitIsWaitedOut() async throws {
    let refusals = Countdown(2)
    let server = try ScriptedServer.start { request in
      if request.method == "GET", refusals.next() {
        return .json(
          #"{"error":{"message":"Rate limit reached"}}"#, status: 429,
          headers: ["retry-after-ms": "1"])
      }
      return .json(Self.empty)
    }
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: server.baseURL)
    let result = try await workspace.asst("plan")
    #expect(result.status == 0, "\(result.errors)")
    #expect(server.requests.count == 4)
    server.stop()
  }

  @Test func verboseTellsRequestsAndNeverTheKey() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: emulator.baseURL)
    let result = try await workspace.asst("apply", "--yes", "--verbose")
    #expect(result.status == 0)
    #expect(result.errors.contains("POST /v1/assistants 200"))
    #expect(result.errors.contains("request-id=req_"))
    #expect(!result.errors.contains("sk-test"))
    #expect(!result.output.contains("sk-test"))
    #expect(try !workspace.read("asst.local.lock.json").contains("sk-test"))
    await emulator.stop()
  }
}
