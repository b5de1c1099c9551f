import Foundation
import OrderedCollections
import ResourceModel
import TestSupport
import Testing

/// `asst doctor` on what is wrong on this side of the connection, and against the emulator.
@Suite(.inTurn) struct DoctorProjectTests {
  private static let secret = "sk-live-a1b2c3d4e5"
  private static let assistant = DoctorTests.assistant
  private static let list = #"{"object":"list","data":[],"has_more":false}"#

  @Test func theEmulatorIsWhole() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try #require(try await emulator.objects("assistants").first?["id"]?.string)
    let lock = try workspace.read("asst.local.lock.json")
    try await emulator.resetRequests()
    let result = try await workspace.asst("doctor")
    #expect(result.status == 0)
    #expect(result.output.contains("survives: \(id) carries a marker"))
    #expect(result.output.contains("asst.local.lock.json: 1 resource, serial 1"))
    #expect(!result.output.contains("warning"))
    #expect(
      try await emulator.requests() == [
        "GET /v1/assistants", "GET /v1/vector_stores", "GET /v1/files", "GET /v1/models",
      ])
    #expect(try workspace.read("asst.local.lock.json") == lock)
    await emulator.stop()
  }

  @Test func aWrongKeyIsRefusedByTheEmulator() async throws {
    let emulator = try EmulatorProcess(["--api-key", "another"])
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: emulator.baseURL)
    let result = try await workspace.asst("doctor")
    #expect(result.status == 1)
    #expect(result.output.contains("FAILED   authentication"))
    #expect(result.output.contains("Incorrect API key provided."))
    #expect(try await emulator.requests() == ["GET /v1/assistants"])
    await emulator.stop()
  }

  @Test func metadataThatDoesNotSurviveIsNoticed() async throws {
    let server = try ScriptedServer.start { request in
      .json(
        request.target == "/v1/assistants/asst_1"
          ? #"{"id":"asst_1","object":"assistant","model":"gpt-4o","metadata":{}}"# : Self.list)
    }
    defer { server.stop() }
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: server.baseURL + "/v1")
    try workspace.write("asst.local.lock.json", Self.lock(server.baseURL + "/v1"))
    let result = try await workspace.asst("doctor")
    #expect(result.status == 0)
    #expect(server.requests.map(\.target).last == "/v1/assistants/asst_1")
    #expect(server.requests.count == 5)
    try DoctorPages.check("metadata-dropped", result.output, port: server.port)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var environment: [String: String] = [:]
    var files: [String: String] = ["a.yaml": DoctorTests.assistant]
    var removed: [String] = []
    var arguments: [String] = []
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "nobody-listens"),
    Case(name: "key-not-set", environment: ["ASST_API_KEY": ""]),
    Case(name: "key-in-quotes", environment: ["ASST_API_KEY": "\"\(secret)\""]),
    Case(name: "key-with-line-break", environment: ["ASST_API_KEY": "\(secret)\n"]),
    Case(
      name: "user-in-address",
      environment: ["ASST_EMULATOR_URL": "https://joe:\(secret)@assistants.example.org/v1"]),
    Case(
      name: "query-in-address",
      environment: ["ASST_EMULATOR_URL": "https://assistants.example.org/v1?key=\(secret)"]),
    Case(
      name: "plain-http",
      environment: ["ASST_EMULATOR_URL": "http://assistants.example.org/v1"]),
    Case(name: "no-address", environment: ["ASST_EMULATOR_URL": "::\(secret)::"]),
    Case(
      name: "proxy-is-no-address",
      environment: ["https_proxy": "http://joe:\(secret)@ bad", "no_proxy": "localhost"]),
    Case(name: "other-origin", files: ["asst.local.lock.json": lock("https://old.example.org/v1")]),
    Case(name: "damaged-lock", files: ["asst.local.lock.json": "<<<<<<< HEAD\n"]),
    Case(name: "unknown-target", arguments: ["--target", "production"]),
    Case(name: "no-manifest", removed: ["asst.yaml"]),
    Case(
      name: "key-in-manifest", environment: ["https_proxy": "http://127.0.0.1:1"],
      files: [
        "asst.yaml": """
        project: test
        targets:
          hosted:
            provider: assistants-v2
            base_url: https://assistants.invalid/v1
            api_key: \(secret)
            headers: { X-Team: "${env.ASST_TEAM:-}" }
        """
      ]),
    Case(name: "no-folder", arguments: ["--config", "elsewhere"]),
  ]

  @Test(arguments: cases)
  func tellsWhatIsWrongHere(_ example: Case) async throws {
    // No service of any machine listens on port 1.
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: "http://127.0.0.1:1/v1")
    for (name, text) in example.files { try workspace.write(name, text) }
    for name in example.removed { try workspace.remove(name) }
    let before = try workspace.entries()
    let result = try await Executable.asst.run(
      ["doctor"] + example.arguments, in: workspace.folder,
      environment: workspace.environment.merging(["ASST_API_KEY": Self.secret]) { _, new in new }
        .merging(example.environment) { _, new in new })
    #expect(result.status == 1)
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(!result.output.contains("a1b2c3"))
    #expect(try workspace.entries() == before)
    try DoctorPages.check(example.name, result.output, port: nil)
  }

  @Test func aProxyThatRefusesIsNamedWithoutItsPassword() async throws {
    let proxy = try ScriptedServer.start { _ in .response(status: 407) }
    defer { proxy.stop() }
    let workspace = try Workspace(
      ["a.yaml": Self.assistant], baseURL: "https://assistants.example.org/v1")
    let result = try await Executable.asst.run(
      ["doctor"], in: workspace.folder,
      environment: workspace.environment.merging(
        ["https_proxy": "http://joe:\(Self.secret)@127.0.0.1:\(proxy.port)"]
      ) { _, new in new })
    #expect(result.status == 1)
    #expect(proxy.requests.map(\.method) == ["CONNECT"])
    #expect(!(result.output + result.errors).contains("a1b2c3"))
    #expect(!result.output.contains("joe"))
    try DoctorPages.check("proxy-refuses", result.output, port: proxy.port)
  }

  @Test func programsGetADocument() async throws {
    let workspace = try Workspace(["a.yaml": Self.assistant], baseURL: "http://127.0.0.1:1/v1")
    let result = try await workspace.asst("doctor", "--format", "json")
    #expect(result.status == 1)
    let document = try JSONParser.parse(result.output)
    #expect(document["format_version"] == "1.0")
    #expect(document["healthy"] == false)
    #expect(document["requests"] == 1)
    let checks = document["checks"]?.array ?? []
    #expect(checks.first?["id"] == "version")
    let connection = checks.first { $0["id"] == "connection" }
    #expect(connection?["status"] == "failed")
    #expect(connection?["advice"]?.array?.isEmpty == false)
    #expect(!result.output.contains("sk-test"))
  }

  private static func lock(_ baseURL: String) -> String {
    """
    {
      "format": 1, "serial": 7, "project": "test", "target": "local",
      "origin": { "base_url": "\(baseURL)" }, "outputs": {},
      "resources": { "assistants.support": { "id": "asst_1", "applied": {}, "returned": {} } }
    }
    """
  }
}
