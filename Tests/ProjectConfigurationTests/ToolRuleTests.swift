import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

struct ToolRuleTests {
  private func tools(_ yaml: String) -> MarkedProject {
    MarkedProject(resources: "assistants:\n  a:\n    model: m\n    tools:\n" + yaml + "\n")
  }

  @Test func shapeOfTheAPIIsTakenAsItIs() throws {
    let project = tools(
      """
            - {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}
            - {"type": "file_search", "file_search": {"max_num_results": 8}}
            - {"type": "code_interpreter"}
      """)
    let desired = try #require(project.check().configuration?.desired)
    let value = desired.resources.values.first?.attributes[AttributePath("tools")]?.value
    #expect(
      value
        == .json([
          ["type": "function", "function": ["name": "f", "parameters": ["type": "object"]]],
          ["type": "file_search", "max_num_results": 8], ["type": "code_interpreter"],
        ]))
  }

  @Test func typesOfTools() {
    tools(
      """
            - type: ⟦042 code_interpeter⟧
            - ⟦034 file_search⟧
            - ⟦041 file_search⟧: { max_num_results: 8 }
            - ⟦033 max_num_results: 8⟧
            - type: code_interpreter
              ⟦041 max_num_results⟧: 8
            - type: file_search
              max_num_results: ⟦043 80⟧
              ⟦041 max_results⟧: 3
              ranking_options: ⟦033 { ranker: auto }⟧
      """
    ).check()
  }

  @Test func fieldsOfAFunctionWithoutIt() {
    tools(
      """
            - type: function
              ⟦033 name⟧: ⟦045 get.order⟧
              parameters: { ⟦091 type: string⟧ }
            - ⟦033 name⟧: ⟦045 "not good"⟧
              ⟦041 input_schema⟧: { type: object }
            - ⟦033 ⟦033 description⟧⟧: x
            - ⟦034 get_weather⟧
            - ⟦034 tools/get_weather.yaml⟧
            - type: ⟦042 retrieval⟧
      """
    ).check()
  }

  @Test func functions() {
    tools(
      """
            - function: { name: ⟦045 "not good"⟧, strict: ⟦034 "true"⟧ }
            - function: ⟦033 { description: x }⟧
            - function: { name: f, parameters: ⟦034 [a]⟧, ⟦041 parameter⟧: {} }
            - ⟦033 type: function⟧
            - type: file_search
              max_num_results: 3
              file_search: { ⟦066 max_num_results⟧: 8 }
      """
    ).check()
  }

  @Test func duplicates() {
    let loaded = tools(
      """
            - type: code_interpreter
            - function: { name: f }
            - ⟦051 type: code_interpreter⟧
            - ⟦051 function: { name: f }⟧
            - function: { name: g }
      """
    ).check()
    #expect(loaded.withoutAdvice.allSatisfy { $0.related.count == 1 })
  }

  @Test func numberOfTools() {
    let many = (0..<129).map { "      - function: { name: f\($0) }" }.joined(separator: "\n")
    let marked = many.replacing("- function: { name: f0 }", with: "- ⟦046 function: { name: f0 }⟧")
    tools(marked).check()
  }

  @Test func schemasKeepTheirOrderAndTypes() throws {
    let project = tools(
      """
            - function:
                name: f
                parameters:
                  type: object
                  properties:
                    z: { type: number, minimum: 0x10, default: 21.50 }
                    a: { enum: [no, null, true, "1"] }
                    file: { type: string }
      """)
    let desired = try #require(project.check().configuration?.desired)
    guard
      case .json(let tools)? = desired.resources.values.first?.attributes[AttributePath("tools")]?
        .value
    else {
      Issue.record("there are no tools")
      return
    }
    let properties = tools.array?.first?["function"]?["parameters"]?["properties"]
    #expect(properties?.object?.keys == ["z", "a", "file"])
    #expect(properties?["z"]?["minimum"] == 16)
    #expect(properties?["z"]?["default"]?.number?.text == "21.50")
    #expect(properties?["a"]?["enum"] == ["no", .null, true, "1"])
  }

  @Test func responseFormats() {
    MarkedProject(
      resources: """
        assistants:
          a: { model: m, response_format: auto }
          b: { model: m, response_format: { type: json_object } }
          c: { model: m, response_format: ⟦034 3⟧ }
          d: { model: m, response_format: { type: json_schema, json_schema: ⟦033 { strict: true }⟧ } }
          e: { model: m, response_format: { type: ⟦042 jsonschema⟧ } }
        """
    ).check()
  }
}
