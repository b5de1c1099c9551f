import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

struct FileRuleTests {
  private func instructions(_ value: String) -> String {
    "assistants: { a: { model: m, instructions: \(value) } }\n"
  }

  private func prompt(_ loaded: LoadedConfiguration) -> DesiredValue? {
    loaded.configuration?.desired.resources.values.first?
      .attributes[AttributePath("instructions")]?.value
  }

  @Test func oneFinalLineBreakIsNoPartOfAText() {
    for (contents, text) in [
      ("Hi\n", "Hi"), ("Hi\n\n", "Hi\n"), ("Hi", "Hi"), ("Hi\r\n", "Hi"), ("\u{FEFF}Hi\n", "Hi"),
      ("${var.x} {{y}}\n", "${var.x} {{y}}"),
    ] {
      let project = MarkedProject([
        "a.yaml": instructions("{ file: p/x.txt }"), "p/x.txt": contents,
      ])
      #expect(prompt(project.check()) == .json(.string(text)))
    }
  }

  @Test(arguments: [
    ("{ file: ⟦053 p/y.txt⟧ }", SourceProblem?.none), ("{ file: ⟦055 p⟧ }", nil),
    ("{ file: ⟦056 p/blank.txt⟧ }", nil), ("{ file: ⟦055 p/bad.txt⟧ }", nil),
    ("{ file: ⟦054 ../x.txt⟧ }", nil), ("{ file: ⟦067 /etc/passwd⟧ }", nil),
    ("{ file: ⟦067 'p\\x.txt'⟧ }", nil), ("{ file: ⟦067 \"\"⟧ }", nil),
    ("{ file: ⟦034 3⟧ }", nil), ("{ file: p/x.txt, ⟦041 variable⟧: {} }", nil),
    ("{ file: ⟦055 p/z.txt⟧ }", .unreadable(reason: "permission denied")),
    ("{ file: ⟦055 p/z.txt⟧ }", .tooLarge(limit: 1 << 20)),
    ("{ file: ⟦054 p/z.txt⟧ }", .outsideRoot), ("⟦034 { files: p/x.txt }⟧", nil),
  ])
  func filesThatCannotBeTaken(value: String, problem: SourceProblem?) {
    var project = MarkedProject(
      ["a.yaml": instructions(value), "p/x.txt": "Hi\n", "p/blank.txt": " \n\n"],
      problems: problem.map { ["p/z.txt": $0] } ?? [:])
    project.sources.contents["p/bad.txt"] = [0x48, 0x0A, 0xFF, 0x0A]
    project.check()
  }

  @Test func largeFilesAreRefused() {
    var project = MarkedProject(["a.yaml": instructions("{ file: ⟦055 x.txt⟧ }")])
    project.sources.contents["x.txt"] = Array(repeating: 0x61, count: (1 << 20) + 1)
    project.check()
  }

  @Test func missingFilesSuggestTheirNeighbours() {
    let loaded = MarkedProject([
      "a.yaml": instructions("{ file: ⟦053 prompts/suport.md⟧ }"), "prompts/support.md": "Hi\n",
    ]).check()
    #expect(loaded.diagnostics.first?.help == "Did you mean `prompts/support.md`?")
  }

  @Test func placeholders() {
    let good = MarkedProject([
      "a.yaml": instructions(
        "{ file: p.txt, variables: { name: \"${var.shop}\", n: 3, unused_ok: x } }"),
      "p.txt": "{{name}} {{ n }} {{#if}} {single} {{{unused_ok}}}\n",
      "asst.yaml": MarkedProject.manifest + "variables: { shop: Acme }\n",
    ])
    #expect(prompt(good.check()) == .json("Acme 3 {{#if}} {single} {x}"))
    MarkedProject([
      "a.yaml": instructions(
        "{ file: p.txt, variables: { name: x, ⟦059 other⟧: y } }"),
      "p.txt": "{{name}}\nand ⟦058 {{nam}}⟧\n",
    ]).check()
    MarkedProject([
      "a.yaml": instructions("{ file: p.txt, variables: { ⟦039 a-b⟧: x, c: ⟦034 [x]⟧ } }"),
      "p.txt": "Hi\n",
    ]).check()
  }

