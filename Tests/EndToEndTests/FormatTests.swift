import Foundation
import Testing

/// `asst fmt`, as people and pipelines run it.
@Suite(.inTurn) struct FormatTests {
  private static let untidy = """
    # The team's assistants.

    assistants:
        support:
            # Cheap enough.
            model:   gpt-4o   # see the price list
            name: "Support"
            tools:
            - {function: {file: tools/search.yaml}}
    """
  private static let tidy = """
    # The team's assistants.

    assistants:
      support:
        name: "Support"
        # Cheap enough.
        model: gpt-4o   # see the price list
        tools:
          - { function: { file: tools/search.yaml } }

    """
  private static let tool = "description: Searches\nname: search\nparameters: { type: object }\n"
  private static let tidyTool =
    "name: search\ndescription: Searches\nparameters: { type: object }\n"

  private func workspace(_ files: [String: String] = [:]) throws -> Workspace {
    let own = ["a.yaml": Self.untidy, "tools/search.yaml": Self.tool]
    return try Workspace(
      own.merging(files) { _, new in new }, baseURL: "http://127.0.0.1:9")
  }

  @Test func formatsWhatTheProjectReadsAndIsDoneThen() async throws {
    let body = "---\nmodel: gpt-4o\nname:   X\n---\n\n body  \n* x\n\n\n"
    let workspace = try workspace(["b.md": body, "notes.txt": "a:   1\n", "x/y.yaml": "a:   1\n"])
    let before = try await workspace.asst("validate")
    let result = try await workspace.asst("fmt")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output == """
        formatted  assistants/a.yaml
        formatted  assistants/b.md
        formatted  assistants/tools/search.yaml

        """)
    #expect(try workspace.read("a.yaml") == Self.tidy)
    #expect(try workspace.read("tools/search.yaml") == Self.tidyTool)
    #expect(
      try workspace.read("b.md") == "---\nname: X\nmodel: gpt-4o\n---\n\n body  \n* x\n\n\n")
    #expect(try workspace.read("x/y.yaml") == "a:   1\n")
    let again = try await workspace.asst("fmt")
    #expect(again.status == 0)
    #expect(again.output.isEmpty)
    #expect(try await workspace.asst("validate").output == before.output)
  }

  @Test func checkListsAndWritesNothing() async throws {
    let workspace = try workspace()
    let result = try await workspace.asst("fmt", "--check")
    #expect(result.status == 1)
    #expect(
      result.output
        == "unformatted  assistants/a.yaml\nunformatted  assistants/tools/search.yaml\n")
    #expect(try workspace.read("a.yaml") == Self.untidy)
    #expect(try await workspace.asst("fmt").status == 0)
    let clean = try await workspace.asst("fmt", "--check")
    #expect(clean.status == 0)
    #expect(clean.output.isEmpty)
  }

  @Test func pathsRestrictIt() async throws {
    let workspace = try workspace(["notes.txt": "x"])
    let result = try await workspace.asst("fmt", "assistants/tools", "assistants/notes.txt")
    #expect(result.status == 0)
    #expect(result.output == "formatted  assistants/tools/search.yaml\n")
    #expect(result.errors.contains("assistants/notes.txt"))
    #expect(try workspace.read("a.yaml") == Self.untidy)
    let missing = try await workspace.asst("fmt", "assistants/none.yaml")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("ASST316"))
  }

  @Test func aMistakeIsToldAndKeepsItsFileAlone() async throws {
    let workspace = try workspace(["bad.yaml": "assistants:\n   x: [1\n", "c.md": "---\nname: x\n"])
    let result = try await workspace.asst("fmt")
    #expect(result.status == 1)
    #expect(result.errors.contains("ASST017"))
    #expect(result.errors.contains("ASST013"))
    #expect(result.errors.ranges(of: "ASST017").count == 1)
    #expect(try workspace.read("bad.yaml") == "assistants:\n   x: [1\n")
    #expect(try workspace.read("a.yaml") == Self.tidy)
  }

  @Test func fixRepairsWhatIsCertain() async throws {
    let text = "assistants:\n  support:\n    modle: gpt-4o\n    temperature: 3\n"
    let workspace = try workspace(["a.yaml": text])
    let check = try await workspace.asst("fmt", "--check", "--fix")
    #expect(check.status == 1)
    #expect(check.output.hasPrefix("fixable  assistants/a.yaml:3:5  Write `model`\n"))
    #expect(try workspace.read("a.yaml") == text)
    let plain = try await workspace.asst("fmt")
    #expect(plain.status == 0)
    #expect(try workspace.read("a.yaml") == text)
    let result = try await workspace.asst("fmt", "--fix")
    #expect(result.status == 0)
    #expect(
      result.output
        == "fixed  assistants/a.yaml:3:5  Write `model`\nformatted  assistants/a.yaml\n")
    #expect(result.errors.contains("1 error left; `asst validate` shows it."))
    #expect(try workspace.read("a.yaml") == text.replacing("modle", with: "model"))
  }

  @Test func linksAndPermissionsStay() async throws {
    let workspace = try workspace()
    let folder = workspace.folder.appending(path: "assistants")
    try FileManager.default.moveItem(
      at: folder.appending(path: "a.yaml"), to: folder.appending(path: "real.txt"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: "a.yaml").path, withDestinationPath: "real.txt")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: folder.appending(path: "real.txt").path)
    #expect(try await workspace.asst("fmt").status == 0)
    #expect(try workspace.read("real.txt") == Self.tidy)
    let link = try FileManager.default.destinationOfSymbolicLink(
      atPath: folder.appending(path: "a.yaml").path)
    #expect(link == "real.txt")
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.appending(path: "real.txt").path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func aByteOrderMarkStays() async throws {
    let workspace = try workspace(["a.yaml": "\u{FEFF}" + Self.untidy])
    #expect(try await workspace.asst("fmt").status == 0)
    #expect(try workspace.read("a.yaml") == "\u{FEFF}" + Self.tidy)
  }

  @Test func standardInputForEditors() async throws {
    let workspace = try workspace()
    func fmt(_ arguments: String, _ file: String) async throws -> Finished {
      try await Executable.shell(
        "'\(Executable.asst.url.path)' fmt - \(arguments) < assistants/\(file)",
        in: workspace.folder)
    }
    let result = try await fmt("", "a.yaml")
    #expect(result.status == 0)
    #expect(result.output == Self.tidy)
    #expect(try await fmt("", "tools/search.yaml").output == Self.tool)
    let named = try await fmt("--stdin-path assistants/tools/search.yaml", "tools/search.yaml")
    #expect(named.output == Self.tidyTool)
    #expect(try await fmt("--check", "a.yaml").status == 1)
    try workspace.write("bad.yaml", "a: [\n")
    let bad = try await fmt("", "bad.yaml")
    #expect(bad.status == 1)
    #expect(bad.output.isEmpty)
    #expect(bad.errors.contains("standard input:1"))
    #expect(try await workspace.asst("fmt", "-", "--fix").status == 64)
  }

  @Test(arguments: [
    "assistants", "examples/minimal", "examples/shared-prompts", "examples/environments",
  ])
  func theRepositoryIsCanonical(project: String) async throws {
    let workspace = try Workspace(project: project, baseURL: "http://127.0.0.1:9")
    let result = try await workspace.asst("fmt", "--check")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.isEmpty)
  }

  @Test func aNewProjectIsCanonical() async throws {
    let workspace = try Workspace(baseURL: "http://127.0.0.1:9")
    #expect(try await workspace.asst("init").status == 0)
    let result = try await workspace.asst("fmt", "--check")
    #expect(result.status == 0, "\(result.output)")
  }
}
