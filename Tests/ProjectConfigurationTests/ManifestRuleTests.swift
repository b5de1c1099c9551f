import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

struct ManifestRuleTests {
  @Test func missingManifestPointsToInit() {
    var project = MarkedProject(resources: "assistants: {}\n")
    project.sources.contents["asst.yaml"] = nil
    let loaded = project.check(unplaced: ["030"])
    #expect(loaded.diagnostics.first?.help?.contains("asst init") == true)
    #expect(loaded.configuration == nil)
  }

  @Test func everyMistakeIsToldAtOnce() {
    MarkedProject(
      manifest: """
        project: ⟦032 Acme Shop⟧
        ⟦041 defaut_target⟧: local
        x-anything: [1, { a: b }]
        targets:
          ⟦032 Local⟧: { provider: assistants-v2, base_url: http://localhost/v1 }
          ⟦033 empty⟧: { base_url: http://localhost/v1 }
          other:
            provider: ⟦036 assistants-v3⟧
            base_url: ⟦037 localhost:8787⟧
            auth: ⟦042 basic⟧
            headers: { ⟦038 "X Key"⟧: a }
            query: { api-version: 2024-05-01-preview }
            prune: ⟦034 yes⟧
            variables: { ⟦039 a-b⟧: 1 }
        default_target: ⟦035 locale⟧
        variables: { tone: ⟦034 [a]⟧ }
        """
    ).check()
  }

  @Test func requiredKeysOfTheManifest() {
    MarkedProject(manifest: "⟦033 ⟦033 variables: {}⟧⟧\n").check()
    MarkedProject(["asst.yaml": "project: shop\ntargets: ⟦034 {}⟧\n", "a.yaml": "assistants:\n"])
      .check()
  }

  @Test func authenticationByHeader() throws {
    let project = MarkedProject(
      manifest: """
        project: shop
        targets:
          azure:
            provider: other
            base_url: https://example.org/openai
            auth: { header: api-key }
            prune: true
            formerly: [old-azure]
        """)
    let target = try #require(project.check().configuration?.target)
    #expect(target.authentication == .header("api-key"))
    #expect(target.prune)
    #expect(target.formerly == ["old-azure"])
    #expect(target.provider.value == "other")
  }

  @Test(arguments: [
    "auth: { ⟦041 heder⟧: api-key }", "⟦033 auth⟧: {}", "auth: { header: ⟦038 \"a b\"⟧ }",
    "auth: ⟦034 3⟧", "base_url: 1\n    ⟦041 api_keys⟧: a", "api_key: ⟦034 [a]⟧",
    "headers: ⟦034 a⟧", "formerly: ⟦075 local⟧", "formerly: ⟦032 A B⟧",
  ])
  func targetFields(line: String) {
    let url = line.hasPrefix("base_url") ? "" : "base_url: https://example.org/v1\n    "
    MarkedProject(
      manifest: """
        project: shop
        targets:
          local:
            provider: other
            \(url)\(line.replacing("base_url: 1", with: "base_url: https://example.org"))
        """
    ).check()
  }

  @Test(arguments: [
    "ftp://example.org", "https://", "https://user@example.org", "https://example.org/v1?a=b",
  ])
  func baseURLs(url: String) {
    MarkedProject(
      manifest: """
        project: shop
        targets: { local: { provider: other, base_url: ⟦037 "\(url)"⟧ } }
        """
    ).check()
  }

  @Test func targetOfTheCommandLine() {
    let loaded = MarkedProject(Example.files).check(target: "prodution", unplaced: ["035"])
    #expect(loaded.diagnostics.first?.help == "Did you mean `production`?")
    MarkedProject(
      manifest: """
        ⟦035 project: shop⟧
        targets:
          a: { provider: other, base_url: http://localhost/v1 }
          b: { provider: other, base_url: http://localhost/v1 }
        """
    ).check()
  }

  @Test func outputsNameResources() throws {
    let manifest = MarkedProject.manifest
    MarkedProject(
      manifest: manifest + """
        outputs:
          A: ⟦040 assistants.suport.id⟧
          B: ⟦071 assistants.support⟧
          C: ⟦071 assistant.support.id⟧
          D: ⟦071 nothing⟧
          ⟦039 "1E"⟧: assistants.support.id
          F: ⟦034 [a]⟧
        """
    ).check()
    MarkedProject(manifest: manifest + "outputs: ⟦034 [a]⟧\n").check()
    let good = MarkedProject(manifest: manifest + "outputs: { A: assistants.support.id }\n").check()
    #expect(good.configuration?.desired.outputs["A"]?.address.key == "support")
  }