  @Test func includedToolsNameFilesBesideThem() throws {
    let project = MarkedProject([
      "a.yaml": """
      assistants:
        a:
          model: m
          tools:
            - file: tools/f.yaml
            - function: { file: tools/g.json }
          response_format: { file: tools/format.yaml }
      """,
      "tools/f.yaml": "function:\n  name: f\n  parameters: { file: schemas/f.yaml }\n",
      "tools/schemas/f.yaml": "type: object\nminProperties: \"${var.x}\"\n",
      "tools/g.json": "{\n\t\"name\": \"g\"\n}\n",
      "tools/format.yaml": "type: json_object\n",
      "asst.yaml": MarkedProject.manifest + "variables: { x: 1 }\n",
    ])
    let desired = try #require(project.check().configuration?.desired)
    let attributes = desired.resources.values.first?.attributes
    #expect(
      attributes?[AttributePath("tools")]?.value
        == .json([
          [
            "type": "function",
            "function": ["name": "f", "parameters": ["type": "object", "minProperties": 1]],
          ], ["type": "function", "function": ["name": "g"]],
        ]))
    #expect(
      attributes?[AttributePath("response_format")]?.value == .json(["type": "json_object"]))
  }

  /// What Python's and JavaScript's encoders write for a character beyond U+FFFF.
  @Test func surrogatePairsOfJSONFiles() throws {
    let loaded = MarkedProject([
      "a.yaml": "assistants: { a: { model: m, tools: [{ function: { file: f.json } }] } }\n",
      "f.json": #"{"name":"f","description":"\ud83d\ude00 \u00e9 \\ud83d"}"#,
    ]).check()
    let tools = loaded.configuration?.desired.resources.values.first?
      .attributes[AttributePath("tools")]?.value
    guard case .json(let value)? = tools else {
      Issue.record("no tools")
      return
    }
    #expect(value.array?.first?["function"]?["description"] == #"😀 é \ud83d"#)
  }

  @Test func mistakesInASharedFileAreToldOnce() {
    MarkedProject([
      "a.yaml": """
      assistants:
        a: { model: m, tools: [{ file: t.txt }] }
        b: { model: m, tools: [{ file: t.txt }] }
      """,
      "t.txt": "function: { name: f, ⟦041 parms⟧: {} }\n",
    ]).check()
  }

  @Test func circlesOfFiles() {
    let loaded = MarkedProject([
      "a.yaml": "assistants: { a: { model: m, tools: { file: x/one.yaml } } }\n",
      "x/one.yaml": "- file: two.yaml\n", "x/two.yaml": "file: ⟦057 one.yaml⟧\n",
    ]).check()
    #expect(
      loaded.diagnostics.first?.detail
        == "`x/one.yaml` names `x/two.yaml` names `x/one.yaml` again.")
    MarkedProject([
      "a.yaml": "assistants: { a: { model: m, tools: { file: ⟦057 a.yaml⟧ } } }\n"
    ]).check()
  }

  @Test func emptyIncludedYAML() {
    MarkedProject([
      "a.yaml": "assistants: { a: { model: m, tools: { file: ⟦056 t.txt⟧ } } }\n",
      "t.txt": "# no\n",
    ]).check()
  }

  @Test func filesOfStores() throws {
    let long = String(repeating: "v", count: 513)
    let sixteen = (1...16).map { "k\($0): 1" }.joined(separator: ", ")
    MarkedProject([
      "a.md": "A\n", "a.csv": "a,b\n",
      "main.yaml": """
      vector_stores:
        a:
          files:
            - ⟦034 3⟧
            - ⟦033 { name: x }⟧
            - { path: "*.md", ⟦041 name⟧: x }
            - { path: a.md, ⟦041 attribute⟧: {} }
            - { path: a.md, attributes: { ⟦047 asst_sha256⟧: x, t: ⟦034 [a]⟧, l: ⟦044 \(long)⟧ } }
            - { path: a.md, attributes: ⟦046 { \(sixteen) }⟧ }
            - ⟦054 ../a.md⟧
            - ⟦067 "{a,b"⟧
            - { path: a.md, chunking: { max_chunk_size_tokens: 200, chunk_overlap_tokens: ⟦068 101⟧ } }
            - { path: a.md, chunking: { max_chunk_size_tokens: ⟦068 500⟧ } }
        b: { ⟦033 chunking⟧: {}, ⟦033 exclude⟧: a }
        c: { files: a.md, chunking: { max_chunk_size_tokens: ⟦043 50⟧, chunk_overlap_tokens: 0 } }
      assistants:
        d:
          model: m
          tools:
            - type: code_interpreter
              files: [{ path: a.csv, ⟦041 chunking⟧: {} }]
            - type: file_search
              ⟦041 files⟧: [a]
      """,
    ]).check()
  }

  @Test func patternsAreRelativeToTheirFile() throws {
    let project = MarkedProject([
      "asst.yaml": MarkedProject.manifest + "include: sub/*.yaml\n",
      "sub/a.yaml": """
      vector_stores:
        a: { files: ["*.md", { path: ../b.md, name: c.md }], exclude: ./x.md }
      """,
      "b.md": "B\n", "sub/a.md": "A\n", "sub/x.md": "X\n",
    ])
    let desired = try #require(project.check().configuration?.desired)
    guard
      case .files(let files)? = desired.resources.values.first?.attributes[AttributePath("files")]?
        .value
    else {
      Issue.record("there are no files")
      return
    }
    #expect(files.entries.map(\.pattern) == ["sub/*.md", "b.md"])
    #expect(files.entries[1].name == "c.md")
    #expect(files.excluded == ["sub/x.md"])
    #expect(files.files.map(\.path) == ["b.md", "sub/a.md"])
  }

  @Test func folderThatCannotBeListed() {
    MarkedProject(["a.yaml": "assistants: {}\n"], problems: ["": .unreadable(reason: "denied")])
      .check(unplaced: ["055"])
    MarkedProject([:], problems: ["a.yaml": .unreadable(reason: "denied")]).check(unplaced: ["055"])
  }
}
