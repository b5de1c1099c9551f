import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import Testing

/// Changes as findings: what kind, how grave, and on which line of whose file.
@Suite struct PlanFindingsTests {
  private func told(_ plan: Plan) -> [String] {
    PlanFindings.of(plan, manifest: "assistants/asst.yaml").map { finding in
      "\(finding.severity.rawValue) \(finding.code) \(finding.span.map { "\($0.location)" } ?? "")"
    }
  }

  @Test func everyActionHasARuleAndAPlace() {
    let change = { (action: Action, reason: ResourceChange.Reason) in
      var change = Fixtures.update("a", reason: reason, [])
      change.action = action
      return change
    }
    var deleted = change(.delete, .notDeclared)
    deleted.source = nil
    var plan = Fixtures.plan([
      change(.create, .declared), change(.create, .deletedOutside), change(.replace, .requested),
      deleted, change(.adopt, .markerMissing), change(.forget, .removed),
      change(.update, .markerMoved), change(.noOp, .inPlace),
    ])
    plan.fileDeletions = [PlannedFileDeletion(id: "file-1", identity: nil)]
    #expect(
      told(plan) == [
        "hint plan/create assistants/a.yaml:2:3", "warning plan/drift assistants/a.yaml:2:3",
        "warning plan/replace assistants/a.yaml:2:3",
        "warning plan/delete assistants/asst.yaml:1:1", "hint plan/adopt assistants/a.yaml:2:3",
        "hint plan/forget assistants/a.yaml:2:3", "hint plan/move assistants/a.yaml:2:3",
        "warning plan/delete-file assistants/asst.yaml:1:1",
      ])
  }

  @Test func attributesStandAtTheirLinesAndTextsAtThoseThatChange() {
    let old = (1...60).map { "Line \($0)." }
    var new = old
    new[4] = "Line five."
    new[40] = "Line forty-one."
    let plan = Fixtures.plan([
      Fixtures.update(
        "sales",
        [
          Fixtures.prompt(old.joined(separator: "\n"), new.joined(separator: "\n")),
          Fixtures.attribute("temperature", 1, 0, cause: .drift, line: 9),
          Fixtures.attribute("model", "gpt-4o", "gpt-4-turbo", cause: .conflict, line: 3),
        ])
    ])
    #expect(
      told(plan) == [
        "hint plan/update assistants/prompts/sales.md:5:1",
        "hint plan/update assistants/prompts/sales.md:41:1",
        "warning plan/drift assistants/sales.yaml:9:5",
        "warning plan/conflict assistants/sales.yaml:3:5",
      ])
    let details = PlanFindings.of(plan, manifest: "m").map(\.detail)
    #expect(details.last == "`model` of assistants.sales changes: gpt-4o → gpt-4-turbo.")
    #expect(!details.contains { $0.contains("forty") }, "prompts stay where they are")
  }

  /// A function stands at what changes in it, in whatever file; one that breaks somebody is told once.
  @Test func functionsStandWhereTheyChange() {
    let function = { (name: String, type: String) -> JSONValue in
      [
        "type": "function",
        "function": [
          "name": .string(name),
          "parameters": [
            "type": "object", "properties": ["days": ["type": .string(type)]],
          ],
        ],
      ]
    }
    var tools = Fixtures.attribute(
      "tools", .array([function("one", "integer"), function("two", "integer")]),
      .array([function("one", "integer"), function("two", "string"), ["type": "file_search"]]),
      line: 8)
    let days = ValuePath([
      .index(1), .key("function"), .key("parameters"), .key("properties"), .key("days"),
    ])
    tools.parts = WrittenParts([
      days: WrittenPart(Fixtures.place("assistants/tools/two.yaml", 12)),
      ValuePath([.index(2)]): WrittenPart(Fixtures.place("assistants/sales.yaml", 11)),
    ])
    let plan = Fixtures.plan([Fixtures.update("sales", [tools])])
    #expect(
      told(plan) == [
        "warning plan/breaking assistants/tools/two.yaml:12:5",
        "hint plan/update assistants/sales.yaml:11:5",
      ])
    #expect(
      PlanFindings.of(plan, manifest: "m").map(\.detail) == [
        "`function two` in `tools` of assistants.sales changes at parameters.properties.days.type: "
          + "breaking for handlers: days is a string, and was an integer.",
        "`file_search` in `tools` of assistants.sales is added.",
      ])
  }

  /// Each line of a function that changes has a finding, and what breaks somebody is told at its line.
  @Test func everyLineOfAFunctionThatChangesIsToldOnce() {
    var tools = Fixtures.attribute(
      "tools", [Fixtures.search(price: "Maximum price", required: ["query"])],
      [Fixtures.search(price: "Maximum price in USD", required: ["query", "category"])], line: 8)
    let parameters: [ValuePath.Step] = [.index(0), .key("function"), .key("parameters")]
    let price = parameters + [.key("properties"), .key("max_price"), .key("description")]
    tools.parts = WrittenParts([
      ValuePath(price): WrittenPart(Fixtures.place("search.yaml", 14)),
      ValuePath(parameters + [.key("required")]): WrittenPart(Fixtures.place("search.yaml", 15)),
    ])
    let plan = Fixtures.plan([Fixtures.update("sales", [tools])])
    #expect(
      told(plan) == ["hint plan/update search.yaml:14:5", "warning plan/breaking search.yaml:15:5"])
    // Written on one line they are one.
    tools.parts = WrittenParts([
      ValuePath(parameters): WrittenPart(Fixtures.place("search.yaml", 3))
    ])
    let onOneLine = Fixtures.plan([Fixtures.update("sales", [tools])])
    #expect(told(onOneLine) == ["warning plan/breaking search.yaml:3:5"])
    #expect(
      PlanFindings.of(onOneLine, manifest: "m").first?.detail
        == "`function search_products` in `tools` of assistants.sales changes at "
        + "parameters.properties.max_price.description, parameters.required: "
        + "breaking for the model's habits: category is required, and was optional.")
  }

  /// A text inside of a function stands where its own lines do.
  @Test func textsOfAFunctionStandAtTheLinesThatChange() {
    let old = (1...30).map { "Line \($0)." }
    var new = old
    (new[2], new[20]) = ("Line three.", "Line twenty-one.")
    let tool = { (lines: [String]) -> JSONValue in
      [
        "type": "function",
        "function": ["name": "f", "description": .string(lines.joined(separator: "\n"))],
      ]
    }
    var tools = Fixtures.attribute("tools", [tool(old)], [tool(new)], line: 8)
    tools.parts = WrittenParts([
      ValuePath([.index(0), .key("function"), .key("description")]): WrittenPart(
        Fixtures.place("a.yaml", 9), text: TextOrigin(Fixtures.place("texts/f.md", 1, 1)))
    ])
    let plan = Fixtures.plan([Fixtures.update("sales", [tools])])
    #expect(told(plan) == ["hint plan/update texts/f.md:3:1", "hint plan/update texts/f.md:21:1"])
  }

  /// Findings on the last lines of a long file cost what those on the first do.
  @Test func manyFindingsShareOneFile() {
    let changes = (1...200).map { line in
      Fixtures.update(
        "a\(line)", [Fixtures.attribute("temperature", 1, 0, line: line * 1_000)])
    }
    let findings = PlanFindings.of(Fixtures.plan(changes), manifest: "m")
    #expect(Set(findings.compactMap(\.span).map { ObjectIdentifier($0.file) }).count == 1)
    #expect(findings.compactMap(\.span).map(\.location.line) == (1...200).map { $0 * 1_000 })
    #expect(findings.allSatisfy { $0.span?.location.column == 5 })
  }

  @Test func valuesStandWhereTheyChange() {
    var metadata = Fixtures.attribute(
      "response_format", ["type": "json_schema", "json_schema": ["name": "a"]],
      ["type": "json_schema", "json_schema": ["name": "b"]], line: 8)
    metadata.parts = WrittenParts([
      ValuePath([.key("json_schema"), .key("name")]): WrittenPart(Fixtures.place("a.json", 3))
    ])
    let plan = Fixtures.plan([Fixtures.update("sales", [metadata])])
    #expect(told(plan) == ["hint plan/update a.json:3:5"])
    #expect(
      PlanFindings.of(plan, manifest: "m").first?.detail
        == "`response_format` of assistants.sales changes at json_schema.name.")
  }

  @Test func codesAreUnique() {
    #expect(Set(PlannedChangeRule.allCases.map(\.code)).count == PlannedChangeRule.allCases.count)
  }

  /// Findings about a file whose text is at hand and others about the same file.
  @Test func readingOrderIsThatOfTheLines() {
    let file = SourceFile(path: "a.yaml", text: "one\n\n\ntwo: three\n")
    let places = [(5, 1), (1, 40), (2, 3), (4, 2)].map {
      Diagnostics.SourceLocation(path: "a.yaml", line: $0.0, column: $0.1)
    }
    let files = BlankFiles(holding: places)
    let spans = places.map(files.span) + [SourceSpan(file: file, start: 6, end: 8)]
    let ordered = spans.map { Diagnostic("A", "B", detail: "C.", at: $0) }.inReadingOrder()
    #expect(
      ordered.compactMap(\.span).map { "\($0.location.line):\($0.location.column)" }
        == ["1:40", "2:3", "4:1", "4:2", "5:1"])
  }
}
