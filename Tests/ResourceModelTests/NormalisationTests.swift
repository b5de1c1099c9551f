import OrderedCollections
import ResourceModel
import Testing

/// What a server makes of a value: the same value in other words, or another one.
struct WireFact: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let schema: ResourceSchema
  let path: AttributePath
  /// nil: not sent at all.
  let sent: JSONValue?
  /// nil: the key is absent from the answer.
  let returned: JSONValue?

  init(_ path: String, _ sent: String?, _ returned: String?, in schema: ResourceSchema = .assistant)
  {
    self.testDescription = "\(schema.kind) \(path): \(sent ?? "absent") → \(returned ?? "absent")"
    self.schema = schema
    self.path =
      path.hasPrefix("metadata.")
      ? AttributePath("metadata", key: String(path.dropFirst(9))) : AttributePath(path)
    self.sent = sent.map(Self.value)
    self.returned = returned.map(Self.value)
  }

  private static func value(_ text: String) -> JSONValue {
    (try? JSONParser.parse(text)) ?? .string("malformed: \(text)")
  }

  /// How a plan compares them.
  var isSame: Bool {
    guard let shape = schema.shape(at: path) else { return false }
    let wanted = schema.normalForm(sent, at: path)
    let found = schema.normalForm(returned, at: path)
    return shape.projection(of: found, onto: sent ?? wanted).isEquivalent(to: wanted)
  }

  static let same: [WireFact] = [
    // What is not sent comes back as the default, or not at all.
    WireFact("name", nil, "null"), WireFact("description", nil, "null"), WireFact("name", nil, nil),
    WireFact("instructions", nil, "null"), WireFact("tools", nil, "[]"),
    WireFact("tools", nil, nil),
    WireFact("temperature", nil, "1.0"), WireFact("top_p", nil, "1.0"),
    WireFact("top_p", nil, "null"),
    WireFact("response_format", nil, #""auto""#), WireFact("response_format", nil, "null"),
    WireFact("reasoning_effort", nil, "null"), WireFact("reasoning_effort", nil, nil),
    WireFact("file_search.vector_stores", nil, "[]"), WireFact("code_interpreter.files", nil, "[]"),
    WireFact("metadata.team", nil, nil), WireFact("metadata.team", "null", nil),
    WireFact("temperature", "null", "1.0"), WireFact("response_format", "null", #""auto""#),
    WireFact("tools", "null", "[]"), WireFact("name", "null", "null"),
    // Numbers by value.
    WireFact("temperature", "1", "1.0"), WireFact("temperature", "0", "0.0"),
    WireFact("temperature", "0.20", "0.2"), WireFact("top_p", "1e0", "1"),
    // Texts come back as they are; line breaks compare as LF.
    WireFact("model", #""gpt-4o""#, #""gpt-4o""#), WireFact("metadata.team", #""a""#, #""a""#),
    WireFact("instructions", #""a\r\nb""#, #""a\nb""#),
    WireFact("instructions", #""a\nb""#, #""a\r\nb""#),
    WireFact("instructions", #""a\n""#, #""a\n""#),
    WireFact("metadata.x", #""a\r\nb""#, #""a\nb""#),
    // File search.
    WireFact(
      "tools", #"[{"type":"file_search"}]"#,
      #"[{"type":"file_search","ranking_options":{"ranker":"default_2024_08_21","score_threshold":0.0,"hybrid_search":null}}]"#
    ),
    WireFact(
      "tools", #"[{"type":"file_search","ranking_options":{"ranker":"auto","score_threshold":0}}]"#,
      #"[{"type":"file_search","ranking_options":{"ranker":"default_2024_08_21","score_threshold":0.0}}]"#
    ),
    WireFact(
      "tools", #"[{"type":"file_search","ranking_options":{"score_threshold":0.5}}]"#,
      #"[{"type":"file_search","ranking_options":{"ranker":"default_2024_08_21","score_threshold":0.50,"hybrid_search":null}}]"#
    ),
    WireFact(
      "tools", #"[{"type":"file_search"}]"#, #"[{"type":"file_search","max_num_results":20}]"#),
    WireFact(
      "tools", #"[{"type":"file_search"}]"#,
      #"[{"type":"file_search","ranking_options":{"ranker":"next_year","score_threshold":0.1}}]"#),
    // Functions: keys in another order, defaults filled in, unknown keys added.
    WireFact(
      "tools", #"[{"type":"function","function":{"name":"f"}}]"#,
      #"[{"type":"function","function":{"name":"f","description":null,"parameters":{"type":"object","properties":{}},"strict":false}}]"#
    ),
    WireFact(
      "tools",
      #"[{"type":"function","function":{"name":"f","parameters":{"properties":{},"type":"object"}}}]"#,
      #"[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{}},"strict":false}}]"#
    ),
    WireFact(
      "tools",
      #"[{"type":"function","function":{"strict":true,"parameters":{"a":1,"b":[2]},"description":"d","name":"f"}}]"#,
      #"[{"function":{"name":"f","description":"d","parameters":{"b":[2.0],"a":1},"strict":true,"new":7},"type":"function"}]"#
    ),
    WireFact("tools", #"[{"type":"code_interpreter"}]"#, #"[{"type":"code_interpreter"}]"#),
    // Response formats.
    WireFact("response_format", #"{"type":"text"}"#, #"{"type":"text"}"#),
    WireFact(
      "response_format",
      #"{"type":"json_schema","json_schema":{"name":"r","schema":{"type":"object"}}}"#,
      #"{"type":"json_schema","json_schema":{"name":"r","description":null,"schema":{"type":"object"},"strict":false}}"#
    ),
    // Vector stores.
    WireFact("name", nil, "null", in: .vectorStore),
    WireFact("description", nil, nil, in: .vectorStore),
    WireFact("expires_after", nil, "null", in: .vectorStore),
    WireFact("files", nil, nil, in: .vectorStore),
    WireFact(
      "expires_after", #"{"days":7}"#, #"{"anchor":"last_active_at","days":7}"#, in: .vectorStore),
    WireFact(
      "expires_after", #"{"days":7,"anchor":"last_active_at"}"#, #"{"days":7.0}"#, in: .vectorStore),
  ]

  static let different: [WireFact] = [
    WireFact("name", #""a""#, "null"), WireFact("name", "null", #""a""#),
    WireFact("name", #""a""#, #""A""#),
    WireFact("name", #""""#, "null"), WireFact("temperature", "0.2", "0.21"),
    WireFact("temperature", "0", nil),
    WireFact("temperature", "null", "0.5"),
    WireFact("model", #""gpt-4o""#, #""gpt-4o-2024-08-06""#),
    WireFact("instructions", #""a\n""#, #""a""#), WireFact("instructions", #""a ""#, #""a""#),
    WireFact("instructions", #""a\rb""#, #""a\nb""#),
    WireFact("instructions", #""a\n\nb""#, #""a\r\nb""#),
    WireFact("metadata.team", #""a""#, nil), WireFact("metadata.team", "null", #""a""#),
    WireFact("metadata.team", #""1""#, "1"), WireFact("metadata.team", #""""#, nil),
    WireFact("response_format", #"{"type":"text"}"#, #""auto""#),
    WireFact("response_format", #""auto""#, #"{"type":"text"}"#),
    WireFact("response_format", #"{"type":"json_object"}"#, #"{"type":"text"}"#),
    WireFact(
      "response_format", #"{"type":"json_schema","json_schema":{"name":"r","schema":{"a":1}}}"#,
      #"{"type":"json_schema","json_schema":{"name":"r","schema":{"a":2}}}"#),
    WireFact("tools", "[]", #"[{"type":"code_interpreter"}]"#),
    WireFact("tools", #"[{"type":"code_interpreter"}]"#, "[]"),
    WireFact("tools", #"[{"type":"code_interpreter"}]"#, #"[{"type":"openapi"}]"#),
    WireFact(
      "tools", #"[{"type":"code_interpreter"},{"type":"file_search"}]"#,
      #"[{"type":"file_search"},{"type":"code_interpreter"}]"#),
    WireFact(
      "tools", #"[{"type":"file_search","max_num_results":8}]"#,
      #"[{"type":"file_search","max_num_results":20}]"#),
    WireFact(
      "tools", #"[{"type":"file_search","max_num_results":8}]"#, #"[{"type":"file_search"}]"#),
    WireFact(
      "tools", #"[{"type":"file_search","ranking_options":{"ranker":"auto","score_threshold":0}}]"#,
      #"[{"type":"file_search","ranking_options":{"ranker":"default_2024_08_21","score_threshold":0.7}}]"#
    ),
    WireFact(
      "tools", #"[{"type":"function","function":{"name":"f","strict":false}}]"#,
      #"[{"type":"function","function":{"name":"f","strict":true}}]"#),
    WireFact(
      "tools", #"[{"type":"function","function":{"name":"f","description":"a"}}]"#,
      #"[{"type":"function","function":{"name":"f","description":null}}]"#),
    WireFact(
      "tools", #"[{"type":"function","function":{"name":"f"}}]"#,
      #"[{"type":"function","function":{"name":"g"}}]"#),
    WireFact(
      "tools",
      #"[{"type":"function","function":{"name":"f","parameters":{"required":["a","b"]}}}]"#,
      #"[{"type":"function","function":{"name":"f","parameters":{"required":["b","a"]}}}]"#),
    WireFact(
      "tools", #"[{"type":"function","function":{"name":"f","parameters":{"a":1}}}]"#,
      #"[{"type":"function","function":{"name":"f","parameters":{"a":1,"b":2}}}]"#),
    WireFact("file_search.vector_stores", #"["vs_1"]"#, "[]"),
    WireFact("file_search.vector_stores", #"["vs_1"]"#, #"["vs_2"]"#),
    WireFact(
      "expires_after", #"{"days":7}"#, #"{"anchor":"last_active_at","days":8}"#, in: .vectorStore),
    WireFact("expires_after", #"{"days":7}"#, "null", in: .vectorStore),
    WireFact("expires_after", "null", #"{"days":7}"#, in: .vectorStore),
  ]
}

struct NormalisationTests {
  @Test(arguments: WireFact.same)
  func theSameInOtherWords(_ fact: WireFact) {
    #expect(fact.isSame)
  }

  @Test(arguments: WireFact.different)
  func realDifferences(_ fact: WireFact) {
    #expect(!fact.isSame)
  }

  @Test(arguments: WireFact.same + WireFact.different)
  func aSecondPassChangesNothing(_ fact: WireFact) {
    for value in [fact.sent, fact.returned] {
      let once = fact.schema.normalForm(value, at: fact.path)
      let twice = fact.schema.normalForm(once, at: fact.path)
      #expect(JSONWriter.string(twice) == JSONWriter.string(once))
    }
  }

  @Test(arguments: ["\r\n", "\r\r\n", "\r\n\r\n", "a\r", "\r", "\n\r", "\r\r\n\r\n\n", "a\r\rb\n"])
  func lineBreaksSettleInOnePass(_ text: String) {
    let once = ResourceSchema.assistant.normalForm(.string(text), at: AttributePath("instructions"))
    let twice = ResourceSchema.assistant.normalForm(once, at: AttributePath("instructions"))
    #expect(once == twice)
    #expect(
      once.string?.unicodeScalars.filter { $0 == "\n" }.count
        == text.unicodeScalars.filter { $0 == "\n" }.count)
  }

  @Test func aSchemaIsLeftAsItIs() throws {
    let text =
      #"[{"type":"function","function":{"name":"f","parameters":{"z":null,"a":{"strict":false,"type":"object","properties":{}}}}}]"#
    let tools = try JSONParser.parse(text)
    let path = AttributePath("tools")
    #expect(JSONWriter.string(ResourceSchema.assistant.normalForm(tools, at: path)) == text)
  }

  @Test func theFormOfTypedObjectsHasOneOrder() throws {
    let text = #"[{"function":{"strict":true,"description":"d","name":"f"},"type":"function"}]"#
    let normal = ResourceSchema.assistant.normalForm(
      try JSONParser.parse(text), at: AttributePath("tools"))
    #expect(
      JSONWriter.string(normal)
        == #"[{"type":"function","function":{"name":"f","description":"d","strict":true}}]"#)
  }
}
