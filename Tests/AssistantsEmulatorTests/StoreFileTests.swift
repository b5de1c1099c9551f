import AssistantsEmulator
import ResourceModel
import Testing

struct StoreFileTests {
  private let fixture = Fixture(
    AssistantsAPI.Settings(indexingDelay: .seconds(5), failIndexing: ["broken-*", "?.md"]))
  private let store: String

  init() { store = fixture.create("{}", in: "vector_stores") }

  @discardableResult
  private func attach(_ file: String, _ more: String = "", to store: String? = nil) -> JSONValue {
    fixture.json(
      "POST", "vector_stores/\(store ?? self.store)/files", #"{"file_id":"\#(file)"\#(more)}"#)
  }

  private func counts(_ path: String? = nil) -> [Int] {
    let object = fixture.json("GET", path ?? "vector_stores/\(store)")
    return ["in_progress", "completed", "failed", "cancelled", "total"].map {
      object["file_counts"]?[$0]?.integer ?? -1
    }
  }

  private func listed(_ query: String = "order=asc") -> [String] {
    let page = fixture.json("GET", "vector_stores/\(store)/files", query: query)
    return (page["data"]?.array ?? []).map { $0["id"]?.string ?? "" }
  }

  @Test func isIndexedWhenItsTimeHasCome() {
    let file = fixture.upload("notes.md", "12345")
    attach(file)
    let path = "vector_stores/\(store)/files/\(file)"
    func text(_ status: String, _ bytes: Int) -> String {
      #"{"id":"\#(file)","object":"vector_store.file","usage_bytes":\#(bytes),"#
        + #""created_at":1800000000,"vector_store_id":"\#(store)","status":"\#(status)","#
        + #""last_error":null,"chunking_strategy":{"type":"static","static":"#
        + #"{"max_chunk_size_tokens":800,"chunk_overlap_tokens":400}},"attributes":{}}"#
    }
    #expect(fixture.text("GET", path) == text("in_progress", 0))
    #expect(counts() == [1, 0, 0, 0, 1])
    fixture.wait(seconds: 4)
    #expect(fixture.text("GET", path) == text("in_progress", 0))
    fixture.wait(seconds: 1)
    #expect(fixture.text("GET", path) == text("completed", 5))
    #expect(counts() == [0, 1, 0, 0, 1])
    let seen = fixture.json("GET", "vector_stores/\(store)")
    #expect(seen["usage_bytes"] == 5)
    #expect(seen["status"] == "completed")
  }

  @Test(arguments: [
    ("table.csv", "a,b", "unsupported_file"), ("sheet.xlsx", "a", "unsupported_file"),
    ("noextension", "a", "unsupported_file"), ("empty.txt", "", "invalid_file"),
    ("broken-manual.txt", "a", "server_error"), ("a.md", "a", "server_error"),
    ("paper.pdf", "no PDF", "invalid_file"),
  ])
  func failsByRule(name: String, content: String, code: String) {
    let file = fixture.upload(name, content)
    attach(file)
    fixture.wait(seconds: 5)
    let seen = fixture.json("GET", "vector_stores/\(store)/files/\(file)")
    #expect(seen["status"] == "failed")
    #expect(seen["last_error"]?["code"] == .string(code))
    #expect(counts() == [0, 0, 1, 0, 1])
    #expect(fixture.json("GET", "vector_stores/\(store)")["usage_bytes"] == 0)
  }

  private static let encodings: [([UInt8], String?)] = [
    ([0xFF, 0xFE, 0x41, 0, 0xE9, 0], "Aé"),
    ([0xFE, 0xFF, 0, 0x41], "A"),
    ([0xEF, 0xBB, 0xBF, 0x41], "A"),
    ([0x41, 0xFF], nil),
    ([0xFF, 0xFE, 0x41], nil),
  ]

  @Test(arguments: encodings)
  func readsEncodings(content: [UInt8], text: String?) {
    let form = Form.file("notes.txt", content, purpose: "assistants")
    let file = fixture.upload(form: form).json?["id"]?.string ?? ""
    attach(file)
    fixture.wait(seconds: 5)
    let page = fixture.json("GET", "vector_stores/\(store)/files/\(file)/content")
    #expect(page["data"]?.array?.first?["text"]?.string == text)
  }

  @Test(arguments: [
    (#","attributes":{"a":null}"#, "400 attributes.a invalid_type"),
    (#","attributes":{"a":[]}"#, "400 attributes.a invalid_type"),
    (
      #","attributes":{"a":"\#(String(repeating: "x", count: 513))"}"#,
      "400 attributes.a string_above_max_length"
    ),
    (
      #","attributes":{"\#(String(repeating: "k", count: 65))":1}"#,
      "400 attributes property_name_above_max_length"
    ),
    (
      #","attributes":{\#((0..<17).map { #""k\#($0)":1"# }.joined(separator: ","))}"#,
      "400 attributes object_above_max_properties"
    ),
    (#","chunking_strategy":{"type":"semantic"}"#, "400 chunking_strategy.type invalid_value"),
    (#","colour":1"#, "400 colour unknown_parameter"),
  ])
  func refusesAttachments(more: String, refusal: String) {
    let file = fixture.upload("notes.md")
    #expect(
      fixture.refusal(
        "POST", "vector_stores/\(store)/files", #"{"file_id":"\#(file)"\#(more)}"#) == refusal)
    #expect(listed().isEmpty)
  }

  @Test func saysWhatIsMissing() {
    let path = "vector_stores/\(store)"
    #expect(
      fixture.json("POST", "\(path)/files", #"{"file_id":"file-0"}"#)["error"]?["message"]
        == "Files [file-0] were not found")
    #expect(
      fixture.json("GET", "\(path)/files/file-0")["error"]?["message"]
        == .string("No file found with id 'file-0' in vector store '\(store)'."))
    #expect(fixture.refusal("GET", "vector_stores/vs_0/files") == "404 - -")
    #expect(
      fixture.refusal("POST", "\(path)/files") == "400 file_id missing_required_parameter")
    let headers = ["api-key": "k"]
    #expect(fixture.send("GET", "\(path)/files", headers: headers).status == 400)
  }

  @Test func attributesAreReplacedWhole() {
    let file = fixture.upload("notes.md")
    let made = attach(file, #","attributes":{"a":"x","b":1.5,"c":true}"#)
    #expect(made["attributes"] == ["a": "x", "b": .decimal("1.5"), "c": true])
    let path = "vector_stores/\(store)/files/\(file)"
    let changed = fixture.json("POST", path, #"{"attributes":{"a":"y"}}"#)
    #expect(changed["attributes"] == ["a": "y"])
    #expect(fixture.json("GET", path) == changed)
    #expect(fixture.json("POST", path, #"{"attributes":null}"#)["attributes"] == [:])
    #expect(fixture.refusal("POST", path, "{}") == "400 attributes missing_required_parameter")
    #expect(
      fixture.refusal("POST", path, #"{"chunking_strategy":{"type":"auto"}}"#)
        == "400 chunking_strategy unknown_parameter")
  }

  @Test func listsByStatusAndPage() {
    let files = ["one.md", "b.md", "three.md", "four.csv"].map { fixture.upload($0) }
    for file in files { attach(file) }
    #expect(listed() == files)
    #expect(listed("filter=in_progress&limit=2&order=asc") == Array(files[..<2]))
    fixture.wait(seconds: 5)
    #expect(listed("filter=completed") == [files[2], files[0]])
    #expect(listed("filter=failed&order=asc&after=\(files[1])") == [files[3]])
    #expect(listed("order=asc&limit=2&before=\(files[3])") == Array(files[1..<3]))
    #expect(
      fixture.refusal("GET", "vector_stores/\(store)/files", query: "filter=lost")
        == "400 filter invalid_value")
  }

  @Test func detachingLeavesTheFile() {
    let file = fixture.upload("notes.md")
    attach(file)
    fixture.wait(seconds: 5)
    let answer = fixture.json("DELETE", "vector_stores/\(store)/files/\(file)")
    #expect(
      answer == ["id": .string(file), "object": "vector_store.file.deleted", "deleted": true])
    #expect(listed().isEmpty)
    #expect(fixture.json("GET", "vector_stores/\(store)")["usage_bytes"] == 0)
    #expect(fixture.send("GET", "files/\(file)").status == 200)
    #expect(fixture.refusal("DELETE", "vector_stores/\(store)/files/\(file)") == "404 - -")
  }

  @Test func attachingAgainIndexesAnew() {
    let file = fixture.upload("notes.md")
    attach(file, #","attributes":{"a":1}"#)
    fixture.wait(seconds: 4)
    attach(file, #","attributes":{"a":2}"#)
    fixture.wait(seconds: 4)
    #expect(counts() == [1, 0, 0, 0, 1])
    fixture.wait(seconds: 1)
    #expect(counts() == [0, 1, 0, 0, 1])
    #expect(
      fixture.json("GET", "vector_stores/\(store)/files/\(file)")["attributes"] == ["a": 2])
  }

  @Test func aDeletedFileIsInNoStore() {
    let other = fixture.create("{}", in: "vector_stores")
    let file = fixture.upload("notes.md")
    attach(file)
    attach(file, to: other)
    #expect(
      fixture.json("DELETE", "files/\(file)")
        == ["object": "file", "deleted": true, "id": .string(file)])
    #expect(listed().isEmpty)
    #expect(counts() == [0, 0, 0, 0, 0])
    #expect(counts("vector_stores/\(other)") == [0, 0, 0, 0, 0])
    fixture.wait(seconds: 5)
    #expect(counts() == [0, 0, 0, 0, 0])
  }

  @Test func aDeletedStoreLeavesItsFiles() {
    let file = fixture.upload("notes.md")
    attach(file)
    #expect(fixture.send("DELETE", "vector_stores/\(store)").status == 200)
    #expect(fixture.refusal("GET", "vector_stores/\(store)/files") == "404 - -")
    #expect(fixture.send("GET", "files/\(file)").status == 200)
    fixture.wait(seconds: 5)
    #expect(fixture.send("DELETE", "files/\(file)").status == 200)
  }

  @Test func anExpiredStoreTakesNothing() {
    let store = fixture.create(
      #"{"expires_after":{"anchor":"last_active_at","days":1}}"#, in: "vector_stores")
    fixture.wait(seconds: 86_400)
    let file = fixture.upload("notes.md")
    #expect(
      fixture.refusal("POST", "vector_stores/\(store)/files", #"{"file_id":"\#(file)"}"#)
        == "400 - vector_store_expired")
  }
}

extension JSONValue {
  fileprivate static func decimal(_ text: String) -> JSONValue {
    .number(JSONNumber(validated: text))
  }
}
