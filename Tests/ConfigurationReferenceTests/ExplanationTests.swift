import ConfigurationReference
import Diagnostics
import ProjectConfiguration
import ResourceModel
import Testing

@Suite struct ExplanationTests {
  @Test func quotedCodeStaysOnOneLine() throws {
    for width in [60, 80] {
      let page = try reference.explanation(of: "assistant.instructions")
      let text = ExplanationRenderer.render(page, width: width).plain
      #expect(text.contains("`{ file: prompts/support.md }`"))
    }
  }

  /// Whatever can be asked for has an answer that says something, with an example that is right.
  @Test(arguments: reference.paths) func everyPathHasAPage(_ path: String) throws {
    let page = try reference.explanation(of: path)
    #expect(page.path == path)
    #expect(page.summary.count > 8 && page.summary.hasSuffix("."), "\(page.summary)")
    for entry in page.entries {
      #expect(entry.summary.count > 8 && entry.summary.hasSuffix("."), "\(entry)")
    }
    try #require(!page.example.isEmpty)

    var files = Files.project
    let text = page.example.joined(separator: "\n") + "\n"
    let isManifest = path.hasPrefix(ConfigurationReference.manifest)
    let name = isManifest ? "asst.yaml" : text.hasPrefix("---\n") ? "example.md" : "example.yaml"
    files.contents[name] = text
    let loaded = files.load()
    // The example of one field leaves the others out, descriptions among them.
    let findings = loaded.diagnostics.filter { !["ASST095", "ASST102"].contains($0.code) }
    let found = DiagnosticRenderer.render(findings).plain
    #expect(findings.isEmpty, "\(text)\n\(found)")
    if let word = path.split(separator: ".").last, path.contains("."), word != "function" {
      #expect(text.contains("\(word)"), "the example shows something else:\n\(text)")
    }
  }

  @Test(arguments: [
    "assistant", "assistant.tools", "assistant.tools.function", "assistant.temperature",
    "assistant.instructions", "assistant.file_search.vector_stores", "assistant.response_format",
    "vector_store", "vector_store.description", "vector_store.files", "vector_store.chunking",
    "assistant.lifecycle.ignore", "manifest", "manifest.targets", "manifest.targets.auth",
    "manifest.targets.api_key", "ASST059",
  ])
  func pagesAreAsRead(_ path: String) throws {
    let page = try reference.explanation(of: path)
    try Golden.check("\(path).txt", ExplanationRenderer.render(page, width: 80).plain)
  }

  @Test func theOverviewIsAsRead() throws {
    try Golden.check(
      "overview.txt", ExplanationRenderer.render(reference.overview, width: 80).plain)
  }

  @Test(arguments: [40, 60, 80, 100]) func linesStayWithinTheWidth(_ width: Int) throws {
    for path in reference.paths + ["rules"] {
      let page = try reference.explanation(of: path)
      let text = ExplanationRenderer.render(page, width: width).plain
      // An example is YAML, and is not broken; a single word cannot be.
      for line in text.split(separator: "\n")
      where !page.example.contains(where: { line.hasSuffix($0) }) {
        let words = line.split(separator: " ")
        #expect(line.count <= width || (words.last?.count ?? 0) > 16, "\(path): \(line)")
      }
    }
  }

  /// Both names of a lifted field lead to it, and so does a collection's name.
  @Test(arguments: [
    ("assistant.file_search.vector_stores", "assistant.tools.file_search.vector_stores"),
    ("assistants.temperature", "assistant.temperature"),
    ("assistant.metadata.team", "assistant.metadata"),
    ("vector_stores.files.path", "vector_store.files.path"),
    ("assistant.file_search.vector_stores.id", "assistant.tools.file_search.vector_stores.id"),
  ])
  func otherNames(_ path: String, _ canonical: String) throws {
    #expect(try reference.explanation(of: path).path == canonical)
  }

  @Test func whatChangingMeans() throws {
    func effect(_ path: String) throws -> String? {
      try reference.explanation(of: path).facts.first { $0.label == "Changing it" }?.text
    }
    #expect(try effect("assistant.instructions") == "updates the assistant in place")
    #expect(try effect("assistant.tools.function.name") == "updates the assistant in place")
    #expect(try effect("vector_store.description")?.contains("--replace") == true)
    #expect(try effect("vector_store.metadata")?.contains("key by key") == true)
    #expect(try effect("vector_store.files.path")?.contains("detaches") == true)
    #expect(try effect("assistant.lifecycle.protect")?.contains("sends nothing") == true)
    #expect(try effect("manifest.targets.base_url") == nil)
    for path in reference.paths where !path.hasPrefix("manifest") && path.contains(".") {
      let isForm = try reference.explanation(of: path).facts.contains { $0.label == "Written" }
      #expect(try isForm || effect(path) != nil, "\(path)")
    }
  }

  @Test func schemasAreGuardedByTheirRules() throws {
    for path in [
      "assistant.tools.function.parameters", "assistant.response_format.json_schema.schema",
    ] {
      let codes = try reference.explanation(of: path).rules.map(\.code)
      #expect(Set(codes).isSuperset(of: ["ASST034", "ASST080", "ASST083", "ASST089", "ASST092"]))
      #expect(codes == codes.sorted())
    }
    let codes = try reference.explanation(of: "assistant.metadata").rules.map(\.code)
    #expect(!codes.contains("ASST080"))
  }

  @Test func theProvidersOwnNames() throws {
    func name(_ path: String) throws -> String? {
      try reference.explanation(of: path).facts.first { $0.label == "In assistants-v2" }?.text
    }
    #expect(
      try name("assistant.file_search.vector_stores")
        == "`tool_resources.file_search.vector_store_ids`")
    #expect(try name("assistant.tools.function.parameters") == "`tools[].function.parameters`")
    #expect(try name("vector_store.files") == nil)
  }

  @Test func aFieldIsFoundByItsNameAlone() {
    #expect(throws: Never.self) { try reference.explanation(of: "assistant.temperature") }
    do throws(ConfigurationReference.Unknown) {
      _ = try reference.explanation(of: "temperature")
      Issue.record("temperature is no topic")
    } catch {
      guard case .topic("temperature", _, let elsewhere) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(elsewhere == ["assistant.temperature"])
    }
  }

  @Test func whatIsNotThereIsAnError() {
    #expect(throws: ConfigurationReference.Unknown.self) {
      try reference.explanation(of: "assistant.temprature")
    }
    for path in ["", ".", "assistant.", "assistant..name", "robots", "ASST999", "manifest.name.x"] {
      #expect(throws: ConfigurationReference.Unknown.self, "\(path)") {
        try reference.explanation(of: path)
      }
    }
  }

  @Test func everyRuleHasAPage() throws {
    for rule in RuleIndex.all {
      let page = try reference.explanation(of: rule.code)
      #expect(page.summary == rule.summary + ".")
      #expect(page.example.isEmpty == !rule.isAdjustable)
      #expect(try reference.explanation(of: "manifest.rules.\(rule.code)").path == page.path)
    }
    let list = try reference.explanation(of: ConfigurationReference.rules)
    #expect(list.entries.count == RuleIndex.all.count)
  }
}
