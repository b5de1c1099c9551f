import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

/// From `files:` and `exclude:` to the files that a resource is to hold.
struct FileExpansionTests {
  private static let paths = [
    "k/a.md", "k/b.md", "k/draft-c.md", "k/x/d.md", "k/x/y/e.pdf", "l/a'b \"c\" ü.md", "l/{z}.md",
    "data/prices.csv",
  ]

  private func project(_ yaml: String, problems: [String: SourceProblem] = [:]) -> MarkedProject {
    var files = ["main.yaml": yaml]
    for path in Self.paths { files[path] = "Text of \(path).\n" }
    return MarkedProject(files, problems: problems)
  }

  /// The files of the store, or of whatever resource comes first.
  private func files(
    _ yaml: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) -> [DesiredFile] {
    let loaded = project(yaml).check(sourceLocation: sourceLocation)
    guard let resource = loaded.configuration?.desired.resources.values.first else { return [] }
    for attribute in resource.attributes.values {
      if case .files(let selection) = attribute.value { return selection.files }
    }
    return []
  }

  private func store(_ files: String, exclude: String = "[]") -> String {
    "vector_stores: { s: { files: \(files), exclude: \(exclude) } }\n"
  }

  @Test(arguments: [
    ("[k/*.md]", "[]", ["k/a.md", "k/b.md", "k/draft-c.md"]),
    ("[k/**]", "[]", ["k/a.md", "k/b.md", "k/draft-c.md", "k/x/d.md", "k/x/y/e.pdf"]),
    ("[\"k/**/*.{md,pdf}\"]", "[\"k/draft-*\"]", ["k/a.md", "k/b.md", "k/x/d.md", "k/x/y/e.pdf"]),
    // An excluded folder takes along what is in it.
    ("[k/**]", "[k/x, k/draft-c.md]", ["k/a.md", "k/b.md"]),
    ("[k/b.md, k/a.md, k/b.md]", "[]", ["k/a.md", "k/b.md"]),
    ("k/**/e.pdf", "[]", ["k/x/y/e.pdf"]),
    ("[\"l/a'b \\\"c\\\" ü.md\"]", "[]", ["l/a'b \"c\" ü.md"]),
    ("[\"l/?'b*ü.md\"]", "[]", ["l/a'b \"c\" ü.md"]),
    // A file whose name looks like a pattern is named like any other.
    ("[\"l/{z}.md\"]", "[]", ["l/{z}.md"]),
  ])
  func pathsAndPatterns(files: String, exclude: String, expected: [String]) {
    #expect(self.files(store(files, exclude: exclude)).map(\.path) == expected)
  }

