import Foundation
import OrderedCollections
import ResourceModel
import TestSupport
import Testing

/// What is wrong is told with its place and a fix, exit status 1 (64 for usage), nothing sent,
/// nothing lost.
@Suite(.inTurn) struct BadInputTests {
  private static let good = "assistants:\n  support: { model: gpt-4o }\n"

  @Test func everyMistakeIsToldAtOnceAndNothingIsSent() async throws {
    let server = try ScriptedServer.start { _ in .closeWithoutAnswer }
    let workspace = try Workspace(
      [
        "a.yaml": """
        assistants:
          support:
            modle: gpt-4o
            temperature: 3
            tools: [{ type: file_search, vector_stores: [manual] }]
        vector_stores:
          manuals: { name: Manuals }
        """
      ], baseURL: server.baseURL)
    for command in ["validate", "plan"] {
      let result = try await workspace.asst(command)
      #expect(result.status == 1)
      #expect(result.errors.contains("--> assistants/a.yaml:3:5"))
      #expect(result.errors.contains("    modle: gpt-4o\n"))
      #expect(result.errors.contains("^^^^^"))
      #expect(result.errors.contains("a.yaml:4:18"))
      #expect(result.errors.contains("manuals"))
    }
    #expect(server.requests.isEmpty)
    server.stop()
  }

  @Test(arguments: [
    (["plan", "--frobnicate"], "frobnicate"), (["frob"], "frob"),
    (["plan", "--only", "support"], "assistants.support"),
    (["plan", "--context", "-1"], "context"),
    (["apply", "--on-drift", "maybe"], "overwrite"), (["plan", "--var", "x"], "NAME=VALUE"),
    (["output", "--format", "raw"], "NAME"),
  ])
  func wrongUsageIs64(arguments: [String], hint: String) async throws {
    let workspace = try Workspace(["a.yaml": Self.good], baseURL: "http://127.0.0.1:9")
    let result = try await Executable.asst.run(
      arguments, in: workspace.folder, environment: workspace.environment)
    #expect(result.status == 64)
    #expect(result.errors.contains(hint), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func anUnknownTargetNamesTheKnownOnes() async throws {
    let workspace = try Workspace(["a.yaml": Self.good], baseURL: "http://127.0.0.1:9")
    let result = try await workspace.asst("plan", "--target", "locale")
    #expect(result.status == 1)
    #expect(result.errors.contains("local"))
  }

  @Test func anUnsetCredentialIsToldBeforeConnecting() async throws {
    let workspace = try Workspace(["a.yaml": Self.good], baseURL: "http://127.0.0.1:9")
    try workspace.edit("asst.yaml", "env.ASST_API_KEY", "env.NO_SUCH_KEY")
    #expect(try await workspace.asst("validate").status == 0)
    let result = try await workspace.asst("plan")
    #expect(result.status == 1)
    #expect(result.errors.contains("NO_SUCH_KEY"))
    #expect(result.errors.contains("asst.yaml:6"))
  }

  @Test func withoutATerminalNothingIsAsked() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.good], baseURL: emulator.baseURL)
    let result = try await workspace.asst("apply")
    #expect(result.status == 1)
    #expect(result.errors.contains("--yes"))
    #expect(try await emulator.objects("assistants").isEmpty)
    #expect(!workspace.exists("asst.local.lock.json"))
    await emulator.stop()
  }

  /// Where an error left nothing to plan, nobody is told that nothing would change.
  @Test func aSelectionThatDoesNotExistIsNoEmptyPlan() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.good], baseURL: emulator.baseURL)
    let result = try await workspace.asst("plan", "--only", "assistants.suport")
    #expect(result.status == 1)
    #expect(result.errors.contains("assistants.support"))
    #expect(result.output.isEmpty)
    await emulator.stop()
  }

  @Test func aLockFileThatCannotBeUsedChangesNothing() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(["a.yaml": Self.good], baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    let lock = try workspace.read("asst.local.lock.json")
    let broken = [
      (String(lock.prefix(lock.count / 2)), "damaged"), ("", "damaged"),
      (lock.replacingOccurrences(of: "\"format\": 1", with: "\"format\": 9"), "newer version"),
      (lock.replacingOccurrences(of: "\"test\"", with: "\"other\""), "another project"),
      (lock.replacingOccurrences(of: "127.0.0.1", with: "localhost"), "another provider address"),
    ]
    for (text, words) in broken {
      try workspace.write("asst.local.lock.json", text)
      let result = try await workspace.asst("apply", "--yes")
      #expect(result.status == 1)
      #expect(result.errors.contains(words), "\(result.errors)")
      #expect(try workspace.read("asst.local.lock.json") == text)
    }
    #expect(try await emulator.objects("assistants").count == 1)
    await emulator.stop()
  }
}
