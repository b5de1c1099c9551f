import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

struct ResourceRuleTests {
  @Test func unknownAndMissingFields() {
    let loaded = MarkedProject(
      resources: """
        x-defaults: &defaults { model: m }
        ⟦041 assistent⟧: {}
        assistants:
          good: { <<: *defaults, temperature: 1 }
          typo:
            <<: *defaults
            ⟦041 temprature⟧: 0.2
          ⟦033 none⟧:
          null_model: { model: ⟦033 ~⟧ }
          ⟦032 "not good"⟧: { model: m }
          text: ⟦034 hello⟧
          lifted:
            model: m
            ⟦041 file_search.vector_stores⟧: [a]
        """
    ).check()
    let typo = loaded.diagnostics.first { $0.detail.contains("temprature") }
    #expect(typo?.help == "Did you mean `temperature`?")
  }

  @Test func typesAndLimits() {
    MarkedProject(
      resources: """
        assistants:
          a:
            model: ⟦044 ""⟧
            name: ⟦034 42⟧
            description: ⟦034 [a]⟧
            temperature: ⟦043 2.5⟧
            top_p: ⟦034 "0.5"⟧
            reasoning_effort: ⟦042 hihg⟧
            response_format: ⟦042 json_object⟧
            tools: ⟦034 code_interpreter⟧
            metadata: ⟦034 [a]⟧
        vector_stores:
          days: { expires_after: { days: ⟦043 366⟧, anchor: ⟦042 created_at⟧ } }
          half: { expires_after: { days: ⟦034 1.5⟧ } }
          whole: { expires_after: { days: 7.0 } }
          flag: { expires_after: { days: ⟦034 true⟧ } }
          none: { expires_after: ⟦033 { anchor: last_active_at }⟧ }
          fine: { expires_after: ~, name: ~ }
          empty:
        """
    ).check()
  }

  @Test func lengthsCountCodePoints() {
    let flags = String(repeating: "🇩🇪", count: 128)
    MarkedProject(resources: "assistants: { a: { model: m, name: \(flags) } }\n").check()
    MarkedProject(resources: "assistants: { a: { model: m, name: ⟦044 \(flags)x⟧ } }\n").check()
  }

  @Test func maps() {
    let fourteen = (1...14).map { "k\($0): v" }.joined(separator: ", ")
    let long = String(repeating: "k", count: 65)
    MarkedProject(
      resources: """
        assistants:
          a: { model: m, metadata: { \(fourteen) } }
          b: { model: m, metadata: ⟦046 { k0: v, \(fourteen) }⟧ }
          c:
            model: m
            metadata:
              year: ⟦034 2026⟧
              flag: ⟦034 true⟧
              quoted: "2026"
              ⟦047 asst⟧: x
              ⟦048 \(long)⟧: v
              nested: ⟦034 {a: b}⟧
              gone: null
        """.replacing("{a: b}", with: "[a]")
    ).check()
  }

