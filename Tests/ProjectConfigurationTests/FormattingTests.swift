import Diagnostics
import FoundationEssentials
import ProjectConfiguration
import ResourceModel
import Testing

/// Which files of a project are formatted and how, and what the machine repairs.
@Suite struct FormattingTests {
  private static let request = ConfigurationRequest(providers: ["assistants-v2", "other"])

  private func format(_ files: [String: String]) -> (texts: [String: String], found: [Diagnostic]) {
    let sources = InMemorySources(contents: files.mapValues { Array($0.utf8) })
    let (found, diagnostics) = FormattableFiles.find(in: sources, Self.request)
    var texts: [String: String] = [:]
    for file in found {
      switch file.formatted() {
      case .unchanged: texts[file.path] = String(decoding: file.file.text, as: UTF8.self)
      case .formatted(let text): texts[file.path] = String(decoding: text, as: UTF8.self)
      case .refused: texts[file.path] = "refused"
      }
    }
    return (texts, diagnostics)
  }

  /// Each folder of `FormattingGoldens` is a project as it was written, `input`, and as it should be,
  /// `expected`.
  @Test(arguments: ["everything", "comments"])
  func golden(_ name: String) throws {
    let folder =
      URL(filePath: #filePath).deletingLastPathComponent().path + "/FormattingGoldens/\(name)"
    let input = try read(folder + "/input")
    let result = format(input)
    #expect(result.found.isEmpty, "\(result.found.map(\.detail))")
    #expect(!result.texts.isEmpty)
    for (path, text) in result.texts {
      let file = "\(folder)/expected/\(path)"
      if ProcessInfo.processInfo.environment["ASST_RECORD_GOLDENS"] == "1" {
        try FileManager.default.createDirectory(
          atPath: URL(filePath: file).deletingLastPathComponent().path,
          withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
        Issue.record("recorded \(file)")
      }
      let expected = FileManager.default.contents(atPath: file) ?? Data()
      #expect(text == String(decoding: expected, as: UTF8.self), "\(name)/\(path)")
    }
    #expect(format(input.merging(result.texts) { $1 }).texts == result.texts)
  }

  private func read(_ folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
      files[path] = String(decoding: data, as: UTF8.self)
    }
    return files
  }

  private static let resource = "assistants: { a: { model: m, tools: { file: t.yaml } } }\n"

  @Test func aFileIsSortedByWhatItStandsFor() {
    let tool = "- {function: {file: f.yaml}}\n- {max_num_results: 1, type: file_search}\n"
    let function = "parameters: {file: p.yml}\nname: f\n"
    let schema = "required: [b]\ntype: object\n"
    let texts = format([
      "asst.yaml": MarkedProject.manifest, "a.yaml": Self.resource, "t.yaml": tool,
      "f.yaml": function, "p.yml": schema, "other/o.yaml": "a:   1\n", "x.json": "{ }",
    ]).texts
    // `t.yaml` stands in the folder itself, and is a file of resources as well.
    #expect(texts.keys.sorted() == ["a.yaml", "asst.yaml", "f.yaml", "p.yml", "t.yaml"])
    #expect(texts["p.yml"] == schema)
  }

  @Test func filesBelowAreSortedByTheirPlace() {
    let texts = format([
      "asst.yaml": MarkedProject.manifest,
      "a.yaml":
        "assistants: { a: { model: m, tools: { file: t/t.yaml }, instructions: { file: t/i.yaml } } }\n",
      "t/t.yaml": "- function: { file: f.yaml }\n- max_num_results: 1\n  type: file_search\n",
      "t/f.yaml": "parameters: { file: p.yml }\nname: f\n",
      "t/p.yml": "required: [b]\ntype:   object\n",
      "t/i.yaml": "b:   1\na: 2\n",
    ]).texts
    #expect(
      texts["t/t.yaml"]
        == "- function: { file: f.yaml }\n- type: file_search\n  max_num_results: 1\n")
    #expect(texts["t/f.yaml"] == "name: f\nparameters: { file: p.yml }\n")
    #expect(texts["t/p.yml"] == "required: [b]\ntype: object\n")
    // A prompt is a text, whatever its file is called.
    #expect(texts["t/i.yaml"] == nil)
  }

  @Test func aFileReadInTwoWaysKeepsItsOrder() {
    let both = "strict: true\nname: f\n"
    let texts = format([
      "asst.yaml": MarkedProject.manifest,
      "a.yaml": """
      assistants:
        a:
          model: m
          tools:
            - function: { file: t/both.yaml }
            - function: { name: g, parameters: { file: t/both.yaml } }
      """, "t/both.yaml": both,
    ]).texts
    #expect(texts["t/both.yaml"] == both)
  }

