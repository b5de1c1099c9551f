import Diagnostics
import Testing
import YAMLSyntax

@Suite struct FrontMatterTests {
  private func split(_ text: String) -> FrontMatter? {
    FrontMatter.split(SourceFile(path: "support.md", text: text))
  }

  @Test func theParts() throws {
    let text = "---\nname: Süß\nmodel: x\n---\n# Title\n\n---\nbody\n"
    let matter = try #require(split(text))
    #expect(matter.file.string(in: matter.body) == "# Title\n\n---\nbody\n")
    let (root, diagnostics) = matter.parse()
    #expect(diagnostics.isEmpty)
    #expect(root.map(outline) == #"{name: "Süß", model: "x"}"#)
    let model = try #require(root?.mapping?["model"])
    #expect(model.keySpan.location.line == 3)
    #expect(model.value.span.text == "x")
  }

  @Test(arguments: [
    ("---\r\na: 1\r\n---\r\nbody\r\n", "{a: 1}", "body\r\n"),
    ("\u{FEFF}---\na: 1\n---\nbody", "{a: 1}", "body"),
    ("---  \na: 1\n--- \t\nbody", "{a: 1}", "body"),
    ("---\na: 1\n---", "{a: 1}", ""),
    ("---\na: |\n  x\n---\nbody", #"{a: "x\n"}"#, "body"),
    ("---\n---\nbody", "nothing", "body"),
    ("---\n# c\n---\n", "nothing", ""),
  ])
  func variants(_ text: String, _ tree: String, _ body: String) throws {
    let matter = try #require(split(text))
    let (root, diagnostics) = matter.parse()
    #expect(diagnostics.isEmpty)
    #expect((root.map(outline) ?? "nothing") == tree)
    #expect(matter.file.string(in: matter.body) == body)
  }

  @Test(arguments: [
    "", "# Title\n", "\n---\na: 1\n---\n", "----\n", "--- a\n", "--", " ---\n---\n",
  ])
  func noFrontMatter(_ text: String) {
    #expect(split(text) == nil)
  }

  @Test(arguments: ["---", "---\n", "---\na: 1\n", "---\na: 1\n ---\n"])
  func notClosed(_ text: String) throws {
    let matter = try #require(split(text))
    #expect(!matter.isClosed)
    let (root, diagnostics) = matter.parse()
    #expect(root == nil)
    #expect(diagnostics.map(\.code) == ["ASST013"])
    #expect(diagnostics.flatMap(\.unevenWords) == [])
    #expect(diagnostics.first?.span?.text == "---")
  }

  @Test(arguments: [
    ("---\na: 1\na: 2\n---\nbody", "ASST004", 3),
    ("---\né: [1\n---\nbody]", "ASST017", 2),
    ("---\na: \"x\n---\nbody\"", "ASST016", 2),
    ("---\na: 1\n\tb: 1\n---\nbody", "ASST003", 3),
    ("---\na: 1\nb\n---\nbody: 1", "ASST022", 3),
  ])
  func findingsPointIntoTheFile(_ text: String, _ code: String, _ line: Int) throws {
    let found = try #require(split(text)).parse().diagnostics
    #expect(found.map(\.code) == [code])
    #expect(found.first?.span?.location.line == line)
  }
}
