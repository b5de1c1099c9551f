import AssistantsEmulator
import ResourceModel
import Testing

struct FileBatchTests {
  private let fixture = Fixture(AssistantsAPI.Settings(indexingDelay: .seconds(5)))
  private let store: String

  init() { store = fixture.create("{}", in: "vector_stores") }

  private var path: String { "vector_stores/\(store)/file_batches" }

  private func list(_ names: [String]) -> String {
    names.map { #""\#(fixture.upload($0))""# }.joined(separator: ",")
  }

  private func state(of batch: JSONValue) -> String {
    let seen = fixture.json("GET", "\(path)/\(batch["id"]?.string ?? "")")
    let counts = ["in_progress", "completed", "failed", "cancelled", "total"].map {
      "\(seen["file_counts"]?[$0]?.integer ?? -1)"
    }
    return "\(seen["status"]?.string ?? "-") \(counts.joined(separator: " "))"
  }

  @Test func isAsTheServerShowsIt() {
    let made = fixture.text("POST", path, #"{"file_ids":[\#(list(["a.md"]))]}"#)
    let id = made.dropFirst(7).prefix(37)
    #expect(
      made == #"{"id":"\#(id)","object":"vector_store.file_batch","created_at":1800000000,"#
        + #""status":"in_progress","vector_store_id":"\#(store)","file_counts":{"in_progress":1,"#
        + #""completed":0,"failed":0,"cancelled":0,"total":1}}"#)
    #expect(id.hasPrefix("vsfb_"))
  }

  @Test func countsWhatBecomesOfItsFiles() {
    let batch = fixture.json(
      "POST", path, #"{"file_ids":[\#(list(["a.md", "b.md", "c.csv"]))],"attributes":{"n":1}}"#)
    #expect(state(of: batch) == "in_progress 3 0 0 0 3")
    fixture.wait(seconds: 5)
    #expect(state(of: batch) == "completed 0 2 1 0 3")
    let listed = fixture.json(
      "GET", "\(path)/\(batch["id"]?.string ?? "")/files", query: "filter=completed")
    #expect(listed["data"]?.array?.map { $0["attributes"] ?? "-" } == [["n": 1], ["n": 1]])
  }

  @Test func failsWhenAllFail() {
    let batch = fixture.json("POST", path, #"{"file_ids":[\#(list(["c.csv"]))]}"#)
    fixture.wait(seconds: 5)
    #expect(state(of: batch) == "failed 0 0 1 0 1")
  }

  @Test func filesHaveTheirOwnSettings() {
    let (first, second) = (fixture.upload("a.md"), fixture.upload("b.md"))
    _ = fixture.json(
      "POST", path,
      #"{"files":[{"file_id":"\#(first)","attributes":{"n":1}},{"file_id":"\#(second)","#
        + #""chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":100,"#
        + #""chunk_overlap_tokens":50}}}],"attributes":{"not":"used"}}"#)
    let files = "vector_stores/\(store)/files"
    #expect(fixture.json("GET", "\(files)/\(first)")["attributes"] == ["n": 1])
    let other = fixture.json("GET", "\(files)/\(second)")
    #expect(other["attributes"] == [:])
    #expect(other["chunking_strategy"]?["static"]?["max_chunk_size_tokens"] == 100)
  }

  @Test func aFileThatIsNamedTwiceCountsOnce() {
    let file = fixture.upload("a.md")
    let batch = fixture.json("POST", path, #"{"file_ids":["\#(file)","\#(file)"]}"#)
    #expect(state(of: batch) == "in_progress 1 0 0 0 1")
    fixture.wait(seconds: 5)
    #expect(state(of: batch) == "completed 0 1 0 0 1")
  }

  @Test func isCancelled() {
    let batch = fixture.json("POST", path, #"{"file_ids":[\#(list(["a.md", "b.md"]))]}"#)
    let id = batch["id"]?.string ?? ""
    #expect(fixture.json("POST", "\(path)/\(id)/cancel")["status"] == "cancelled")
    fixture.wait(seconds: 5)
    #expect(state(of: batch) == "cancelled 0 0 0 2 2")
    #expect(
      fixture.json("GET", "vector_stores/\(store)")["file_counts"]?["cancelled"] == 2)
  }

  @Test func doesNotWaitForWhatHasLeft() {
    let file = fixture.upload("a.md")
    let batch = fixture.json("POST", path, #"{"file_ids":["\#(file)"]}"#)
    _ = fixture.json("DELETE", "vector_stores/\(store)/files/\(file)")
    #expect(state(of: batch) == "completed 0 0 0 1 1")
  }

  @Test(arguments: [
    ("{}", "400 file_ids missing_required_parameter"),
    (#"{"file_ids":[]}"#, "400 file_ids empty_array"),
    (#"{"file_ids":["file-0"],"files":[]}"#, "400 files invalid_value"),
    (#"{"files":[{}]}"#, "400 files[0].file_id missing_required_parameter"),
    (#"{"file_ids":["file-0"]}"#, "404 - -"),
    (
      #"{"file_ids":[\#(Array(repeating: #""f""#, count: 2001).joined(separator: ","))]}"#,
      "400 file_ids array_above_max_length"
    ),
  ])
  func refuses(body: String, refusal: String) {
    #expect(fixture.refusal("POST", path, body) == refusal)
  }

  @Test func anUnknownFileAttachesNone() {
    let file = fixture.upload("a.md")
    let body = #"{"file_ids":["\#(file)","file-0","file-1"]}"#
    #expect(
      fixture.json("POST", path, body)["error"]?["message"]
        == "Files [file-0, file-1] were not found")
    #expect(fixture.json("GET", "vector_stores/\(store)/files")["data"] == [])
  }
}