  @Test func removedAndFormer() {
    let manifest = MarkedProject.manifest
    MarkedProject(
      manifest: manifest + """
        formerly: [old-shop, ⟦075 shop⟧]
        removed: [assistants.old, ⟦072 assistants.support⟧, ⟦071 assistant.x⟧, ⟦071 "*"⟧]
        """
    ).check()
    let loaded = MarkedProject(
      manifest: manifest + "formerly: old-shop\nremoved: [assistants.old]\n"
    ).check()
    #expect(loaded.configuration?.manifest.formerly == ["old-shop"])
    #expect(loaded.configuration?.manifest.removed.map(\.value.description) == ["assistants.old"])
  }

  @Test func rulesChangeSeverities() throws {
    let manifest = MarkedProject.manifest
    let empty = ["a.yaml": "x-nothing: 1\n"]
    let plain = MarkedProject(
      ["asst.yaml": "⟦031 project: shop⟧\n" + manifest.drop { $0 != "\n" }.dropFirst()]
        .merging(empty) { $1 }
    ).check()
    #expect(plain.diagnostics.map(\.severity) == [.warning])
    #expect(plain.configuration != nil)
    MarkedProject(["asst.yaml": manifest + "rules: { ASST031: off }\n"].merging(empty) { $1 })
      .check()
    let strict = MarkedProject(
      ["asst.yaml": manifest + "rules: { ASST031: error }\n"].merging(empty) { $1 }
    ).load()
    #expect(strict.diagnostics.map(\.severity) == [.error])
    MarkedProject(
      manifest: manifest
        + "rules: { ⟦069 ASST999⟧: off, ⟦070 ASST041⟧: off, ASST043: ⟦042 of⟧, ASST050: error }\n"
    ).check()
    MarkedProject(manifest: manifest + "rules: ⟦034 [a]⟧\n").check()
  }

  @Test func loweredLimitKeepsTheValue() throws {
    let project = MarkedProject([
      "asst.yaml": MarkedProject.manifest + "rules: { ASST043: hint }\n",
      "a.yaml": "assistants: { a: { model: m, temperature: ⟦043 3⟧ } }\n",
    ])
    let desired = try #require(project.check().configuration?.desired)
    let value = desired.resources.values.first?.attributes.values.last?.value
    #expect(value == .json(3))
  }

  @Test func manifestThatIsNoYAMLCausesNoFollowUps() {
    let loaded = MarkedProject([
      "asst.yaml": "project: [\n",
      "a.yaml": "assistants: { a: { model: \"${var.model}\" } }\n",
    ]).load(target: "nowhere")
    #expect(loaded.diagnostics.count == 1)
    #expect(loaded.configuration == nil)
    MarkedProject(["asst.yaml": "⟦034 just a text⟧\n", "a.yaml": "assistants: {}\n"]).check()
  }

  @Test func includeAddsFiles() throws {
    let project = MarkedProject([
      "asst.yaml": MarkedProject.manifest + """
        include:
          - teams/**/*.{yaml,md}
          - ⟦073 nowhere/*.yaml⟧
          - ⟦054 ../up/*.yaml⟧
          - ⟦067 "a{b"⟧
          - ⟦067 /etc/*.yaml⟧
        rules: { ASST073: hint }
        """,
      "teams/a/b/one.yaml": "assistants: { one: { model: m, instructions: { file: p.txt } } }\n",
      "teams/two.md": "---\nmodel: m\n---\nHello\n",
      "teams/readme.md": "No front matter.\n",
      "teams/a/b/p.txt": "Prompt\n",
    ])
    let loaded = project.check()
    #expect(loaded.files.contains("teams/a/b/p.txt"))
    #expect(loaded.configuration == nil)
  }

  @Test func rootWidensWhatMayBeRead() throws {
    let files = [
      "a.yaml": "assistants: { a: { model: m, instructions: { file: ../common/p.txt } } }\n",
      "../common/p.txt": "Prompt\n",
      "../common/b.yaml": "assistants: { b: { model: m, instructions: { file: p.txt } } }\n",
    ]
    let wide = MarkedProject(
      ["asst.yaml": MarkedProject.manifest + "root: ..\ninclude: ../common/*.yaml\n"]
        .merging(files) { $1 }
    ).check()
    #expect(
      wide.configuration?.desired.resources.keys.map(\.key).sorted() == ["a", "b"])
    MarkedProject(
      ["asst.yaml": MarkedProject.manifest + "root: ⟦067 sub⟧\n"].merging(files) { $1 }
    ).check()
    MarkedProject([
      "a.yaml":
        "assistants: { a: { model: m, instructions: { file: ⟦054 ../common/p.txt⟧ } } }\n"
    ]).check()
  }
}
