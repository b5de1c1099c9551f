import ArgumentParser
import Diagnostics
import Reconciliation
import StateStorage
import Testing

@testable import AsstCommands

/// From the files of a folder to a project, or to all that is wrong with it.
@Suite struct LoadedProjectTests {
  private static let manifest = """
    project: test
    targets:
      local: { provider: assistants-v2, base_url: "http://127.0.0.1:1/v1" }
      guarded:
        provider: assistants-v2
        base_url: ${env.NO_URL}
        api_key: ${env.NO_KEY}
        headers: { OpenAI-Project: "${env.NO_PROJECT}" }
    default_target: local

    """
  private static let assistants = "assistants:\n  support: { model: gpt-4o }\n"

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder([
      "assistants/asst.yaml": Self.manifest, "assistants/a.yaml": Self.assistants,
    ])
  }

  private func context(_ captured: CapturedConsole = CapturedConsole()) -> CommandContext {
    CommandContext(console: captured.console(), environment: [:], workingDirectory: folder.path)
  }

  private func load(_ arguments: String...) throws -> LoadedProject {
    try LoadedProject.load(try GlobalOptions.parse(arguments), in: context())
  }

  /// What the command says when it fails.
  private func failure<Command: ContextCommand>(
    of command: Command.Type, _ arguments: String...
  ) async throws -> CommandFailure? {
    let command = try Command.parse(arguments)
    return await #expect(throws: CommandFailure.self) { try await command.run(context()) }
  }

  @Test func theLockFileStandsBesideTheManifest() throws {
    #expect(try load().systemFolder == folder.full("assistants"))
    #expect(
      try load("--target", "guarded", "--config", folder.full("assistants")).openLock().path
        == folder.full("assistants/asst.guarded.lock.json"))
  }

  @Test(arguments: [
    ("assistants", "assistants/a.yaml"), ("assistants/", "assistants/a.yaml"),
    ("./assistants", "./assistants/a.yaml"),
  ])
  func messagesNameFilesAsTheyWereTyped(config: String, file: String) throws {
    try folder.write("assistants/a.yaml", "assistants:\n  support: {}\n")
    let failure = #expect(throws: CommandFailure.self) { try load("--config", config) }
    #expect(failure?.diagnostics.map { $0.span?.location.path } == [file])
    #expect(failure?.exitCode == 1)
  }

  @Test func everyMissingVariableIsToldAtOnce() throws {
    let target = try load("--target", "guarded").target
    let failure = #expect(throws: CommandFailure.self) {
      try ConnectionSettings(target, environment: [:])
    }
    let told = failure?.diagnostics.map(\.detail).joined(separator: "\n") ?? ""
    for name in ["NO_URL", "NO_KEY", "NO_PROJECT"] { #expect(told.contains(name)) }
    let settings = try ConnectionSettings(
      target,
      environment: ["NO_URL": "http://127.0.0.1:2/v1", "NO_KEY": "k", "NO_PROJECT": "p"])
    #expect(settings.apiKey == "k")
  }

  @Test func nothingRecordedIsNoError() async throws {
    let captured = CapturedConsole()
    try await StateListCommand.parse([]).run(context(captured))
    #expect(captured.output.isEmpty)
    #expect(captured.errors.contains("Nothing is recorded for target local"))
    #expect(
      try await failure(of: StateShowCommand.self, "assistants.support")?.diagnostics.map(\.code)
        == ["ASST309"])
  }

  @Test func validateCountsWhatItRead() async throws {
    try folder.write("assistants/b.yaml", "vector_stores:\n  one: { name: One }\n  two: {}\n")
    let captured = CapturedConsole()
    try await ValidateCommand.parse([]).run(context(captured))
    #expect(captured.output.contains("1 assistant, 2 vector stores, for target local"))
    #expect(captured.errors.isEmpty)
  }

  /// A hint is for whoever writes the files; before a plan it would hide what matters there.
  @Test func hintsAreToldByValidateAlone() async throws {
    try folder.write(
      "assistants/b.yaml",
      """
      assistants:
        b:
          model: m
          tools:
            - function: { name: f, description: x, parameters: { type: object, properties: { a: {} } } }
            - function: { name: g }

      """)
    #expect(try load().findings.map(\.code) == ["ASST095"])
    let captured = CapturedConsole()
    let validate = try ValidateCommand.parse([])
    try await validate.run(context(captured))
    #expect(captured.errors.contains("hint[ASST102]"))
    #expect(captured.errors.contains("warning[ASST095]"))
    let options = try GlobalOptions.parse(["--target", "nowhere"])
    let failure = #expect(throws: CommandFailure.self) {
      try LoadedProject.load(options, in: context())
    }
    #expect(failure?.diagnostics.contains { $0.severity == .hint } == false)
  }
}
