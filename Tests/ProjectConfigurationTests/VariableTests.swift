import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

struct VariableTests {
  private func project(_ variables: String, _ fields: String) -> MarkedProject {
    MarkedProject([
      "asst.yaml": MarkedProject.manifest + "variables:\n" + variables + "\n",
      "a.yaml": "assistants:\n  a:\n    model: m\n" + fields + "\n",
    ])
  }

  private func value(_ loaded: LoadedConfiguration, _ name: String) -> DesiredValue? {
    loaded.configuration?.desired.resources.values.first?.attributes[AttributePath(name)]?.value
  }

  @Test func variablesKeepTheirTypes() {
    let loaded = project(
      "  t: 0.5\n  n: name\n  full: \"${var.n} of ${var.t}\"\n  year: \"2026\"",
      """
          temperature: ${var.t}
          top_p: "${var.t}"
          name: ${var.full}
          description: a $ b $$ $${c} ${var.n}!
          metadata: { year: "${var.year}" }
      """
    ).check()
    #expect(value(loaded, "temperature") == .json(.number(JSONNumber(validated: "0.5"))))
    #expect(value(loaded, "top_p") == .json(.number(JSONNumber(validated: "0.5"))))
    #expect(value(loaded, "name") == .json("name of 0.5"))
    #expect(value(loaded, "description") == .json("a $ b $$ ${c} name!"))
  }

  @Test func mistakes() {
    let loaded = project(
      "  tone: x\n  a: \"${var.b}\"\n  b: \"⟦062 ${var.a}⟧\"\n  c: ⟦060 ${var.nope}⟧",
      """
          name: Be ⟦060 ${var.tona}⟧ and ⟦061 ${tone}⟧
          description: ⟦061 ${var.tone⟧
          instructions: |
            First
            ⟦063 ${env.KEY}⟧ and ⟦061 ${}⟧
            ⟦060 ${var.x}⟧ ⟦060 ${var.x}⟧
          top_p: ${var.c}
          temperature: ⟦034 ${var.tone}⟧
      """
    ).check()
    let unknown = loaded.diagnostics.first { $0.detail.contains("`tona`") }
    #expect(unknown?.help == "Did you mean `${var.tone}`?")
  }

  /// Ten times as long with every line: without an end this takes the machine's memory.
  @Test func variablesOfVariablesEnd() {
    let tenfold = { (name: String) in String(repeating: "${var.\(name)}", count: 10) }
    MarkedProject([
      "asst.yaml": """
      project: shop
      targets: { local: { provider: other, base_url: https://example.org/v1 } }
      variables:
        a: \(String(repeating: "x", count: 20_000))
        b: "\(tenfold("a"))"
        c: ⟦077 "\(tenfold("b"))"⟧
        d: "\(tenfold("c"))"

      """,
      "a.yaml": "assistants: { a: { model: \"${var.d}\" } }\n",
    ]).check()
  }

  @Test func commandLineWinsOverTargetOverProject() {
    let manifest = """
      project: shop
      targets:
        local:
          provider: other
          base_url: https://${var.host}/v1
          variables: { b: target, c: target, host: example.org }
      variables: { a: project, b: project, c: project, version: "1" }

      """
    let project = MarkedProject([
      "asst.yaml": manifest,
      "a.yaml": """
      assistants:
        a:
          model: m
          name: ${var.a} ${var.b} ${var.c}
          description: ${var.version}
          temperature: ${var.t}
      """,
    ])
    let loaded = project.check(variables: [("c", "line"), ("version", "2"), ("t", "0.5")])
    #expect(value(loaded, "name") == .json("project target line"))
    #expect(value(loaded, "description") == .json("2"))
    #expect(loaded.configuration?.target.baseURL.literal == "https://example.org/v1")
  }

  @Test func argumentsThatNothingUses() {
    let project = project("  tone: x", "    name: ${var.tone}")
    let loaded = project.check(variables: [("ton", "y")], unplaced: ["049"])
    #expect(loaded.diagnostics.first?.help == "Did you mean `tone`?")
    project.check(variables: [("a-b", "y")], unplaced: ["039"])
  }

