import Foundation
import JSONSchema
import OrderedCollections
import ResourceModel
import Testing
import Transport

/// `asst apply --format json`: one event a line, as its schema says.
@Suite(.inTurn) struct ApplyEventTests {
  private static func schema(_ name: String) throws -> JSONValue {
    let file = Workspace.repository.appending(
      path: "Sources/Core/PlanRendering/Schemas/\(name).schema.json")
    return try JSONParser.parse(Array(Data(contentsOf: file)))
  }

  /// The events of an output, each held against the schema.
  private func events(
    _ output: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [JSONValue] {
    let schema = try Self.schema("events")
    let validator = SchemaValidator(schema)
    #expect(output.hasSuffix("\n"))
    let events = try output.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    for event in events {
      let text = JSONWriter.string(event)
      #expect(validator.verdict(on: event) == .accepted, "\(text)", sourceLocation: sourceLocation)
      #expect(
        SchemaCoverage.undescribed(
          event, byDefinition: event["event"]?.string ?? "", of: schema) == [],
        "\(text)", sourceLocation: sourceLocation)
    }
    #expect(events.first?["event"] == "start", sourceLocation: sourceLocation)
    #expect(events.last?["event"] == "summary", sourceLocation: sourceLocation)
    return events
  }

  private func words(_ events: [JSONValue]) -> [String] {
    events.map { event in
      [event["event"], event["action"], event["address"]].compactMap { $0?.string }
        .joined(separator: " ")
    }
  }

  @Test func theSchemasAreSchemas() throws {
    for name in ["plan", "events"] {
      #expect(MetaSchema.violations(in: try Self.schema(name)).isEmpty)
    }
  }

  @Test func filesStoresAndAssistants() async throws {
    let project = try KnowledgeProject()
    let apply = try await project.workspace.asst("apply", "--yes", "--format", "json")
    #expect(apply.status == 0, "\(apply.errors)")
    #expect(apply.errors.contains("4 files to upload"), "the plan is for people")
    let events = try events(apply.output)
    let words = words(events)
    for line in [
      "plan", "started upload files[\"knowledge/kettle.md\"]",
      "finished create vector_stores.manuals", "progress attach vector_stores.manuals",
      "finished attach vector_stores.manuals", "finished create assistants.support",
    ] { #expect(words.contains(line), "\(line)") }
    let steps = try #require(events.first { $0["event"] == "plan" }?["steps"]?.integer)
    #expect(words.count { $0.hasPrefix("started") } == steps)
    #expect(events.last?["done"]?.integer == steps)
    #expect(events.last?["exit_status"] == 0)

    let destroy = try await project.workspace.asst("destroy", "--yes", "--format", "json")
    #expect(destroy.status == 0, "\(destroy.errors)")
    let gone = try self.events(destroy.output)
    #expect(gone.first?["command"] == "destroy")
    #expect(self.words(gone).contains("finished delete assistants.support"))
    await project.emulator.stop()
  }

  @Test func failuresRefusalsAndDiagnostics() async throws {
    let emulator = try EmulatorProcess(["--only-listed-models"])
    let workspace = try Workspace(
      [
        "a.yaml": """
        assistants:
          bad: { name: "B\\e[31m\\u202Ead", model: no-such-model }
          good: { model: gpt-4o }
          sales: { model: gpt-4o }
        """
      ], manifest: "outputs: { GOOD: assistants.good.id }", baseURL: emulator.baseURL)
    #expect(try await workspace.asst("plan", "--out", "p.json").status == 0)
    try workspace.edit("a.yaml", "sales: {", "sales: { name: Sales,")
    let apply = try await workspace.asst("apply", "p.json", "--format", "json")
    #expect(apply.status == 1)
    #expect(!apply.output.contains("\u{202E}") && !apply.output.contains("\u{1B}"))
    let events = try events(apply.output)
    let words = words(events)
    #expect(words.contains("failed create assistants.bad"))
    #expect(words.contains("finished create assistants.good"))
    #expect(words.contains("refused create assistants.sales"))
    let diagnostic = try #require(events.first { $0["event"] == "diagnostic" })
    #expect(diagnostic["code"] == "ASST221" && diagnostic["line"]?.integer == 4)
    #expect(events.first { $0["event"] == "outputs" }?["outputs"]?["GOOD"] != nil)
    let summary = try #require(events.last)
    #expect(summary["exit_status"] == 1 && summary["failed"] == 1 && summary["refused"] == 1)

    // What ends it before there is a plan is told as well.
    try workspace.write("b.yaml", "assistants: { x: { modle: y } }\n")
    let broken = try await workspace.asst("apply", "--yes", "--format", "json")
    #expect(broken.status == 1)
    let told = try self.events(broken.output)
    #expect(told.contains { $0["event"] == "diagnostic" && $0["severity"] == "error" })
    #expect(told.last?["exit_status"] == 1 && told.last?["done"] == 0)
    await emulator.stop()
  }

  /// What a person answers decides what the plan is, and so does a no.
  @Test func thePlanIsToldAfterTheAnswers() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n  a: { name: One, model: gpt-4o }\n  b: { model: gpt-4o }\n"],
      baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let id = try #require(
      try await emulator.objects("assistants").first { $0["name"] == "One" }?["id"]?.string)
    try await emulator.call(.post, "/assistants/\(id)", ["name": "Theirs"])
    try workspace.edit("a.yaml", "b: {", "b: { name: Two,")
    let apply = ["apply", "--format", "json"]
    let drift = (question: "anything else stops: ", answer: "keep")