  /// What is reserved are two keys, not names like them.
  @Test func reservedKeys() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            metadata: { ⟦047 asst⟧: x, ⟦047 asst_files⟧: x, ASST: x, Asst_Files: x, asst_other: x }
        """)
    let finding = try #require(project.check().diagnostics.first)
    #expect(finding.detail == "`asst` of `metadata` is taken: asst keeps its marker there.")
  }

  @Test func nullIsTheDefaultAndMapsAreSplit() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          a: { model: m, name: null, metadata: { x: "1", y: null }, tools: [] }
        """)
    let resource = try #require(project.check().configuration?.desired.resources.values.first)
    #expect(
      resource.attributes.mapValues(\.value) == [
        AttributePath("model"): .json("m"), AttributePath("name"): .json(.null),
        AttributePath("metadata", key: "x"): .json("1"),
        AttributePath("metadata", key: "y"): .json(.null), AttributePath("tools"): .json([]),
      ])
  }

  @Test func duplicatesAcrossFiles() {
    let loaded = MarkedProject([
      "a.yaml": "assistants: { one: { model: m } }\n",
      "b.yml": "assistants: { ⟦050 one⟧: { model: m } }\n",
      "one.md": "⟦050 ---⟧\nmodel: m\n---\nHello\n",
    ]).check()
    #expect(loaded.diagnostics[0].related.first?.span.file.path == "a.yaml")
  }

  @Test func pastedObjects() {
    let loaded = MarkedProject(
      resources: """
        assistants:
          a:
            ⟦052 id⟧: asst_123
            object: assistant
            created_at: 1
            model: m
            tool_resources: {}
            ⟦041 modle⟧: x
        vector_stores:
          b: { ⟦052 file_ids⟧: [file-1], status: completed }
        """
    ).check()
    #expect(loaded.diagnostics.first?.help?.contains("`asst import assistants.a asst_123`") == true)
  }

  @Test func references() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          key: { model: m, tools: [{ type: file_search, vector_stores: manuals }] }
          id: { model: m, tools: [{ type: file_search, vector_stores: { id: vs_1 } }] }
          broken: { model: m, tools: [{ type: file_search, vector_stores: [damaged] }] }
          unknown: { model: m, tools: [{ type: file_search, vector_stores: [⟦040 manual⟧] }] }
          many: { model: m, tools: [{ type: file_search, vector_stores: ⟦046 [manuals, damaged]⟧ }] }
          typo: { model: m, tools: [{ type: file_search, vector_stores: { ⟦041 ids⟧: a } }] }
        vector_stores:
          manuals:
          damaged: { name: ⟦034 [x]⟧ }
        """)
    project.check()
    let fine = try #require(
      MarkedProject(
        resources:
          "assistants: { a: { model: m, tools: [{ type: file_search, vector_stores: [{ id: vs_1 }] }] } }\n"
      ).check().configuration?.desired.resources.values.first)
    let path = AttributePath("file_search.vector_stores")
    #expect(fine.attributes[path]?.value == .references([.identifier("vs_1")]))
  }

  @Test func fileThatCannotBeParsedHidesNoNames() {
    let loaded = MarkedProject([
      "a.yaml":
        "assistants: { a: { model: m, tools: [{ type: file_search, vector_stores: gone }] } }\n",
      "b.yaml": "vector_stores: { gone: [ }\n",
    ]).load()
    #expect(!loaded.diagnostics.map(\.code).contains("ASST040"))
    #expect(loaded.diagnostics.hasErrors)
  }

  @Test func aliasWithoutAnAnchorIsToldAlone() {
    MarkedProject([
      "a.md": "A\n",
      "main.yaml": """
      x-defaults: &defaults { model: m }
      assistants:
        value: { model: ⟦009 *model⟧ }
        merge: { <<: ⟦009 *default⟧, name: n, ⟦041 temprature⟧: 1 }
        merges: { <<: [*defaults, ⟦009 *default⟧] }
        whole: ⟦009 *whole⟧
        list: { model: m, tools: ⟦009 *tools⟧ }
        tool: { model: m, tools: [⟦009 *tool⟧, { <<: ⟦009 *tool⟧ }, { function: ⟦009 *tool⟧ }] }
        map: { model: m, metadata: ⟦009 *map⟧ }
        pair: { model: m, metadata: { a: ⟦009 *map⟧ } }
        text: { model: m, instructions: { file: ⟦009 *file⟧ } }
        life: { model: m, lifecycle: ⟦009 *life⟧ }
        cycle: { model: m, lifecycle: { protect: ⟦009 *yes⟧, ignore: ⟦009 *ignored⟧ } }
        former: { model: m, formerly: [⟦009 *old⟧] }
        format: { model: m, response_format: { type: json_schema, json_schema: ⟦009 *s⟧ } }
        store: { model: m, tools: [{ type: file_search, vector_stores: [⟦009 *store⟧] }] }
      vector_stores:
        number: { expires_after: { days: ⟦009 *days⟧ } }
        object: { expires_after: { <<: ⟦009 *expiry⟧ } }
        file: { files: [⟦009 *file⟧, { <<: ⟦009 *file⟧ }, { path: ⟦009 *file⟧ }] }
        cut: { <<: ⟦009 *files⟧, exclude: x.md }
        odd: { files: a.md, chunking: ⟦009 *chunking⟧, exclude: ⟦009 *exclude⟧ }
      """,
    ]).check()
  }

  @Test func lifecycle() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            lifecycle: { protect: true, ignore: [metadata.reviewed_by, name] }
            formerly: [old, older]
          b:
            model: m
            lifecycle: { ⟦041 protects⟧: true, protect: ⟦034 on⟧, ignore: [⟦074 nmae⟧] }
            formerly: ⟦075 a⟧
          c: { model: m, formerly: ⟦075 old⟧ }
          d: { model: m, formerly: ⟦032 "x y"⟧ }
        """)
    project.check()
    let good = try #require(
      MarkedProject(
        resources: """
          assistants:
            a:
              model: m
              lifecycle: { protect: true, ignore: [metadata.reviewed_by, name] }
              formerly: [older, old]
          """
      ).check().configuration?.desired.resources.values.first)
    #expect(
      good.lifecycle
        == Lifecycle(
          protect: true,
          ignore: [AttributePath("metadata", key: "reviewed_by"), AttributePath("name")]))
    #expect(good.formerly == ["older", "old"])
  }

  @Test func frontMatter() throws {
    let project = MarkedProject([
      "support.md": "---\nmodel: m\n---\n\n# Hello {{x}} ${var.y}\n\nEnd\n",
      "other.md": "---\nkey: named\nmodel: m\n---\nHi",
      "README.md": "# Nothing of ours\n",
    ])
    let desired = try #require(project.check().configuration?.desired)
    let support = Address(collection: "assistants", key: "support")
    let prompt = desired.resources[support]?.attributes[AttributePath("instructions")]
    #expect(prompt?.value == .json("# Hello {{x}} ${var.y}\n\nEnd"))
    #expect(prompt?.textOrigin?.first.description == "support.md:5:1")
    #expect(desired.resources.keys.map(\.key) == ["named", "support"])
    MarkedProject([
      "a.md": "⟦065 ---⟧\nmodel: m\n---\n \n",
      "b.md": "---\nmodel: m\n⟦066 instructions⟧: x\n---\nHi\n",
      "c d.md": "⟦032 ---⟧\nmodel: m\n---\nHi\n", "e.md": "⟦033 ---⟧\nname: e\n---\nHi\n",
    ]).check()
  }

  @Test func textOrigins() throws {
    let project = MarkedProject(
      resources: """
        assistants:
          a:
            model: m
            instructions: |
              First
              Second
          b: { model: m, instructions: "one line" }
        """)
    let desired = try #require(project.check().configuration?.desired)
    let origins = desired.resources.values.map {
      $0.attributes[AttributePath("instructions")]?.textOrigin?.first.description
    }
    #expect(origins == ["main.yaml:5:1", nil])
  }
}
