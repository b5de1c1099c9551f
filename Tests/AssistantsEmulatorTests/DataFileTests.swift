import AssistantsEmulator
import Foundation
import GRDB
import ResourceModel
import Testing

struct DataFileTests {
  private final class Folder: Sendable {
    let url = URL.temporaryDirectory.appending(path: "asst-data-\(UUID().uuidString)")

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var file: String { url.appending(path: "data.db").path }
  }

  private let folder: Folder

  init() throws { folder = try Folder() }

  private func emulator(
    at second: Int = 1_800_000_000, ids: IdentifierSource = .random
  ) throws -> AssistantsAPI {
    try AssistantsAPI(
      data: try DataFile(path: folder.file),
      surroundings: Surroundings(now: { second }, identifiers: ids, pause: { _ in }))
  }

  @discardableResult
  private func send(
    _ api: inout AssistantsAPI, _ method: String, _ path: String, _ body: String = ""
  ) -> JSONValue {
    let parts = path.split(separator: "?")
    return api.answer(
      APIRequest(
        method, "/v1/\(parts[0])", query: parts.count > 1 ? String(parts[1]) : "",
        headers: ["api-key": "k", "openai-beta": "assistants=v2"], body: Array(body.utf8))
    ).json ?? .null
  }

  private static let assistant = #"""
    {"model":"o3","name":"n","description":null,"instructions":"line\nline ✓","temperature":0.1,
     "top_p":0.30000000000000004,"metadata":{"z":"1","a":"","é":"ü"},
     "tools":[{"type":"code_interpreter"},
       {"type":"file_search","file_search":{"max_num_results":3,"ranking_options":{"score_threshold":0.5}}},
       {"type":"function","function":{"name":"f","parameters":{"z":{},"a":[1,1.0,1e2]},"strict":true}},
       {"type":"function","function":{"name":"g","description":"d"}}],
     "tool_resources":{"code_interpreter":{"file_ids":["file-1"]}},
     "response_format":{"type":"json_schema","json_schema":{"name":"s","schema":{"b":1,"a":2}}}}
    """#

  @Test func everythingIsThereAgain() throws {
    var first = try emulator(ids: .counting())
    let upload = first.answer(
      Form.request(
        Form.file("a.md", [65], purpose: "assistants"), folder: first.uploadFolder))
    let file = upload.json?["id"]?.string ?? ""
    send(&first, "POST", "assistants", Self.assistant.replacing("file-1", with: file))
    send(&first, "POST", "assistants", #"{"model":"o3","reasoning_effort":"low"}"#)
    send(&first, "POST", "assistants", #"{"model":"gpt-4o","response_format":{"type":"text"}}"#)
    send(
      &first, "POST", "assistants",
      #"{"model":"m","tool_resources":{"file_search":{"vector_stores":[{"metadata":{"a":"b"}}]}}}"#)
    send(
      &first, "POST", "vector_stores", #"{"name":"v","description":"d","file_ids":["\#(file)"]}"#)
    send(
      &first, "POST", "vector_stores",
      #"{"expires_after":{"anchor":"last_active_at","days":3},"metadata":{"k":"v"}}"#)
    let before = ["assistants", "vector_stores"].map { send(&first, "GET", $0) }
    #expect(before.map { $0["data"]?.array?.count } == [4, 3])

    first = AssistantsAPI(surroundings: .live)
    var second = try emulator()
    #expect(["assistants", "vector_stores"].map { send(&second, "GET", $0) } == before)
  }

  @Test func orderSurvivesUpdatesAndDeletes() throws {
    var first = try emulator()
    var ids = (0..<4).map { _ in
      send(&first, "POST", "assistants", #"{"model":"m"}"#)["id"]?.string ?? ""
    }
    send(&first, "POST", "assistants/\(ids[0])", #"{"name":"n"}"#)
    send(&first, "DELETE", "assistants/\(ids[3])")
    first = AssistantsAPI(surroundings: .live)

    // A clock that went back makes no object older than those that were there.
    var second = try emulator(at: 1_700_000_000)
    let new = send(&second, "POST", "assistants", #"{"model":"m"}"#)
    #expect(new["created_at"] == 1_800_000_000)
    ids[3] = new["id"]?.string ?? ""
    let listed = send(&second, "GET", "assistants?order=asc")["data"]?.array ?? []
    #expect(listed.map { $0["id"]?.string ?? "" } == ids)
    #expect(listed.first?["name"] == "n")
  }

  @Test func aRefusedRequestLeavesNothing() throws {
    var first = try emulator()
    let id = send(&first, "POST", "assistants", #"{"model":"m","name":"n"}"#)["id"]?.string ?? ""
    send(&first, "POST", "assistants/\(id)", #"{"name":"x","top_p":9}"#)
    let before = send(&first, "GET", "assistants")
    first = AssistantsAPI(surroundings: .live)
    var second = try emulator()
    #expect(send(&second, "GET", "assistants") == before)
  }

  // The two that use one file would be two processes; SQLite does not ask.
  @Test func oneAtATime() throws {
    let first = try emulator()
    #expect(throws: DataFileFailure.inUse) { try DataFile(path: folder.file) }
    withExtendedLifetime(first) {}
  }

  @Test func aFileOfSomethingElseIsLeftAlone() throws {
    let text = Data("Dear diary\n".utf8)
    try text.write(to: URL(filePath: folder.file))
    #expect(throws: DataFileFailure.foreign) { try DataFile(path: folder.file) }
    #expect(try Data(contentsOf: URL(filePath: folder.file)) == text)
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    try write("CREATE TABLE diary (line TEXT)")
    let before = try Data(contentsOf: URL(filePath: folder.file))
    #expect(throws: DataFileFailure.foreign) { try DataFile(path: folder.file) }
    #expect(try Data(contentsOf: URL(filePath: folder.file)) == before)
  }

  @Test func aNewerFileIsRefused() throws {
    _ = try emulator()
    try write("INSERT INTO grdb_migrations VALUES ('2 of the future')")
    #expect(throws: DataFileFailure.newer) { try DataFile(path: folder.file) }
  }

  @Test func aCutFileIsDamaged() throws {
    do {
      var first = try emulator()
      for _ in 0..<50 { send(&first, "POST", "assistants", Self.assistant) }
    }
    let whole = try Data(contentsOf: URL(filePath: folder.file))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: folder.file))
    #expect {
      _ = try emulator()
    } throws: { error in
      if case .damaged = error as? DataFileFailure { true } else { false }
    }
  }

  @Test func anObjectThatMakesNoSenseIsDamage() throws {
    _ = try emulator()
    try write(
      #"INSERT INTO object (kind, id, record) VALUES ('assistant', 'asst_1', '{"id":"asst_1"}')"#)
    #expect(throws: DataFileFailure.damaged("Missing required parameter: 'created_at'.")) {
      _ = try emulator()
    }
  }

  @Test func aFolderMustBeThere() {
    let path = folder.url.appending(path: "none/data.db").path
    #expect(throws: DataFileFailure.unusable("unable to open database file")) {
      try DataFile(path: path)
    }
  }

  /// Writes with a connection of its own.
  private func write(_ sql: String) throws {
    try DatabaseQueue(path: folder.file).write { try $0.execute(sql: sql) }
  }
}
