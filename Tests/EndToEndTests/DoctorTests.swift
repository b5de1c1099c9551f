import Foundation
import TestSupport
import Testing

/// `asst doctor` against hosts of every kind: whole pages, read by people, and the exact requests.
@Suite(.inTurn) struct DoctorTests {
  struct Host: Sendable, CustomTestStringConvertible {
    let name: String
    var path = "/v1"
    let status: Int32
    /// What is asked, in order.
    let requests: [String]
    var files = ["a.yaml": DoctorTests.assistant]
    let script: ScriptedServer.Script
    var testDescription: String { name }
  }

  static let assistant = "assistants:\n  support: { model: gpt-4o }\n"
  private static let list = #"{"object":"list","data":[],"has_more":false}"#
  private static let models = #"{"object":"list","data":[{"id":"gpt-4o"},{"id":"o1"}]}"#
  private static let login = "<!DOCTYPE html><html><title>Sign in</title></html>"
  private static let all = [
    "/v1/assistants?limit=1", "/v1/vector_stores?limit=1", "/v1/files?limit=1", "/v1/models",
  ]

  private static func error(_ message: String, _ code: String = "") -> String {
    #"{"error":{"message":"\#(message)","code":"\#(code)"}}"#
  }

  private static func serving(_ services: [String: String]) -> ScriptedServer.Script {
    { request in
      for (path, body) in services where request.target.hasPrefix("/v1/\(path)") {
        return .json(body)
      }
      return .json(error("Not Found"), status: 404)
    }
  }

  static let hosts: [Host] = [
    Host(
      name: "all-served", status: 0, requests: all,
      script: serving([
        "assistants": list, "vector_stores": list, "files": list, "models": models,
      ])),
    Host(
      name: "only-what-is-needed", status: 0, requests: all,
      script: serving(["assistants": list])),
    Host(
      name: "retired", status: 1, requests: all,
      script: serving(["vector_stores": list, "files": list, "models": models])),
    Host(
      name: "retired-with-html", status: 1, requests: all,
      script: { _ in .response(status: 410, headers: [:], body: Array(login.utf8)) }),
    Host(
      name: "without-v1", path: "", status: 1,
      requests: all.map { String($0.dropFirst(3)) } + [all[0]],
      script: serving(["assistants": list, "vector_stores": list])),
    Host(
      name: "too-long-a-path", path: "/v1/chat/completions", status: 1,
      requests: all.map { "/v1/chat/completions" + $0.dropFirst(3) } + [all[0]],
      script: serving(["assistants": list, "vector_stores": list])),
    Host(
      name: "wrong-key", status: 1, requests: [all[0]],
      script: { request in
        let key = request.headers["authorization"] ?? ""
        return .json(error("Bad \(key), as in sk-t****6789.", "invalid_api_key"), status: 401)
      }),
    Host(
      name: "forbidden", status: 1, requests: all,
      script: { _ in .json(error("Organization mismatch"), status: 403) }),
    Host(
      name: "login-page", status: 1, requests: [all[0]],
      script: { _ in .response(status: 200, headers: [:], body: Array(login.utf8)) }),
    Host(
      name: "redirect", status: 1, requests: [all[0]],
      script: { _ in
        .response(status: 302, headers: ["location": "https://login.example.org/"], body: [])
      }),
    Host(
      name: "quota", status: 1, requests: [all[0]],
      script: { _ in .json(error("You exceeded your quota", "insufficient_quota"), status: 429) }),
    Host(
      name: "rate-limit", status: 0, requests: [all[0]],
      script: { _ in .json(error("Slow down"), status: 429, headers: ["retry-after": "20"]) }),
    Host(
      name: "api-version-missing", status: 1, requests: all,
      script: { _ in .json(error("api-version is required"), status: 400) }),
    Host(
      name: "broken-server", status: 1, requests: all,
      script: { _ in .response(status: 503, headers: [:], body: []) }),
    Host(
      name: "connection-cut", status: 1, requests: [all[0]],
      script: { request in
        .bytesThenClose(Array("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".utf8))
      }),
    Host(
      name: "unlisted-model", status: 0, requests: all,
      files: ["a.yaml": "assistants:\n  support: { model: gtp-4o }\n"],
      script: serving([
        "assistants": list, "vector_stores": list, "files": list, "models": models,
      ])),
    Host(
      name: "mistakes-in-files", status: 1, requests: all,
      files: ["a.yaml": "assistants:\n  support: { modle: gpt-4o, temperature: 9 }\n"],
      script: serving([
        "assistants": list, "vector_stores": list, "files": list, "models": models,
      ])),
    Host(
      name: "clock", status: 0, requests: all,
      script: { request in
        .json(
          request.target.contains("models") ? models : list,
          headers: ["date": "Mon, 01 Jan 2001 00:00:00 GMT"])
      }),
    Host(
      name: "marker", status: 0, requests: all,
      script: { _ in
        .json(
          #"{"object":"list","data":[{"id":"asst_1","model":"m","metadata":{"asst":"asst1:p/t:assistants.a:n1:"}}]}"#
        )
      }),
  ]

  @Test(arguments: hosts)
  func tellsWhatTheHostDoes(_ host: Host) async throws {
    let server = try ScriptedServer.start(host.script)
    defer { server.stop() }
    let workspace = try Workspace(host.files, baseURL: server.baseURL + host.path)
    let result = try await workspace.asst("doctor")
    #expect(result.status == host.status)
    #expect(result.errors.isEmpty)
    #expect(server.requests.map(\.target) == host.requests)
    #expect(server.requests.allSatisfy { $0.method == "GET" })
    try DoctorPages.check(host.name, result.output, port: server.port)
    #expect(!result.output.contains("sk-test"))
    #expect(try workspace.entries() == ["a.yaml", "asst.yaml"])
  }
}
