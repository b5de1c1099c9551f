import AssistantsEmulator
import ResourceModel
import Testing

struct SearchTests {
  private let fixture = Fixture(AssistantsAPI.Settings(indexingDelay: .zero))
  private let store: String

  init() { store = fixture.create("{}", in: "vector_stores") }

  @discardableResult
  private func add(_ name: String, _ text: String, _ more: String = "") -> String {
    let file = fixture.upload(name, text)
    _ = fixture.json(
      "POST", "vector_stores/\(store)/files", #"{"file_id":"\#(file)"\#(more)}"#)
    return file
  }

  private func search(_ query: String, _ more: String = "") -> JSONValue {
    fixture.json("POST", "vector_stores/\(store)/search", #"{"query":\#(query)\#(more)}"#)
  }

  private func names(_ query: String, _ more: String = "") -> [String] {
    (search(query, more)["data"]?.array ?? []).map { $0["filename"]?.string ?? "-" }
  }

  private static let static100 =
    #","chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":100,"#
    + #""chunk_overlap_tokens":20}}"#

  @Test func answersInTheServersShape() throws {
    let file = add("a.md", "Lorem ipsum", #","attributes":{"n":1}"#)
    let page = search(#""ipsum""#)
    #expect(
      JSONWriter.string(page)
        == #"{"object":"vector_store.search_results.page","search_query":["ipsum"],"#
        + #""data":[{"file_id":"\#(file)","filename":"a.md","score":1.0,"attributes":{"n":1},"#
        + #""content":[{"type":"text","text":"Lorem ipsum"}]}],"has_more":false,"#
        + #""next_page":null}"#)
  }

  @Test func whatFitsBestComesFirst() {
    add("long.md", "returns " + String(repeating: "something else entirely ", count: 60))
    add("both.md", "returns and refunds")
    add("one.md", "refunds only")
    add("none.md", "nothing of the kind")
    #expect(names(#""returns, refunds!""#) == ["both.md", "one.md", "long.md"])
    let scores = (search(#""returns refunds""#)["data"]?.array ?? [])
      .compactMap { $0["score"]?.number?.double }
    #expect(scores.count == 3 && scores == scores.sorted(by: >))
    #expect(scores.allSatisfy { $0 > 0 && $0 <= 1 })
    #expect(names(#""refund""#).count == 2, "words are found in all their forms")
    #expect(names(#""the OR NOT \"( NEAR*""#) == ["none.md"])
    #expect(names(#""?!""#) == [])
  }

  @Test func limits() {
    for number in 0..<12 { add("\(number).md", "word \(number)") }
    #expect(names(#""word""#).count == 10)
    #expect(names(#""word""#, #","max_num_results":3"#).count == 3)
    #expect(names(#"["word 1","word 2"]"#, #","max_num_results":2"#).sorted() == ["1.md", "2.md"])
    #expect(names(#""word 7""#, #","ranking_options":{"score_threshold":0.9}"#) == ["7.md"])
  }

  @Test(arguments: [
    (#"{"type":"eq","key":"year","value":2025}"#, "a"),
    (#"{"type":"eq","key":"year","value":2025.0}"#, "a"),
    (#"{"type":"ne","key":"year","value":2025}"#, "b c"),
    (#"{"type":"gt","key":"year","value":2025}"#, "b"),
    (#"{"type":"gte","key":"year","value":2025}"#, "a b"),
    (#"{"type":"lt","key":"topic","value":"b"}"#, "a"),
    (#"{"type":"lte","key":"year","value":"2026"}"#, ""),
    (#"{"type":"in","key":"topic","value":["x","a"]}"#, "a"),
    (#"{"type":"nin","key":"topic","value":["x","a"]}"#, "b c"),
    (
      #"{"type":"and","filters":[{"type":"gt","key":"year","value":0},{"type":"eq","key":"new","value":true}]}"#,
      "b"
    ),
    (
      #"{"type":"or","filters":[{"type":"eq","key":"topic","value":"a"},{"type":"eq","key":"new","value":true}]}"#,
      "a b"
    ),
  ])
  func filters(filter: String, found: String) {
    add("a", "", "")
    add("a.md", "word", #","attributes":{"year":2025,"topic":"a","new":false}"#)
    add("b.md", "word", #","attributes":{"year":2026,"topic":"b","new":true}"#)
    add("c.md", "word")
    let names = names(#""word""#, #","filters":\#(filter)"#).map { $0.prefix(1) }
    #expect(names.sorted().joined(separator: " ") == found)
  }

  @Test(arguments: [
    ("{}", "400 query missing_required_parameter"),
    (#"{"query":1}"#, "400 query invalid_type"),
    (#"{"query":[]}"#, "400 query empty_array"),
    (#"{"query":"a","max_num_results":51}"#, "400 max_num_results integer_above_max_value"),
    (#"{"query":"a","filters":{"type":"like"}}"#, "400 filters.type invalid_value"),
    (#"{"query":"a","filters":{"type":"eq","key":"k"}}"#, missing("filters.value")),
    (
      #"{"query":"a","filters":{"type":"and","filters":[{"type":"eq","value":1}]}}"#,
      missing("filters.filters[0].key")
    ),
    (
      #"{"query":"a","ranking_options":{"ranker":"best"}}"#,
      "400 ranking_options.ranker invalid_value"
    ),
    (#"{"query":"a","page":2}"#, "400 page unknown_parameter"),
  ])
  func refuses(body: String, refusal: String) {
    #expect(fixture.refusal("POST", "vector_stores/\(store)/search", body) == refusal)
  }

  private static func missing(_ path: String) -> String {
    "400 \(path) missing_required_parameter"
  }

  @Test func cutsAsTold() {
    let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
    add("a.md", words, Self.static100)
    let first = search(#""word0""#)["data"]?.array?.first?["content"]?.array?.first?["text"]?.string
    #expect(first?.hasPrefix("word0 word1 ") == true)
    #expect((first?.count ?? 0) <= 400 && (first?.count ?? 0) > 300)
    #expect(first?.last == " ", "a chunk ends between words")
    // What stands in the overlap stands in two chunks.
    let last = first?.split(separator: " ").last ?? ""
    #expect(names(#""\#(last)""#).count == 2)
    #expect(names(#""word399""#).count == 1)
  }

  @Test func followsWhatTheStoreHolds() {
    let file = add("a.md", "apple")
    #expect(names(#""apple""#) == ["a.md"])
    _ = fixture.json("DELETE", "vector_stores/\(store)/files/\(file)")
    #expect(names(#""apple""#) == [])
    add("b.md", "apple pie")
    #expect(names(#""apple""#) == ["b.md"])
    let other = fixture.create("{}", in: "vector_stores")
    let elsewhere = fixture.json(
      "POST", "vector_stores/\(other)/search", #"{"query":"apple"}"#)
    #expect(elsewhere["data"] == [])
  }

  @Test func cutsAnewWhenAttachedAnew() {
    let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
    let file = add("a.md", words)
    #expect(names(#""word0 word399""#).count == 1)
    _ = fixture.json(
      "POST", "vector_stores/\(store)/files", #"{"file_id":"\#(file)"\#(Self.static100)}"#)
    #expect(names(#""word0 word399""#).count == 2)
  }

  @Test func findsNothingBeforeItIsIndexed() {
    let slow = Fixture(AssistantsAPI.Settings(indexingDelay: .seconds(1)))
    let file = slow.upload("a.md", "apple")
    let store = slow.create(#"{"file_ids":["\#(file)"]}"#, in: "vector_stores")
    func found() -> Int? {
      slow.json("POST", "vector_stores/\(store)/search", #"{"query":"apple"}"#)["data"]?.array?
        .count
    }
    #expect(found() == 0)
    slow.wait(seconds: 1)
    #expect(found() == 1)
  }
}