  @Test func environmentIsForConnectionsAlone() {
    MarkedProject(
      manifest: """
        project: shop
        targets:
          local:
            provider: other
            base_url: https://${env.HOST}/v1
            api_key: a${env.KEY:-}b$${c}⟦061 ${env.KEY-x}⟧
            query: { v: "⟦060 ${var.nope}⟧" }
            variables: { k: "⟦063 ${env.KEY}⟧" }
        """
    ).check()
  }

  @Test func lifecycleTargetsAndOutputsTakeVariables() throws {
    let project = MarkedProject([
      "asst.yaml": """
      project: shop
      targets:
        local:
          provider: other
          base_url: http://localhost/v1
          prune: ${var.yes}
          auth: { header: "x-${var.word}" }
      default_target: local
      variables: { "yes": true, word: key, name: a }
      outputs: { ID: "assistants.${var.name}.id" }
      """,
      "a.yaml": """
      assistants:
        a:
          model: m
          lifecycle: { protect: "${var.yes}", ignore: ["metadata.${var.word}"] }
        b: { model: m, lifecycle: { ignore: "n${var.name}me" } }
      """,
    ])
    let configuration = try #require(project.check().configuration)
    #expect(configuration.target.prune)
    #expect(configuration.target.authentication == .header("x-key"))
    #expect(configuration.desired.outputs["ID"]?.address.description == "assistants.a")
    let lifecycles = configuration.desired.resources.values.map(\.lifecycle)
    #expect(
      lifecycles == [
        Lifecycle(protect: true, ignore: [AttributePath("metadata", key: "key")]),
        Lifecycle(protect: false, ignore: [AttributePath("name")]),
      ])
  }

  @Test func wordOfAuthenticationTakesVariables() throws {
    let manifest = """
      project: shop
      targets:
        local:
          provider: other
          base_url: http://localhost/v1
          auth: ${var.how}
      variables: { how: bearer }
      """
    let target = try #require(MarkedProject(manifest: manifest).check().configuration?.target)
    #expect(target.authentication == .bearer)
    MarkedProject(
      manifest: manifest.replacing("${var.how}", with: "⟦042 ${var.how}⟧")
        .replacing("bearer", with: "basic")
    ).check()
  }

  @Test func mistakesInPlainValues() {
    MarkedProject([
      "asst.yaml": """
      project: shop
      targets:
        local:
          provider: other
          base_url: http://localhost/v1
          prune: ⟦034 ${var.word}⟧
          auth:
            header: ⟦034 ${var.number}⟧
      variables: { word: "on", number: 3 }
      outputs: { A: "⟦060 ${var.nope}⟧", B: "⟦063 ${env.NAME}⟧.id", C: ⟦040 "assistants.${var.word}.id"⟧ }
      """,
      "a.yaml": """
      assistants:
        a:
          model: m
          lifecycle: { protect: "⟦060 ${var.nope}⟧", ignore: [⟦074 "${var.word}"⟧, ⟦034 3⟧] }
      """,
    ]).check()
  }

  @Test func structureTakesNoVariables() {
    let loaded = MarkedProject([
      "asst.yaml": """
      project: ⟦076 ${var.x}⟧
      formerly: ⟦076 ${var.x}⟧
      targets:
        local:
          provider: ⟦076 ${var.x}⟧
          base_url: http://localhost/v1
          formerly: [⟦076 "${env.X}"⟧]
        other: { provider: other, base_url: http://localhost/v1 }
      default_target: ⟦076 ${var.x}⟧
      include: [⟦076 "${var.x}/*.yaml"⟧]
      root: ⟦076 ${var.x}⟧
      removed: ⟦076 ${var.x}⟧
      rules: { ASST031: ⟦076 "${var.x}"⟧ }
      variables: { x: y }
      """,
      "a.yaml": """
      assistants:
        a:
          model: m
          formerly: ⟦076 ${var.x}⟧
          tools: [{ type: file_search, vector_stores: [elsewhere] }]
      """, "b.md": "---\nkey: ⟦076 ${var.x}⟧\nmodel: m\n---\nHi\n",
    ]).check()
    #expect(Set(loaded.diagnostics.map(\.summary)) == ["Variables are not used here"])
  }

  @Test func keysAreNotInterpolated() {
    let loaded = project("  x: \"1\"", "    metadata: { \"${var.x}\": \"${var.x}\" }").check()
    let keys = loaded.configuration?.desired.resources.values.first?.attributes.keys
    #expect(keys?.last == AttributePath("metadata", key: "${var.x}"))
  }
}
