import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

/// Where the parts of a value are written: in the file of the resource, in those that it names, in front
/// matter, behind aliases.
@Suite struct WrittenPartsTests {
  private static let tools = AttributePath("tools")

  private func places(
    _ project: MarkedProject, _ paths: [ValuePath], of attribute: AttributePath = tools
  ) throws -> [String] {
    let loaded = project.load()
    let configuration = try #require(loaded.configuration, "\(loaded.diagnostics)")
    let resource = try #require(configuration.desired.resources.values.first)
    let declared = try #require(resource.attributes[attribute])
    guard case .json(let value) = declared.value else { return [] }
    let span = try #require(declared.span)
    let map = try #require(resource.sourceMap)
    let parts = map.parts(paths, of: value, at: span)
    return paths.map { path in
      guard let part = parts.byPath[path] else { return "unknown" }
      let lines = part.text.map { " text \($0.first)" } ?? ""
      return "\(part.source)\(lines)"
    }
  }

  private func path(_ steps: ValuePath.Step...) -> ValuePath { ValuePath(steps) }

  private static let function: [ValuePath.Step] = [.index(0), .key("function")]

  @Test func keysAndMembersOfTheFileItself() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            instructions: Help.
            tools:
              - type: code_interpreter
              - function:
                  name: look_up
                  description: |
                    Looks up.
                    An order.
                  parameters:
                    type: object
                    properties:
                      id: { type: string, description: The order. }
              - type: file_search
                file_search: { max_num_results: 8 }
        """)
    let function: [ValuePath.Step] = [.index(1), .key("function")]
    let id = function + [.key("parameters"), .key("properties"), .key("id")]
    let found = try places(
      project,
      [
        path(.index(0)), path(.index(1)), ValuePath(function + [.key("description")]),
        ValuePath(id), ValuePath(id + [.key("type")]), path(.index(2), .key("max_num_results")),
        path(.index(1), .key("missing")), path(.index(7)),
      ])
    #expect(
      found == [
        "main.yaml:6:9", "main.yaml:7:9", "main.yaml:9:11 text main.yaml:10:1",
        "main.yaml:15:15", "main.yaml:15:21", "main.yaml:17:24", "unknown", "unknown",
      ])
  }

  @Test func filesThatAreNamed() throws {
    let project = MarkedProject([
      "main.yaml": """
      assistants:
        a:
          model: m
          instructions: Help.
          tools:
            - { file: tools/whole.yaml }
            - function: { file: tools/function.json }
      """,
      "tools/whole.yaml": """
      type: function
      function:
        name: one
        description: { file: one.md }
        parameters: { file: one.schema.json }
      """,
      "tools/one.md": "First.\nSecond.\n",
      "tools/one.schema.json": "{\n  \"type\": \"object\",\n  \"properties\": {}\n}\n",
      "tools/function.json": "{\n  \"name\": \"two\",\n  \"description\": \"A\\nB\"\n}\n",
    ])
    let second: [ValuePath.Step] = [.index(1), .key("function")]
    let found = try places(
      project,
      [
        path(.index(0)), ValuePath(Self.function + [.key("description")]),
        ValuePath(Self.function + [.key("parameters"), .key("properties")]),
        path(.index(1)), ValuePath(second), ValuePath(second + [.key("description")]),
      ])
    #expect(
      found == [
        "tools/whole.yaml:1:1", "tools/whole.yaml:4:3 text tools/one.md:1:1",
        "tools/one.schema.json:3:3", "main.yaml:7:9", "main.yaml:7:9",
        "tools/function.json:3:3 text tools/function.json:3:18",
      ])
  }

  @Test func aliasesAndMergedKeys() throws {
    let project = MarkedProject(
      resources: """
        x-base: &base
          name: look_up
          description: Looks up.
        x-tool: &tool
          function: { <<: *base, parameters: { type: object, properties: {} } }
        assistants:
          a:
            model: m
            instructions: Help.
            tools: [*tool]
        """)
    let found = try places(
      project,
      [
        path(.index(0)), ValuePath(Self.function + [.key("description")]),
        ValuePath(Self.function + [.key("parameters")]),
      ])
    #expect(found == ["main.yaml:10:13", "main.yaml:3:3", "main.yaml:5:26"])
  }

  /// One file in two ways: what stands inside is found in the way that it was read.
  @Test func oneFileThatIsReadTwice() throws {
    let project = MarkedProject([
      "main.yaml": """
      assistants:
        a:
          model: m
          instructions: Help.
          tools:
            - { file: t/tool.yaml, variables: { name: one, schema: one.yaml, note: "a\\nb" } }
            - { file: t/tool.yaml, variables: { name: two, schema: two.yaml, note: c } }
      """,
      "t/tool.yaml": """
      type: function
      function:
        name: "{{name}}"
        description: |
          First.
          {{note}}
          Last.
        parameters: { file: "{{schema}}" }
      """,
      "t/one.yaml": "type: object\nproperties: {}\n",
      "t/two.yaml": "\ntype: object\nproperties: {}\n",
    ])
    let inside = { (index: Int, key: String) in
      self.path(.index(index), .key("function"), .key(key))
    }
    let found = try places(
      project,
      [
        inside(0, "parameters").appending("properties"),
        inside(1, "parameters").appending("properties"), inside(0, "description"),
        inside(1, "description"),
      ])
    #expect(
      found == [
        "t/one.yaml:2:1", "t/two.yaml:3:1",
        // A value with a line feed of its own moves the lines: they cannot be told.
        "t/tool.yaml:4:3", "t/tool.yaml:4:3 text t/tool.yaml:5:1",
      ])
  }

  /// Lines that fit at both ends and not between.
  @Test func aQuotedTextWithBreaksOfBothKinds() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            instructions: "one
              two\\nthree

              four\\nsix
              seven"
        """)
    let desired = try #require(project.load().configuration?.desired)
    let origin = desired.resources.values.first?.attributes[AttributePath("instructions")]?
      .textOrigin
    #expect(origin?.lines == [4, 5, 7, 7])
  }

  @Test func frontMatter() throws {
    let project = MarkedProject([
      "support.md": """
      ---
      model: m
      tools:
        - function:
            name: look_up
            description: Looks up.
      ---
      Help.
      """
    ])
    let loaded = project.load()
    let desired = try #require(loaded.configuration?.desired, "\(loaded.diagnostics)")
    let resource = try #require(desired.resources.values.first)
    let declared = try #require(resource.attributes[Self.tools])
    let span = try #require(declared.span)
    let name = ValuePath(Self.function + [.key("name")])
    let parts = try #require(resource.sourceMap).parts([name], of: .null, at: span)
    #expect(parts.source(of: name)?.description == "support.md:5:7")
    #expect(parts.source(of: name.appending("below"))?.description == "support.md:5:7")
  }

  /// A value of several lines moves those behind it.
  @Test func placeholdersWithLines() throws {
    let project = MarkedProject([
      "main.yaml": """
      assistants:
        a:
          model: m
          instructions: { file: a.md, variables: { rules: "one\\ntwo", name: Ada } }
      """,
      "a.md": "Hi {{name}}\n{{rules}}\nBye\n",
    ])
    let loaded = project.load()
    let desired = try #require(loaded.configuration?.desired, "\(loaded.diagnostics)")
    let text = desired.resources.values.first?.attributes[AttributePath("instructions")]
    #expect(text?.textOrigin?.lines == [1, 2, 2, 3])
    #expect(text?.textOrigin?.location(ofLine: 3).line == 3)
    #expect(text?.textOrigin?.isShared(atLine: 1) == true)
    #expect(text?.textOrigin?.isShared(atLine: 3) == false)
  }

  @Test func quotedAndFoldedTexts() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            instructions: "First\\nsecond\\n
              third"
          b:
            model: m
            instructions: >
              First
              goes on.

              Second.
        """)
    let loaded = project.load()
    let desired = try #require(loaded.configuration?.desired, "\(loaded.diagnostics)")
    let origins = desired.resources.values.map {
      $0.attributes[AttributePath("instructions")]?.textOrigin
    }
    #expect(origins.map { $0?.lines } == [[4, 4, 5], [9, 12]])
    #expect(origins[1]?.location(ofLine: 1).description == "main.yaml:12:1")
  }
}
