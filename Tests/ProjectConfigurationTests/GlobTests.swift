import OrderedCollections
import ProjectConfiguration
import ResourceModel
import Testing

/// Patterns are tried through `include:`, where people write them.
struct GlobTests {
  private static let paths = [
    "t/a.yaml", "t/b.yml", "t/x/c.yaml", "t/x/y/d.yaml", "t/x/y/e.md", "u/ab.yaml",
  ]

  @Test(arguments: [
    ("t/*.yaml", ["t/a.yaml"]), ("t/?.y*ml", ["t/a.yaml", "t/b.yml"]),
    ("t/**/*.yaml", ["t/a.yaml", "t/x/c.yaml", "t/x/y/d.yaml"]),
    ("**/y/*", ["t/x/y/d.yaml", "t/x/y/e.md"]),
    ("{t/x/y,u}/*.yaml", ["t/x/y/d.yaml", "u/ab.yaml"]),
    ("t/x/**", ["t/x/c.yaml", "t/x/y/d.yaml", "t/x/y/e.md"]), ("./u/../t/b.yml", ["t/b.yml"]),
    ("u/a{b,c{d,e}}.yaml", ["u/ab.yaml"]), ("u/a*b*.yaml", ["u/ab.yaml"]),
  ])
  func patterns(pattern: String, matches: [String]) {
    var files = ["asst.yaml": MarkedProject.manifest + "include: \"\(pattern)\"\n"]
    for path in Self.paths {
      let key = path.filter { $0 != "/" && $0 != "." }
      files[path] =
        path.hasSuffix(".md")
        ? "---\nmodel: m\n---\nHi\n" : "assistants: { \(key): { model: m } }\n"
    }
    let loaded = MarkedProject(files).check()
    #expect(loaded.files == ["asst.yaml"] + matches)
  }
}
