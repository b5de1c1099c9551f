import AssistantsEmulator
import ResourceModel
import Testing

/// What is refused, with which status, param and code.
struct ValidationTests {
  static let long = String(repeating: "x", count: 513)
  static let manyTools = Array(repeating: #"{"type":"code_interpreter"}"#, count: 129).joined(
    separator: ",")
  static let manyKeys = (0..<17).map { #""k\#($0)":"v""# }.joined(separator: ",")
  static let manyFiles = Array(repeating: #""file-1""#, count: 21).joined(separator: ",")

  static let assistants: [(String, String)] = [
    (#"{}"#, "400 model missing_required_parameter"),
    (#"{"model":"m","foo":1}"#, "400 foo unknown_parameter"),
    (#"{"model":3}"#, "400 model invalid_type"),
    (#"{"model":null}"#, "400 model invalid_type"),
    (#"{"model":"m","name":"\#(long)"}"#, "400 name string_above_max_length"),
    (#"{"model":"m","description":"\#(long)"}"#, "400 description string_above_max_length"),
    (#"{"model":"m","tools":null}"#, "400 tools invalid_type"),
    (#"{"model":"m","tools":[\#(manyTools)]}"#, "400 tools array_above_max_length"),
    (#"{"model":"m","tools":[{"type":"bing"}]}"#, "400 tools[0].type invalid_value"),
    (#"{"model":"m","tools":[{}]}"#, "400 tools[0].type missing_required_parameter"),
    (#"{"model":"m","tools":["function"]}"#, "400 tools[0] invalid_type"),
    (
      #"{"model":"m","tools":[{"type":"code_interpreter","files":[]}]}"#,
      "400 tools[0].files unknown_parameter"
    ),
    (
      #"{"model":"m","tools":[{"type":"function"}]}"#,
      "400 tools[0].function missing_required_parameter"
    ),
    (
      #"{"model":"m","tools":[{"type":"function","function":{"name":"a b"}}]}"#,
      "400 tools[0].function.name invalid_value"
    ),
    (
      #"{"model":"m","tools":[{"type":"function","function":{"name":"f","parameters":[]}}]}"#,
      "400 tools[0].function.parameters invalid_type"
    ),
    (
      #"{"model":"m","tools":[{"type":"file_search","file_search":{"max_num_results":51}}]}"#,
      "400 tools[0].file_search.max_num_results integer_above_max_value"
    ),
    (
      #"{"model":"m","tools":[{"type":"file_search","file_search":{"max_num_results":0}}]}"#,
      "400 tools[0].file_search.max_num_results integer_below_min_value"
    ),
    (
      #"{"model":"m","tools":[{"type":"file_search","file_search":{"ranking_options":{}}}]}"#,
      "400 tools[0].file_search.ranking_options.score_threshold missing_required_parameter"
    ),
    (#"{"model":"m","temperature":2.1}"#, "400 temperature decimal_above_max_value"),
    (#"{"model":"m","temperature":"1"}"#, "400 temperature invalid_type"),
    (#"{"model":"m","top_p":-0.1}"#, "400 top_p decimal_below_min_value"),
    (#"{"model":"m","metadata":{"a":true}}"#, "400 metadata.a invalid_type"),
    (#"{"model":"m","metadata":{"a":null}}"#, "400 metadata.a invalid_type"),
    (#"{"model":"m","metadata":{"a":"\#(long)"}}"#, "400 metadata.a string_above_max_length"),
    (
      #"{"model":"m","metadata":{"\#(long)":"a"}}"#,
      "400 metadata property_name_above_max_length"
    ),
    (#"{"model":"m","metadata":{\#(manyKeys)}}"#, "400 metadata object_above_max_properties"),
    (#"{"model":"m","response_format":"text"}"#, "400 response_format invalid_value"),
    (#"{"model":"m","response_format":{"type":"xml"}}"#, "400 response_format.type invalid_value"),
    (
      #"{"model":"m","response_format":{"type":"json_schema","json_schema":{}}}"#,
      "400 response_format.json_schema.name missing_required_parameter"
    ),
    (#"{"model":"m","reasoning_effort":"huge"}"#, "400 reasoning_effort invalid_value"),
    (
      #"{"model":"m","tool_resources":{"code_interpreter":{"file_ids":[\#(manyFiles)]}}}"#,
      "400 tool_resources.code_interpreter.file_ids array_above_max_length"
    ),
    (
      #"{"model":"m","tool_resources":{"file_search":{"vector_store_ids":["a","b"]}}}"#,
      "400 tool_resources.file_search.vector_store_ids array_above_max_length"
    ),
    (#"{"model":"m","tool_resources":{"bing":{}}}"#, "400 tool_resources.bing unknown_parameter"),
    (
      #"{"model":"m","tool_resources":{"file_search":{"vector_stores":[{"file_ids":[]}]}}}"#,
      "400 tool_resources.file_search.vector_stores[0].file_ids empty_array"
    ),
    (#"{"model":"m","tool_resources":{"file_search":null}}"#, "500 - -"),
    (#"{"model":"m","tool_resources":{"code_interpreter":{"file_ids":null}}}"#, "500 - -"),
    (#"{"model":"m","tool_resources":{"file_search":{"vector_store_ids":["vs_0"]}}}"#, "404 - -"),
    (#"{"model":"m","tool_resources":{"code_interpreter":{"file_ids":["file-0"]}}}"#, "404 - -"),
    (
      #"{"model":"m","tool_resources":{"file_search":{"vector_stores":[{"file_ids":["file-0"]}]}}}"#,
      "404 - -"
    ),
    (#"{"model""#, "400 - -"),
    (#"[]"#, "400 - invalid_type"),
  ]

  @Test(arguments: assistants)
  func refusesAssistants(body: String, refusal: String) {
    let fixture = Fixture()
    #expect(fixture.refusal("POST", "assistants", body) == refusal)
    #expect(fixture.json("GET", "assistants")["data"] == [])
    #expect(fixture.json("GET", "vector_stores")["data"] == [])
  }

  @Test(arguments: [
    (#"{"foo":1}"#, "400 foo unknown_parameter"),
    (#"{"name":1}"#, "400 name invalid_type"),
    (#"{"expires_after":{"days":1}}"#, "400 expires_after.anchor missing_required_parameter"),
    (
      #"{"expires_after":{"anchor":"created_at","days":1}}"#,
      "400 expires_after.anchor invalid_value"
    ),
    (
      #"{"expires_after":{"anchor":"last_active_at","days":366}}"#,
      "400 expires_after.days integer_above_max_value"
    ),
    (
      #"{"expires_after":{"anchor":"last_active_at","days":0}}"#,
      "400 expires_after.days integer_below_min_value"
    ),
    (#"{"metadata":{"a":1}}"#, "400 metadata.a invalid_type"),
    (#"{"file_ids":["file-0"]}"#, "404 - -"),
    (#"{"chunking_strategy":{"type":"other"}}"#, "400 chunking_strategy.type invalid_value"),
    (
      #"{"chunking_strategy":{"type":"static","static":{"max_chunk_size_tokens":200,"chunk_overlap_tokens":101}}}"#,
      "400 chunking_strategy.static.chunk_overlap_tokens integer_above_max_value"
    ),
  ])
  func refusesVectorStores(body: String, refusal: String) {
    #expect(Fixture().refusal("POST", "vector_stores", body) == refusal)
  }

  @Test(arguments: [
    ("limit=0", "400 limit integer_below_min_value"),
    ("limit=101", "400 limit integer_above_max_value"),
    ("limit=ten", "400 limit invalid_type"),
    ("order=up", "400 order invalid_value"),
    ("after=asst_none", "404 - -"),
    ("before=asst_none", "404 - -"),
  ])
  func refusesLists(query: String, refusal: String) {
    #expect(Fixture().refusal("GET", "assistants", query: query) == refusal)
  }

  @Test func lengthsAreInclusive() {
    let name = String(repeating: "é", count: 256)
    #expect(Fixture().send("POST", "assistants", #"{"model":"m","name":"\#(name)"}"#).status == 200)
  }

  @Test func namesTheBooleanThatIsNoText() {
    let error = Fixture().json("POST", "assistants", #"{"model":"m","metadata":{"modified":true}}"#)
    #expect(
      error["error"]?["message"]
        == "Invalid type for 'metadata.modified': expected a string, but got a boolean instead.")
  }

  @Test func listedModelsOnlyWhenTold() {
    let body = #"{"model":"nobody-knows-it"}"#
    #expect(Fixture().send("POST", "assistants", body).status == 200)
    let strict = Fixture(AssistantsAPI.Settings(onlyListedModels: true))
    #expect(strict.refusal("POST", "assistants", body) == "400 model model_not_found")
    #expect(strict.send("POST", "assistants", #"{"model":"gpt-4o"}"#).status == 200)
  }
}
