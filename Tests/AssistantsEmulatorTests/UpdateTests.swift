import AssistantsEmulator
import ResourceModel
import Testing

struct UpdateTests {
  private let fixture = Fixture()

  private func member(_ key: String, after body: String, of id: String) -> String {
    let answer = fixture.json("POST", "assistants/\(id)", body)
    return answer[key].map { JSONWriter.string($0) } ?? "absent"
  }

  @Test func leavesAloneWhatIsNotNamed() {
    let id = fixture.create(#"{"model":"m","name":"n","instructions":"i","temperature":0.3}"#)
    let before = fixture.text("GET", "assistants/\(id)")
    #expect(fixture.text("POST", "assistants/\(id)", "{}") == before)
    let after = fixture.text("POST", "assistants/\(id)", #"{"name":"other"}"#)
    #expect(after == before.replacing(#""name":"n""#, with: #""name":"other""#))
    #expect(fixture.text("GET", "assistants/\(id)") == after)
  }

  @Test(arguments: [
    ("name", "null"), ("description", "null"), ("instructions", "null"), ("temperature", "1.0"),
    ("top_p", "1.0"), ("response_format", #""auto""#), ("reasoning_effort", "null"),
    ("metadata", "{}"), ("tool_resources", "{}"),
  ])
  func nullClears(key: String, cleared: String) {
    let file = fixture.upload("a.csv")
    let id = fixture.create(
      #"{"model":"m","name":"n","description":"d","instructions":"i","temperature":0.3,"top_p":0.5,"#
        + #""response_format":{"type":"text"},"reasoning_effort":"low","metadata":{"a":"b"},"#
        + #""tool_resources":{"code_interpreter":{"file_ids":["\#(file)"]}}}"#)
    #expect(member(key, after: "{}", of: id) != cleared)
    #expect(member(key, after: #"{"\#(key)":null}"#, of: id) == cleared)
  }

  @Test func metadataMergesByKey() {
    let id = fixture.create(#"{"model":"m","metadata":{"a":"1","b":"2"}}"#)
    #expect(member("metadata", after: #"{"metadata":{}}"#, of: id) == #"{"a":"1","b":"2"}"#)
    #expect(
      member("metadata", after: #"{"metadata":{"a":null,"b":"3","c":""}}"#, of: id)
        == #"{"b":"3","c":""}"#)
    let many = (0..<15).map { #""k\#($0)":"v""# }.joined(separator: ",")
    #expect(
      fixture.refusal("POST", "assistants/\(id)", #"{"metadata":{\#(many)}}"#)
        == "400 metadata object_above_max_properties")
  }

  @Test func toolsAreReplacedWhole() {
    let id = fixture.create(
      #"{"model":"m","tools":[{"type":"code_interpreter"},{"type":"file_search"}]}"#)
    let one = #"{"tools":[{"type":"code_interpreter"}]}"#
    #expect(member("tools", after: one, of: id) == #"[{"type":"code_interpreter"}]"#)
    #expect(member("tools", after: #"{"name":"n"}"#, of: id) == #"[{"type":"code_interpreter"}]"#)
    #expect(member("tools", after: #"{"tools":[]}"#, of: id) == "[]")
  }

  @Test func listsOfToolResourcesAreReplacedEach() {
    let store = fixture.create("{}", in: "vector_stores")
    let files = (1...3).map { fixture.upload("\($0).csv") }
    let id = fixture.create(
      #"{"model":"m","tool_resources":{"code_interpreter":{"file_ids":["\#(files[0])","\#(files[1])"]}}}"#
    )
    #expect(
      member(
        "tool_resources",
        after: #"{"tool_resources":{"file_search":{"vector_store_ids":["\#(store)"]}}}"#, of: id)
        == #"{"code_interpreter":{"file_ids":["\#(files[0])","\#(files[1])"]},"file_search":{"vector_store_ids":["\#(store)"]}}"#
    )
    #expect(
      member(
        "tool_resources",
        after: #"{"tool_resources":{"code_interpreter":{"file_ids":["\#(files[2])"]}}}"#, of: id)
        == #"{"code_interpreter":{"file_ids":["\#(files[2])"]},"file_search":{"vector_store_ids":["\#(store)"]}}"#
    )
  }

  @Test func theHelperIsForCreatingOnly() {
    let id = fixture.create()
    #expect(
      fixture.refusal(
        "POST", "assistants/\(id)", #"{"tool_resources":{"file_search":{"vector_stores":[{}]}}}"#)
        == "400 tool_resources.file_search.vector_stores unknown_parameter")
  }

  @Test func aRefusedUpdateChangesNothing() {
    let id = fixture.create(#"{"model":"m","name":"n"}"#)
    let before = fixture.text("GET", "assistants/\(id)")
    #expect(fixture.send("POST", "assistants/\(id)", #"{"name":"x","top_p":9}"#).status == 400)
    #expect(fixture.text("GET", "assistants/\(id)") == before)
  }
}
