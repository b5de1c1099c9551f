import AssistantsEmulator
import ResourceModel
import Testing

struct UploadTests {
  private let fixture = Fixture()

  private func content(of id: String) -> [UInt8] { fixture.send("GET", "files/\(id)/content").body }

  /// The name that is stored of what a client sends.
  private func stored(_ filename: String) -> String? {
    let form =
      Form.field("purpose", "assistants") + Form.file(filename, [1]) + Array("--b--".utf8)
    return fixture.upload(form: form).json?["filename"]?.string
  }

  @Test func fillsInTheServersMembers() {
    let id = fixture.upload("a.md", "text")
    #expect(
      fixture.text("GET", "files/\(id)")
        == #"{"object":"file","id":"\#(id)","purpose":"assistants","filename":"a.md","bytes":4,"#
        + #""created_at":1800000000,"expires_at":null,"status":"processed","status_details":null}"#)
  }

  /// Bytes that look like boundaries, cut at every possible place.
  @Test(arguments: 0..<120) func piecesMayEndAnywhere(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let morsels = [
      "\r\n--b", "\r\n--", "\r\n", "\r", "--b--", "-", "\n", "x", "\0", "é", "\r\n-b\r\n",
    ]
    var content: [UInt8] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      content += morsels.randomElement(using: &random).map { Array($0.utf8) } ?? []
    }
    // No content holds its own boundary.
    let text = String(decoding: content, as: UTF8.self)
    if text.replacing("\r\n", with: "¶").contains("¶--b") { return }
    let form =
      Array("preamble\r\n".utf8) + Form.file("a.bin", content, purpose: "user_data")
      + Array("epilogue \r\n--b\r\n".utf8)
    for pieces in [1, 2, 3, Int.random(in: 4...30, using: &random), .max] {
      let answer = fixture.upload(form: form, pieces: pieces)
      #expect(answer.status == 200)
      #expect(self.content(of: answer.json?["id"]?.string ?? "") == content)
    }
  }

  @Test func largeFilesLeaveTheMemory() {
    let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let form = Form.file("a.bin", content, purpose: "user_data")
    let answer = fixture.upload(form: form, pieces: 65_536)
    #expect(answer.json?["bytes"] == 3_000_000)
    // Compared outside, since the difference of so many bytes would take for ever to tell.
    let isSame = self.content(of: answer.json?["id"]?.string ?? "") == content
    #expect(isSame)
  }

  @Test(arguments: [
    (#"filename="a b.txt""#, "a b.txt"),
    (#"filename=a.txt"#, "a.txt"),
    (#"filename="Übersicht 日本.md""#, "Übersicht 日本.md"),
    (#"filename="say %22hi%22.txt""#, #"say "hi".txt"#),
    (#"filename="say \"hi\" \\.txt""#, #"say "hi" \.txt"#),
    (#"filename="C:\docs\a.txt""#, #"C:\docs\a.txt"#),
    (#"filename="line%0D%0Abreak.txt""#, "line\r\nbreak.txt"),
    (#"filename="100%25 %zz %+1.txt""#, "100%25 %zz %+1.txt"),
    (#"filename="a;b=c.txt"; x=y"#, "a;b=c.txt"),
    (#"filename="plain.txt"; filename*=UTF-8''%e2%82%ac%20rates.txt"#, "€ rates.txt"),
    (#"filename*=utf-8'en'a%2Fb.txt; filename="plain.txt""#, "a/b.txt"),
    (#"filename="plain.txt"; filename*=latin1''%e2.txt"#, "plain.txt"),
    ("filename=\"\u{301}x.txt\"", "\u{301}x.txt"),
    (#"FileName="a.txt""#, "a.txt"),
  ])
  func readsNames(sent: String, name: String) {
    #expect(stored(sent).map { Array($0.utf8) } == Array(name.utf8))
  }

  @Test func namesMayBeLong() {
    let name = String(repeating: "é", count: 125) + ".text"
    #expect(stored(#"filename="\#(name)""#) == name)
  }

  private static let end = Array("--b--".utf8)
  private static let purpose = Form.field("purpose", "assistants")
  private static let part = Form.file(#"filename="a""#, [1])
  private static let whole = Form.file("a", [1], purpose: "batch")
  private static let anchor = Form.field("expires_after[anchor]", "created_at")

  private static func lifetime(_ seconds: Int) -> [UInt8] {
    Form.field("expires_after[seconds]", "\(seconds)")
  }

  private static let mistakes: [(form: [UInt8], refusal: String)] = [
    ([], "400 - -"),
    (end, "400 file -"),
    (purpose + end, "400 file -"),
    (part + end, "400 purpose -"),
    // The last boundary is missing.
    (purpose + part, "400 - -"),
    (Array("--bx".utf8), "400 - -"),
    (Form.file("a", [1], purpose: "world_domination"), "400 purpose -"),
    (
      anchor + lifetime(3599) + whole, "400 expires_after[seconds] integer_below_min_value"
    ),
    (lifetime(3600) + whole, "400 expires_after[anchor] missing_required_parameter"),
  ]

  @Test(arguments: mistakes)
  func refusesForms(form: [UInt8], refusal: String) {
    #expect(fixture.refusal(fixture.upload(form: form)) == refusal)
    #expect(fixture.json("GET", "files")["data"] == [])
  }

  @Test func whatIsNoFormIsRefused() {
    #expect(fixture.refusal("POST", "files", #"{"purpose":"assistants"}"#) == "400 - -")
    let answer = fixture.upload(form: Form.file("a", [1], purpose: "batch"), boundary: "")
    #expect(fixture.refusal(answer) == "400 - -")
  }

  @Test func refusalsHaveADetail() throws {
    let message: JSONValue = "No such File object: fake_id"
    #expect(
      fixture.json("DELETE", "files/fake_id") == [
        "error": [
          "message": message, "type": "invalid_request_error", "param": "id",
          "code": try JSONParser.parse(Array("null".utf8)),
        ],
        "detail": ["message": message, "code": try JSONParser.parse(Array("null".utf8))],
      ])
  }

  @Test func assistantsFilesAreNotGivenAway() {
    let id = fixture.upload("a.md")
    #expect(fixture.refusal("GET", "files/\(id)/content") == "400 - -")
  }

  @Test func listsByPurpose() {
    let first = fixture.upload("a.md")
    let second = fixture.upload("b.jsonl", purpose: "batch")
    let third = fixture.upload("c.md")
    func listed(_ query: String) -> [String] {
      (fixture.json("GET", "files", query: query)["data"]?.array ?? [])
        .map { $0["id"]?.string ?? "" }
    }
    #expect(listed("") == [third, second, first])
    #expect(listed("purpose=assistants") == [third, first])
    #expect(listed("order=asc&after=\(second)&purpose=assistants") == [third])
    #expect(listed("limit=1&purpose=batch") == [second])
  }

  @Test func expires() {
    let form =
      Self.anchor + Self.lifetime(3600) + Form.file("a.md", [65], purpose: "assistants")
    let id = fixture.upload(form: form).json?["id"]?.string ?? ""
    #expect(fixture.json("GET", "files/\(id)")["expires_at"] == .integer(Fixture.start + 3600))
    let store = fixture.create(#"{"file_ids":["\#(id)"]}"#, in: "vector_stores")
    fixture.wait(seconds: 3599)
    #expect(fixture.send("GET", "files/\(id)").status == 200)
    fixture.wait(seconds: 1)
    #expect(fixture.send("GET", "files/\(id)").status == 404)
    #expect(fixture.json("GET", "vector_stores/\(store)")["file_counts"]?["total"] == 0)
  }
}

/// The same numbers from the same seed: SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
