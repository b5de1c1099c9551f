import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// `asst explain` and `asst schema`, which need neither a project nor a server.
@Suite(.inTurn) struct ReferenceTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace(baseURL: "http://127.0.0.1:9") }

  @Test func explainSaysWhatAFieldIs() async throws {
    let page = try await workspace.asst("explain", "assistant.tools.file_search.vector_stores")
    #expect(page.status == 0 && page.errors.isEmpty)
    #expect(page.output.contains("In assistants-v2  `tool_resources.file_search.vector_store_ids`"))
    #expect(page.output.contains("          - type: file_search\n"))
    #expect(!page.output.contains("\u{1B}"))
  }

  @Test func explainListsWhatThereIs() async throws {
    let overview = try await workspace.asst("explain")
    #expect(overview.status == 0)
    for word in ["manifest", "assistant", "vector_store", "rules"] {
      #expect(overview.output.contains("\n  \(word) "))
    }
    let rule = try await workspace.asst("explain", "ASST059")
    #expect(rule.status == 0 && rule.output.contains("ASST059: off"))
  }

  @Test(arguments: [
    ("assistent", "ASST317", "Did you mean `assistant`?"),
    ("ASST999", "ASST317", "`asst explain rules` lists them all."),
    ("assistant.temprature", "ASST318", "Did you mean `temperature`?"),
    ("manifest.targets.bas_url", "ASST318", "Did you mean `base_url`?"),
    ("assistant.model.x", "ASST318", "It has no fields"),
  ])
  func whatIsNotThereIsAnError(_ topic: String, _ code: String, _ help: String) async throws {
    let result = try await workspace.asst("explain", topic)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains("error[\(code)]"), "\(result.errors)")
    #expect(result.errors.contains(help), "\(result.errors)")
  }

  @Test(arguments: ["manifest", "resources", "front-matter"])
  func schemaPrintsJSON(_ name: String) async throws {
    let printed = try await workspace.asst("schema", name)
    #expect(printed.status == 0 && printed.errors.isEmpty)
    let schema = try JSONParser.parse(printed.output)
    #expect(schema["$schema"] == "http://json-schema.org/draft-07/schema#")
    let listed = try await workspace.asst("schema")
    #expect(listed.output.contains("\(name) "))
  }

  @Test func schemasAreWrittenWhereTheModelinesPoint() async throws {
    let made = try await workspace.asst("init", "--project", "fresh")
    #expect(made.status == 0, "\(made.errors)")
    for file in ["asst.yaml", "assistant.yaml"] {
      let line = try #require(try workspace.read(file).split(separator: "\n").first)
      let path = String(try #require(line.split(separator: "=").last))
      let name = file == "asst.yaml" ? "manifest" : "resources"
      let printed = try await workspace.asst("schema", name)
      #expect(try workspace.read(path) == printed.output)
    }
    #expect(try await workspace.asst("validate").status == 0)

    try workspace.write(".schemas/asst.schema.json", "{}")
    let written = try await workspace.asst("schema", "--write")
    #expect(written.status == 0 && written.output.isEmpty)
    #expect(written.errors.contains("assistants/.schemas/asst.schema.json"))
    #expect(try workspace.read(".schemas/asst.schema.json").count > 1000)
    let elsewhere = try await workspace.asst("schema", "--out", "assistants/editor/")
    #expect(elsewhere.status == 0)
    #expect(workspace.exists("editor/front-matter.schema.json"))
  }

  /// Schemas are no project: one can still be made beside them, and then never again.
  @Test func schemasDoNotStandInTheWayOfANewProject() async throws {
    #expect(try await workspace.asst("schema", "--write").status == 0)
    #expect(try await workspace.asst("init").status == 0)
    try workspace.write("asst.yaml", "mine")
    try workspace.write(".schemas/asst.schema.json", "old")
    #expect(try await workspace.asst("init").status == 1)
    #expect(try workspace.read("asst.yaml") == "mine")
    #expect(try workspace.read(".schemas/asst.schema.json") == "old")
  }

  @Test func wrongUsage() async throws {
    #expect(try await workspace.asst("schema", "assistant").status == 64)
    #expect(try await workspace.asst("schema", "manifest", "--write").status == 64)
    #expect(try await workspace.asst("schema", "--write", "--out", "x").status == 64)
    let blocked = try await workspace.asst("schema", "--out", "/proc/none")
    #expect(blocked.status == 1 && blocked.errors.contains("ASST311"))
  }
}
