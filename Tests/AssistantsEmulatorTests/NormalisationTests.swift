import ResourceModel
import Testing

/// What comes back different from what was sent.
struct NormalisationTests {
  @Test func fillsDefaultsInTheServersOrder() {
    let text = Fixture().text("POST", "assistants", #"{"model":"gpt-4o"}"#)
    #expect(
      text
        == #"{"id":"asst_000000000000000000000002","object":"assistant","created_at":1800000000,"#
        + #""name":null,"description":null,"model":"gpt-4o","instructions":null,"tools":[],"#
        + #""top_p":1.0,"temperature":1.0,"reasoning_effort":null,"tool_resources":{},"#
        + #""metadata":{},"response_format":"auto"}"#)
  }

  @Test(arguments: [
    (#"{"type":"code_interpreter"}"#, #"{"type":"code_interpreter"}"#),
    (
      #"{"type":"file_search"}"#,
      #"{"type":"file_search","file_search":{"ranking_options":{"ranker":"default_2024_08_21","score_threshold":0.0,"hybrid_search":null}}}"#
    ),
    (
      #"{"type":"file_search","file_search":{"max_num_results":8,"ranking_options":{"ranker":"auto","score_threshold":1}}}"#,
      #"{"type":"file_search","file_search":{"max_num_results":8,"ranking_options":{"ranker":"default_2024_08_21","score_threshold":1.0,"hybrid_search":null}}}"#
    ),
    (
      #"{"type":"function","function":{"name":"f"}}"#,
      #"{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}},"strict":false}}"#
    ),
    (
      #"{"function":{"strict":true,"parameters":{"z":1e2,"a":[1.50]},"description":"d","name":"f"},"type":"function"}"#,
      #"{"type":"function","function":{"name":"f","description":"d","parameters":{"z":1e2,"a":[1.50]},"strict":true}}"#
    ),
  ])
  func completesTools(sent: String, returned: String) throws {
    let answer = Fixture().json("POST", "assistants", #"{"model":"m","tools":[\#(sent)]}"#)
    let tools = try #require(answer["tools"])
    #expect(JSONWriter.string(tools) == "[\(returned)]")
  }

  @Test(arguments: [
    (#""tools":[{"type":"code_interpreter"}]"#, #"{"code_interpreter":{"file_ids":[]}}"#),
    (#""tools":[{"type":"file_search"}]"#, #"{"file_search":{"vector_store_ids":[]}}"#),
    (
      #""tools":[{"type":"code_interpreter"}],"tool_resources":{"code_interpreter":{"file_ids":["FILE"]}}"#,
      #"{"code_interpreter":{"file_ids":["FILE"]}}"#
    ),
    (#""tool_resources":null"#, "{}"),
  ])
  func completesToolResources(sent: String, returned: String) throws {
    let fixture = Fixture()
    let file = fixture.upload("a.csv")
    let body = #"{"model":"m",\#(sent.replacing("FILE", with: file))}"#
    let answer = fixture.json("POST", "assistants", body)
    #expect(
      JSONWriter.string(try #require(answer["tool_resources"]))
        == returned.replacing("FILE", with: file))
  }

  @Test(arguments: [
    (#""auto""#, #""auto""#),
    (#"{"type":"text"}"#, #"{"type":"text"}"#),
    (#"{"type":"json_object"}"#, #"{"type":"json_object"}"#),
    (
      #"{"type":"json_schema","json_schema":{"schema":{"b":1,"a":2},"name":"n"}}"#,
      #"{"type":"json_schema","json_schema":{"name":"n","description":null,"schema":{"b":1,"a":2},"strict":false}}"#
    ),
  ])
  func keepsResponseFormats(sent: String, returned: String) throws {
    let answer = Fixture().json("POST", "assistants", #"{"model":"m","response_format":\#(sent)}"#)
    #expect(JSONWriter.string(try #require(answer["response_format"])) == returned)
  }

  @Test func writesDecimalsAndKeepsTexts() {
    let text = Fixture().text(
      "POST", "assistants",
      #"{"model":"m","temperature":0,"top_p":1,"instructions":"a\r\n\u00e9\n"}"#)
    #expect(text.contains(#""top_p":1.0,"temperature":0.0"#))
    #expect(text.contains(#""instructions":"a\r\né\n""#))
  }

  @Test func reasoningModelsHaveAnEffort() {
    let fixture = Fixture()
    #expect(
      fixture.json("POST", "assistants", #"{"model":"o1"}"#)["reasoning_effort"] == "medium")
    let set = fixture.json("POST", "assistants", #"{"model":"o1","reasoning_effort":"low"}"#)
    #expect(set["reasoning_effort"] == "low")
  }

  @Test func theHelperBecomesAnId() throws {
    let fixture = Fixture()
    let file = fixture.upload("a.md")
    let answer = fixture.json(
      "POST", "assistants",
      #"{"model":"m","tool_resources":{"file_search":{"vector_stores":[{"file_ids":["\#(file)"]}]}}}"#
    )
    let search = answer["tool_resources"]?["file_search"]
    let id = try #require(search?["vector_store_ids"]?.array?.first?.string)
    #expect(fixture.json("GET", "vector_stores/\(id)")["id"] == .string(id))
  }
}
