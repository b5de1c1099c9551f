import Foundation
import ResourceModel
import Testing

/// `asst show`
@Suite(.inTurn) struct ShowTests {
  private static let files = ["a.yaml": "assistants:\n  a: { name: One, model: gpt-4o }\n"]

  /// Every form is the one that the plan itself has, and nobody is asked for it.
  @Test(arguments: ["terminal", "json", "markdown", "github", "sarif"])
  func aSavedPlanIsShownOffline(format: String) async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    let made = try await workspace.asst(
      "plan", "--target", "local", "--format", format, "--out", "saved.json")
    #expect(made.status == 0, "\(made.errors)")
    await emulator.stop()

    let shown = try await workspace.asst("show", "saved.json", "--format", format)
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output == made.output)
    #expect(!shown.output.isEmpty)
    let status = try await workspace.asst("show", "saved.json", "--detailed-exitcode").status
    #expect(status == 2)
  }

  /// Options that the plan was made with are in the command that a page names, and that command shows it.
  @Test func thePageNamesTheCommandThatShowsThePlan() async throws {
    let emulator = try EmulatorProcess()
    let assistants = (0..<30).map {
      "  a\($0): { name: One, model: gpt-4o, instructions: \"Say ${var.word}.\" }\n"
    }
    let workspace = try Workspace(
      ["a.yaml": "assistants:\n\(assistants.joined())"], manifest: "variables: { word: hello }",
      baseURL: emulator.baseURL)
    try FileManager.default.moveItem(
      at: workspace.folder.appending(path: "assistants"),
      to: workspace.folder.appending(path: "my infra"))
    let made = try await workspace.asst(
      "plan", "--config", "my infra", "--var", "word=good day", "--exclude", "assistants.a8",
      "--refresh", "full", "--format", "markdown", "--max-size", "3000", "--out", "saved.json")
    #expect(made.status == 0, "\(made.errors)")
    let command =
      "asst plan --config 'my infra' --target local --var 'word=good day' --exclude assistants.a8 "
      + "--refresh full"
    #expect(made.output.contains("`\(command)` shows everything"), "\(made.output)")
    let shown = try await workspace.asst(
      "show", "saved.json", "--format", "markdown", "--max-size", "3000")
    #expect(shown.output == made.output)
    await emulator.stop()
  }

  @Test func aPlanWithoutChangesEndsWithZero() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("apply", "--yes").status == 0)
    #expect(try await workspace.asst("plan", "--out", "saved.json").status == 0)
    await emulator.stop()
    let shown = try await workspace.asst("show", "saved.json", "--detailed-exitcode")
    #expect(shown.status == 0 && shown.output.contains("No changes"), "\(shown.output)")
  }

  @Test func whatIsNoPlanOrOfAnotherTargetIsRefused() async throws {
    let emulator = try EmulatorProcess()
    let workspace = try Workspace(Self.files, baseURL: emulator.baseURL)
    #expect(try await workspace.asst("plan", "--out", "saved.json").status == 0)
    await emulator.stop()
    let other = try await workspace.asst("show", "saved.json", "--target", "production")
    #expect(other.status == 1 && other.errors.contains("error[ASST"), "\(other.errors)")
    let none = try await workspace.asst("show", "assistants/a.yaml")
    #expect(none.status == 1 && none.errors.contains("error[ASST"), "\(none.errors)")
    let size = try await workspace.asst("show", "saved.json", "--max-size", "5000")
    #expect(size.status == 64 && size.errors.contains("--format markdown"), "\(size.errors)")
  }
}