  @Test func mistakesOfSyntaxAreToldAndOthersAreNot() {
    let (texts, found) = format([
      "asst.yaml": MarkedProject.manifest, "a.yaml": "assistants: { a: { nodel:   1 } }\n",
      "b.yaml": "a: [\n", "c.yaml": "a: 1\na: 2\n",
    ])
    #expect(found.map(\.code) == ["ASST017", "ASST004"])
    #expect(texts["a.yaml"] == "assistants: { a: { nodel: 1 } }\n")
    #expect(texts["b.yaml"] == "refused")
    #expect(texts["c.yaml"] == "refused")
    #expect(format(["a.yaml": Self.resource]).found.map(\.code).count == 1)
  }

  // MARK: - Repairs

  private func repair(
    _ resources: String, only: Set<String> = ["main.yaml"]
  ) -> (text: String, repair: ConfigurationRepair) {
    let sources = MarkedProject(resources: resources).sources
    let repair = ConfigurationRepair.run(on: sources, Self.request) { only.contains($0) }
    let text = repair.edited["main.yaml"].map { String(decoding: $0, as: UTF8.self) }
    return (text ?? resources, repair)
  }

  @Test func repairsGoInRounds() {
    // The variant is known only after its name is right; then the key inside it is.
    let (text, repair) = repair(
      """
      assistants:
        a:
          "modle": m # c
          tools:
            - { type: file_serch, max_num_result: 3 }
      """)
    #expect(
      text == """
        assistants:
          a:
            "model": m # c
            tools:
              - { type: file_search, max_num_results: 3 }
        """)
    #expect(
      repair.applied.map(\.title) == [
        "Write `model`", "Write `file_search`", "Write `max_num_results`",
      ])
    #expect(repair.applied.map(\.location.line) == [3, 5, 5])
    #expect(repair.remaining.isEmpty)
  }

  /// Each moves a name into the same list.
  @Test func repairsOfOnePlaceAreAllDone() {
    let names = (0..<150).map { "p\($0)" }
    let head =
      "assistants: { a: { model: m, tools: [{ function: { name: f, parameters: {\n"
      + "  type: object, properties: {\n"
    let before = names.map { "    \($0): { type: string, required: true }" }
    let after = names.map { "    \($0): { type: string }" }
    let (text, repair) = repair(head + before.joined(separator: ",\n") + " } } } }] } }\n")
    #expect(
      text == head + after.joined(separator: ",\n")
        + " }, required: [\(names.joined(separator: ", "))] } } }] } }\n")
    #expect(repair.applied.count == names.count)
    #expect(!repair.remaining.hasErrors)
  }

  /// What is left is what the repaired files still have, also where repairs of one place wait for
  /// each other longer than they are waited for.
  @Test func whatIsLeftIsTrueOfTheResult() {
    let schemas = (0..<12).reduce("{ type: str, required: true }") { inner, _ in
      "{ type: dict, properties: { p: \(inner) }, required: true }"
    }
    let (text, repair) = repair(
      "assistants: { a: { model: m, tools: [{ function: { name: f, parameters: "
        + "{ type: object, properties: { p: \(schemas) } } } }] } }\n")
    #expect(!repair.remaining.hasErrors, "\(text)")
    #expect(MarkedProject(resources: text).load().diagnostics.count == repair.remaining.count)
  }

  @Test func mistakesOfSyntaxShowNoSecret() {
    let secret = "sk-proj-" + SecretTests.random(48)
    let text = "assistants: { a: { model: *\(secret)x } }\n"
    let found = format(["asst.yaml": MarkedProject.manifest, "main.yaml": text]).found
    #expect(!found.isEmpty)
    SecretTests.expectHidden([secret], in: found)
    let file = FormattableFiles.guess(SourceFile(path: "standard input", text: text), .standard)
    guard case .refused(let reasons) = file.formatted() else {
      Issue.record("a file with a mistake is formatted")
      return
    }
    SecretTests.expectHidden([secret], in: reasons)
  }

  @Test(arguments: [
    "assistants: { a: { model: m, modle: n } }\n", "assistants: { a: { &x modle: n } }\n",
    "assistants: { a: { model: m, frobnicate: n } }\n",
    "assistants: { a: { model: m, reasoning_effort: \"${var.x}\" } }\n",
  ])
  func whatIsNotCertainIsLeft(_ resources: String) {
    let (text, repair) = repair(resources)
    #expect(text == resources)
    #expect(repair.applied.isEmpty)
    #expect(!repair.remaining.isEmpty)
  }

  @Test func filesThatAreNotSelectedAreLeft() {
    let (text, repair) = repair("assistants: { a: { modle: m } }\n", only: [])
    #expect(text == "assistants: { a: { modle: m } }\n")
    #expect(repair.edited.isEmpty)
    #expect(!repair.remaining.isEmpty)
  }
}
