import AssistantsEmulator
import Foundation
import ResourceModel
import Synchronization
import Testing

/// What a data file keeps of files: the bytes beside it, and what is being indexed.
struct FileDataTests {
  private final class Place: Sendable {
    let url = URL.temporaryDirectory.appending(path: "asst-files-\(UUID().uuidString)")
    let second = Mutex(Fixture.start)

    init() throws {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var bytes: URL { url.appending(path: "data.db.files") }
    /// The names in the folder of bytes.
    var names: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: bytes.path)) ?? []).sorted()
    }
  }

  private let place: Place

  init() throws { place = try Place() }

  private func emulator() throws -> AssistantsAPI {
    let place = place
    return try AssistantsAPI(
      settings: AssistantsAPI.Settings(indexingDelay: .seconds(5)),
      data: try DataFile(path: place.url.appending(path: "data.db").path),
      surroundings: Surroundings(
        now: { place.second.withLock { $0 } }, identifiers: .random, pause: { _ in }))
  }

  @discardableResult
  private func send(
    _ api: inout AssistantsAPI, _ method: String, _ path: String, _ body: String = ""
  ) -> JSONValue {
    api.answer(
      APIRequest(
        method, "/v1/\(path)", headers: ["api-key": "k", "openai-beta": "assistants=v2"],
        body: Array(body.utf8))
    ).json ?? .null
  }

  private func upload(
    _ api: inout AssistantsAPI, _ name: String, purpose: String = "assistants"
  ) -> String {
    let form = Form.file(name, Array("text of \(name)".utf8), purpose: purpose)
    let answer = api.answer(Form.request(form, folder: api.uploadFolder))
    return answer.json?["id"]?.string ?? ""
  }

  @Test func filesAndStoresAreThereAgain() throws {
    var first = try emulator()
    let (done, pending) = (upload(&first, "done.md"), upload(&first, "pending.md"))
    let other = upload(&first, "other.jsonl", purpose: "batch")
    let store = send(&first, "POST", "vector_stores", #"{"file_ids":["\#(done)"]}"#)["id"]?.string
    let path = "vector_stores/\(store ?? "")"
    place.second.withLock { $0 += 5 }
    let batch = send(
      &first, "POST", "\(path)/file_batches",
      #"{"files":[{"file_id":"\#(pending)","attributes":{"a":1.0,"b":"x"}}]}"#)["id"]?.string
    let paths = ["files", path, "\(path)/files", "\(path)/file_batches/\(batch ?? "")"]
    let before = paths.map { send(&first, "GET", $0) }
    first = AssistantsAPI(surroundings: .live)

    var second = try emulator()
    #expect(paths.map { send(&second, "GET", $0) } == before)
    #expect(before[1]["file_counts"]?["in_progress"] == 1)
    // What was being indexed goes on.
    place.second.withLock { $0 += 5 }
    #expect(send(&second, "GET", path)["file_counts"]?["completed"] == 2)
    #expect(send(&second, "GET", paths[3])["status"] == "completed")
    let found = send(&second, "POST", "\(path)/search", #"{"query":"pending"}"#)
    #expect(found["data"]?.array?.map { $0["filename"] ?? "" } == ["pending.md"])
    let content = second.answer(
      APIRequest("GET", "/v1/files/\(other)/content", headers: ["api-key": "k"]))
    #expect(content.body == Array("text of other.jsonl".utf8))
    // And its end is kept.
    second = AssistantsAPI(surroundings: .live)
    var third = try emulator()
    #expect(send(&third, "GET", path)["file_counts"]?["completed"] == 2)
  }

  @Test func whatIsDeletedLeavesNothing() throws {
    var first = try emulator()
    let (file, kept) = (upload(&first, "a.md"), upload(&first, "b.md"))
    let store = send(&first, "POST", "vector_stores", #"{"file_ids":["\#(file)"]}"#)["id"]?.string
    #expect(place.names == [file, kept].sorted())
    send(&first, "DELETE", "files/\(file)")
    #expect(place.names == [kept])
    send(&first, "DELETE", "vector_stores/\(store ?? "")")
    first = AssistantsAPI(surroundings: .live)
    var second = try emulator()
    #expect(send(&second, "GET", "files")["data"]?.array?.count == 1)
    #expect(send(&second, "GET", "vector_stores")["data"] == [])
  }

  @Test func aRefusedUploadLeavesNothing() throws {
    var first = try emulator()
    let answer = first.answer(
      Form.request(Form.file("a.md", [1], purpose: "none"), folder: first.uploadFolder))
    #expect(answer.status == 400)
    #expect(place.names == [])
  }

  /// As after a kill between a file's bytes and the write that tells of it.
  @Test func leftoversOfAKillAreRemoved() throws {
    var first = try emulator()
    let kept = upload(&first, "a.md")
    first = AssistantsAPI(surroundings: .live)
    for name in ["upload-Xy12ab", "file-000", "notes.txt"] {
      try Data([1]).write(to: place.bytes.appending(path: name))
    }
    _ = try emulator()
    #expect(place.names == [kept, "notes.txt"].sorted())
  }
}