    // With nobody to ask, drift stops it, and there is no plan.
    let stopped = try await workspace.asst("apply", "--yes", "--format", "json")
    #expect(stopped.status == 1)
    #expect(words(try events(stopped.output)) == ["start", "diagnostic", "summary"])
    #expect(stopped.output.contains("ASST304"))

    let no = try await TerminalRun.asst(
      apply, in: workspace, answers: [drift, ("Type `yes`: ", "no")])
    #expect(no.status == 1, "\(no.screen)")
    #expect(words(try events(no.output)) == ["start", "diagnostic", "summary"])

    let kept = try await TerminalRun.asst(
      apply, in: workspace, answers: [drift, ("Type `yes`: ", "yes")])
    #expect(kept.status == 0, "\(kept.screen)")
    let events = try events(kept.output)
    #expect(
      words(events) == [
        "start", "plan", "started update assistants.b", "finished update assistants.b", "summary",
      ])
    #expect(events[1]["steps"] == 1 && events[1]["summary"]?["update"] == 1)
    #expect(try await emulator.objects("assistants").contains { $0["name"] == "Theirs" })
    await emulator.stop()
  }

  @Test func aStoppedApplySaysWhatDidNotBegin() async throws {
    let emulator = try EmulatorProcess(["--latency", "100ms"])
    let assistants = (1...40).map { "  a\($0): { model: gpt-4o }" }.joined(separator: "\n")
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n\(assistants)\n"], baseURL: emulator.baseURL)
    let line =
      "'\(Executable.asst.url.path)' apply --yes --format json --verbose --parallelism 2 > out"
    let variables = workspace.environment.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    let run = try RunningExecutable(
      URL(filePath: "/bin/sh"), ["-c", "export \(variables); exec \(line)"], in: workspace.folder,
      environment: workspace.environment,
      .signal(SIGTERM, after: "POST /v1/assistants 200", times: 3))
    #expect(try await run.finished().status == 143)
    let output = String(
      decoding: try Data(contentsOf: workspace.folder.appending(path: "out")), as: UTF8.self)
    let events = try events(output)
    let open = events.count { $0["event"] == "skipped" && $0["reason"] == "stopped" }
    #expect(open > 0)
    #expect(events.last?["exit_status"] == 143)
    #expect(events.last?["not_started"]?.integer == open)
    await emulator.stop()
  }

  /// A reader that goes away early (`| head -1`) stops nothing.
  @Test func aReaderThatGoesAway() async throws {
    let emulator = try EmulatorProcess()
    let assistants = (1...30).map { "  a\($0): { model: gpt-4o }" }.joined(separator: "\n")
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n\(assistants)\n"], baseURL: emulator.baseURL)
    let apply = try workspace.start("apply", "--yes", "--format", "json", fate: .unheard)
    #expect(try await apply.finished().status == 0)
    #expect(try await emulator.objects("assistants").count == 30)
    try await expectEmptyPlan(workspace)
    await emulator.stop()
  }

  /// Plans of every action, as their schema says.
  @Test func plansFollowTheirSchema() async throws {
    let schema = try Self.schema("plan")
    let validator = SchemaValidator(schema)
    let project = try KnowledgeProject()
    let workspace = project.workspace
    var actions: Set<String> = []
    func check(_ arguments: String...) async throws {
      let plan = try await Executable.asst.run(
        ["plan", "--format", "json", "--out", "p.json"] + arguments, in: workspace.folder,
        environment: workspace.environment)
      let saved = try JSONParser.parse(
        Array(Data(contentsOf: workspace.folder.appending(path: "p.json"))))
      for document in [try JSONParser.parse(plan.output), saved] {
        #expect(validator.verdict(on: document) == .accepted)
        #expect(SchemaCoverage.undescribed(document, by: schema) == [])
      }
      actions.formUnion(
        (saved["resource_changes"]?.array ?? []).compactMap { $0["action"]?.string })
    }
    try await check()
    try await project.apply()
    try await check()
    try await project.emulator.call(.post, "/assistants", ["model": "gpt-4o", "name": "Extra"])
    let support = try #require(
      try await project.emulator.objects("assistants").first?["id"]?.string)
    try await project.emulator.call(
      .post, "/assistants/\(support)", ["description": "x", "model": "gpt-4"])
    try workspace.edit("knowledge/kettle.md", "whistle", "trumpet")
    try workspace.remove("knowledge/toaster.md")
    try workspace.write(
      "b.yaml",
      "assistants: { extra: { name: Extra, model: gpt-4o, lifecycle: { protect: true } } }\n")
    try await check("--replace", "vector_stores.manuals", "--refresh", "full")
    try workspace.write("a.yaml", KnowledgeProject.stores)
    try await check()
    try await check("--prune")
    try workspace.edit(
      "asst.yaml", "default_target", "removed: [assistants.support]\ndefault_target")
    try await check()
    #expect(actions == ["create", "update", "replace", "delete", "forget", "no-op"])
    await project.emulator.stop()
  }

  /// A schema that takes everything would prove nothing.
  @Test func theSchemaOfPlansRefusesWhatIsNone() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      ["a.yaml": "assistants: { a: { model: gpt-4o } }\n"], baseURL: emulator.baseURL)
    let plan = try await workspace.asst("plan", "--format", "json")
    let members = try #require(try JSONParser.parse(plan.output).object)
    let validator = SchemaValidator(try Self.schema("plan"))
    for name in members.keys {
      var others = members
      others[name] = nil
      #expect(validator.verdict(on: .object(others)) == .refused, "without \(name)")
    }
    let change = try #require(members["resource_changes"]?.array?.first?.object)
    for name in change.keys {
      var other = change
      other[name] = nil
      var others = members
      others["resource_changes"] = [.object(other)]
      #expect(validator.verdict(on: .object(others)) == .refused, "without \(name) in a change")
    }
    for name in ["plan", "events"] {
      let printed = try await workspace.asst("schema", name)
      #expect(printed.status == 0)
      #expect(try JSONParser.parse(printed.output) == Self.schema(name))
    }
    await emulator.stop()
  }
}
