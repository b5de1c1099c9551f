import ArgumentParser
import OrderedCollections
import ProjectConfiguration
import Reconciliation
import ResourceModel
import StateStorage
import Testing

@testable import AsstCommands

/// A new project is valid as it is, and needs nothing from the environment.
@Suite struct ProjectTemplateTests {
  private static func project() throws -> (TemporaryFolder, LoadedProject) {
    let folder = try TemporaryFolder()
    for file in ProjectTemplate(project: "fresh").files {
      try folder.write("assistants/\(file.path)", file.text)
    }
    let context = CommandContext(
      console: CapturedConsole().console(), environment: [:], workingDirectory: folder.path)
    return (folder, try LoadedProject.load(try GlobalOptions.parse([]), in: context))
  }

  @Test(arguments: [("shop", "shop"), ("2026", "\"2026\""), ("true", "\"true\""), ("-", "\"-\"")])
  func aNameIsQuotedWhereYAMLNeedsIt(name: String, written: String) throws {
    let manifest = try #require(ProjectTemplate(project: name).files.first)
    #expect(manifest.text.split(separator: "\n").contains { $0 == "project: \(written)" })
  }

  @Test func itIsValidWithoutAWarning() throws {
    let (_, project) = try Self.project()
    #expect(project.findings.isEmpty)
    #expect(project.desired.project == "fresh")
    #expect(project.target.name == "local")
    let assistant = try #require(
      project.desired.resources[Address(collection: "assistants", key: "assistant")])
    #expect(assistant.attributes[AttributePath("instructions")] != nil)
    #expect(project.desired.outputs["OPENAI_ASSISTANT_ID"]?.address == assistant.address)
  }

  @Test func itConnectsWithoutAnEnvironment() throws {
    let (_, project) = try Self.project()
    let settings = try ConnectionSettings(project.target, environment: [:])
    #expect(settings.baseURL == "http://127.0.0.1:8787/v1")
    #expect(settings.apiKey?.isEmpty == false)
  }

  @Test func theLockFileOfTheEmulatorIsNotCommitted() throws {
    let ignored = try #require(
      ProjectTemplate(project: "fresh").files.first { $0.path == ".gitignore" })
    let lines = ignored.text.split(separator: "\n").map(String.init)
    #expect(lines.contains(LockFile.name(target: "local")))
    #expect(!lines.contains { $0.contains("*") })
  }

  /// Editors find the schemas beside the files.
  @Test func filesNameTheirSchemas() throws {
    let files = ProjectTemplate(project: "fresh").files
    for file in files where file.path.hasSuffix(".yaml") {
      let line = try #require(file.text.split(separator: "\n").first)
      let path = try #require(line.split(separator: "=").last)
      #expect(line.hasPrefix("# yaml-language-server: $schema="))
      #expect(ProjectTemplate.schemas.contains { $0.path == path }, "\(path)")
    }
    let ignored = try #require(files.first { $0.path == ".gitignore" })
    #expect(!ignored.text.contains(".schemas"))
  }
}
