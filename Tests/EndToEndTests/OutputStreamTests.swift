import OrderedCollections
import ResourceModel
import Transport
import Testing

/// What commands print where, and what they say about themselves.
@Suite(.inTurn) struct OutputStreamTests {
  private static let good = ["a.yaml": "assistants:\n  support: { model: gpt-4o }\n"]

  @Test(arguments: [[], ["--no-color"]], ["", "1"])
  func aPipeNeverHasColours(flags: [String], noColor: String) async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.good, baseURL: emulator.baseURL)
    var environment = workspace.environment
    environment["TERM"] = "xterm-256color"
    environment["NO_COLOR"] = noColor.isEmpty ? nil : noColor
    for command in [["plan"], ["apply", "--yes"], ["plan", "--only", "assistants.suport"]] {
      let result = try await Executable.asst.run(
        command + flags, in: workspace.folder, environment: environment)
      #expect(!(result.output + result.errors).isEmpty)
      #expect(!(result.output + result.errors).contains("\u{1B}"))
    }
    await emulator.stop()
  }

  @Test func quietIsDataAndErrors() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(
      Self.good, manifest: "outputs: { ID: assistants.support.id }", baseURL: emulator.baseURL)
    let apply = try await workspace.asst("apply", "--yes", "--quiet")
    #expect(apply.status == 0)
    #expect(apply.errors.isEmpty)
    let output = try await workspace.asst("output", "ID", "--quiet")
    #expect(output.output.hasPrefix("asst_"))
    let unknown = try await workspace.asst("output", "IDS", "--quiet")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("ASST307"))
    await emulator.stop()
  }

  @Test func quietKeepsTheFailuresOfAnApply() async throws {
    let emulator = try EmulatorProcess(["--only-listed-models"])
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n  support: { model: no-such-model }\n"], baseURL: emulator.baseURL)
    let apply = try await workspace.asst("apply", "--yes", "--quiet")
    #expect(apply.status == 1)
    #expect(apply.errors.contains("assistants.support"))
    #expect(apply.errors.contains("no-such-model"))
    await emulator.stop()
  }

  @Test func dataForProgramsStandsAlone() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.good, baseURL: emulator.baseURL)
    try await emulator.call(.post, "/assistants", ["model": "gpt-4o", "name": "support"])
    let plan = try await workspace.asst("plan", "--format", "json", "--verbose")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(plan.errors.contains("GET /v1/assistants"))
    #expect(try JSONParser.parse(plan.output)["format_version"]?.string == "1.0")
    await emulator.stop()
  }

  // MARK: - Without a server

  @Test(arguments: ["bash", "zsh", "fish"]) func completions(shell: String) async throws {
    let workspace = try Workspace(baseURL: "http://127.0.0.1:1/v1")
    let result = try await workspace.asst("--generate-completion-script", shell)
    #expect(result.status == 0, "\(result.errors)")
    for word in ["validate", "detailed-exitcode", "on-drift"] {
      #expect(result.output.contains(word))
    }
    #expect(result.errors.isEmpty)
  }

  @Test func versionAndHelp() async throws {
    let workspace = try Workspace(baseURL: "http://127.0.0.1:1/v1")
    let version = try await workspace.asst("--version")
    #expect(version.status == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    let help = try await workspace.asst("--help")
    #expect(help.status == 0)
    for word in [
      "init", "validate", "plan", "apply", "destroy", "output", "state", "explain", "schema",
      "import", "recover",
    ] {
      #expect(help.output.contains("  \(word) "))
    }
  }

  @Test func strictTakesWarningsForErrors() async throws {
    let workspace = try Workspace(
      Self.good, manifest: "include: [nothing-here/*.yaml]", baseURL: "http://127.0.0.1:1/v1")
    let lenient = try await workspace.asst("validate")
    #expect(lenient.status == 0, "\(lenient.errors)")
    #expect(lenient.errors.contains("warning[ASST073]"))
    #expect(lenient.output.contains("is valid: 1 assistant"))
    let strict = try await workspace.asst("validate", "--strict")
    #expect(strict.status == 1)
    #expect(strict.errors.contains("ASST073"))
    #expect(!strict.output.contains("is valid"))
    try workspace.edit("asst.yaml", "include: [nothing-here/*.yaml]", "")
    #expect(try await workspace.asst("validate", "--strict").status == 0)
  }
}