  @Test func theLaterOfTwoEntriesDecides() throws {
    let found = files(
      """
      vector_stores:
        s:
          chunking: { max_chunk_size_tokens: 800 }
          files:
            - { path: k/a.md, name: first.md, attributes: { topic: one } }
            - { path: k/*.md, attributes: { topic: all } }
            - { path: k/b.md, name: second.md, chunking: { max_chunk_size_tokens: 1000 } }
      """)
    #expect(found.map(\.path) == ["k/a.md", "k/b.md", "k/draft-c.md"])
    #expect(found.map(\.name) == ["a.md", "second.md", "draft-c.md"])
    #expect(found.map { $0.attributes["topic"] } == ["all", nil, "all"])
    // Hosts take both numbers or none.
    #expect(
      found.map { $0.chunking?["max_chunk_size_tokens"]?.integer } == [800, 1000, 800])
    #expect(found.allSatisfy { $0.chunking?["chunk_overlap_tokens"]?.integer == 400 })
    #expect(found.map { $0.span?.location.line } == [6, 7, 6])
    #expect(found[0].size == 16)
    #expect(found[0].content == Digest(of: "Text of k/a.md.\n".utf8))
  }

  @Test func withoutChunkingTheServerDecides() {
    #expect(files(store("[k/a.md]")).map(\.chunking) == [nil])
  }

  @Test func codeInterpreterHasFilesToo() {
    let found = files(
      """
      assistants:
        a: { model: m, tools: [{ type: code_interpreter, files: [data/*, k/a.md] }] }
      """)
    #expect(found.map(\.path) == ["data/prices.csv", "k/a.md"])
  }

  @Test(arguments: [
    ("[⟦104 \"k/*.txt\"⟧]", "[]"), ("[⟦104 nowhere/*.md⟧, k/a.md]", "[]"),
    ("[⟦104 \"k/*.MD\"⟧]", "[]"), ("[⟦104 k/a.md⟧]", "[k/*]"), ("[⟦104 \"k/*\"⟧]", "[\"**\"]"),
    ("[⟦053 k/c.md⟧]", "[]"), ("[⟦055 k⟧]", "[]"), ("[⟦106 data/prices.csv⟧]", "[]"),
    ("[{ path: k/a.md, name: ⟦109 b/c.md⟧ }]", "[]"),
    ("[{ path: ⟦106 k/a.md⟧, name: a.xyz }]", "[]"),
    ("[k/a.md, { path: ⟦108 k/b.md⟧, name: a.md }]", "[]"),
  ])
  func mistakes(files: String, exclude: String) {
    project(store(files, exclude: exclude)).check()
  }

  /// Advice for some other host may be lowered, and the files are then as they are.
  @Test func anotherHostMayTakeWhatThisOneDoesNot() {
    var project = project(store("[data/prices.csv]"))
    project.sources.contents["asst.yaml"]? += Array("rules: { ASST106: off }\n".utf8)
    #expect(project.check().configuration != nil)
  }

  @Test(arguments: [
    (SourceProblem.unreadable(reason: "permission denied"), "055"), (.missing, "055"),
    (.outsideRoot, "054"), (.tooLarge(limit: 512 << 20), "105"),
  ])
  func filesThatCannotBeTaken(problem: SourceProblem, code: String) {
    project(store("[⟦\(code) k/*⟧]"), problems: ["k/z.md": problem]).check()
  }

  @Test func namesThatCannotBeSent() {
    for name in ["k/line\nbreak.md", "k/\u{FFFD}.md", "k/\u{1B}[0m.md"] {
      var project = project(store("[⟦109 k/*⟧]"))
      project.sources.contents[name] = Array("x".utf8)
      project.check()
    }
  }

  @Test func aMistakeOfManyFilesIsToldOnce() {
    var project = project(store("[⟦056 ⟦107 \"l/*.txt\"⟧⟧]"))
    for index in 1...3 {
      project.sources.contents["l/e\(index).txt"] = []
      project.sources.contents["l/l\(index).txt"] = [0x66, 0xFC, 0x72]
    }
    let details = Set(project.check().diagnostics.map(\.detail))
    #expect(
      details == [
        "`l/e1.txt` and 2 more files have no contents.",
        "`l/l1.txt` and 2 more files end in `.txt` and are neither UTF-8 nor UTF-16.",
      ])
  }

  @Test func patternsMayComeToTooMany() {
    var project = project(
      "assistants: { a: { model: m, tools: [{ type: code_interpreter, files: [⟦046 m/*⟧] }] } }\n")
    for index in 0...20 { project.sources.contents["m/\(index).csv"] = [0x61] }
    #expect(
      project.check().diagnostics.first?.detail
        == "`files` comes to 21 files; 20 are the most.")
  }

  /// A folder is listed once, and a file is read once, however many resources name them.
  @Test func sharedFilesAreLookedAtOnce() {
    var sources = CountingSources(base: project("").sources)
    let stores = (1...20).map { "  s\($0): { files: [\"k/**/*.md\", k/a.md] }" }
    sources.base.contents["main.yaml"] = Array(
      ("vector_stores:\n" + stores.joined(separator: "\n") + "\n").utf8)
    let loaded = ConfigurationLoader.load(
      from: sources, ConfigurationRequest(providers: ["assistants-v2"]))
    #expect(loaded.configuration?.desired.resources.count == 20)
    #expect(sources.counts.fingerprints == ["k/a.md", "k/b.md", "k/draft-c.md", "k/x/d.md"])
    #expect(sources.counts.walks == ["k"])
  }
}

/// Sources that count what is asked of them.
private struct CountingSources: ConfigurationSources {
  final class Counts {
    var fingerprints: [String] = []
    var walks: [String] = []
  }

  var base: InMemorySources
  let counts = Counts()

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    try base.files(directlyIn: folder)
  }

  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String] {
    counts.walks.append(folder)
    return try base.files(below: folder, inside: root)
  }

  func read(_ path: String, inside root: String, limit: Int) throws(SourceProblem) -> [UInt8] {
    try base.read(path, inside: root, limit: limit)
  }

  func fingerprint(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> FileFingerprint {
    counts.fingerprints.append(path)
    return try base.fingerprint(path, inside: root, limit: limit)
  }
}
