import Foundation
import OrderedCollections
import ResourceModel
import Testing

/// An apply of a saved plan that is killed is finished by applying the same plan again.
@Suite(.inTurn) struct SavedPlanCrashTests {
  /// A second state of the project: a prompt, a file that is replaced, one that leaves, another that
  /// comes, a store that is new, and an assistant that goes.
  private static let before =
    KnowledgeProject.stores + "\n" + KnowledgeProject.assistants
    + "\n  old: { name: Old, model: gpt-4o }\n"
  private static let after =
    KnowledgeProject.stores + "\n  more: { name: More, files: [data/prices.csv.md] }\n"
    + KnowledgeProject.assistants
    + "\n  fresh:\n    model: gpt-4o\n    tools: [{ type: file_search, vector_stores: [more] }]\n"

  private func project() async throws -> KnowledgeProject {
    let project = try KnowledgeProject(["a.yaml": Self.before])
    try await project.apply()
    try project.workspace.write(
      "a.yaml",
      Self.after.replacing("support:\n    model: gpt-4o", with: "support:\n    model: gpt-4.1"))
    try project.workspace.edit("knowledge/kettle.md", "whistle", "trumpet")
    try project.workspace.remove("knowledge/toaster.md")
    try project.workspace.write("knowledge/oven.md", "# Oven\n\nBakes.\n")
    try project.workspace.write("data/prices.csv.md", "# Prices\n\nThirty.\n")
    let plan = try await project.workspace.asst("plan", "--prune", "--out", "p.json")
    #expect(plan.status == 0, "\(plan.errors)")
    return project
  }

  private func apply(
    _ project: KnowledgeProject, crash: String? = nil
  ) async throws -> Finished {
    try await project.workspace.asst(
      "apply", "p.json", "--parallelism", "1",
      adding: ["ASST_SETTLE_SECONDS": "0"].merging(crash.map { ["ASST_CRASH_AT": $0] } ?? [:]) {
        $1
      })
  }

  /// What there is in the end, without IDs.
  private func outcome(_ project: KnowledgeProject) async throws -> [String] {
    let emulator = project.emulator
    return try await emulator.owners(of: "assistants").sorted()
      + emulator.owners(of: "vector_stores").sorted() + emulator.fileNames().sorted()
  }

  private func expected() async throws -> (points: Int, outcome: [String]) {
    let project = try await project()
    let whole = try await apply(project, crash: "count")
    #expect(whole.status == 0, "\(whole.errors)")
    try await expectEmptyPlan(project.workspace)
    let count = whole.errors.split(separator: "crash points: ").last
      .flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    let result = (try #require(count), try await outcome(project))
    await project.emulator.stop()
    return result
  }

  /// A sample; `make chaos` tries every point of many more plans.
  @Test func killedAnywhereItIsFinishedByTheSamePlan() async throws {
    let (points, outcome) = try await expected()
    #expect(points > 60)
    for point in stride(from: 1, through: points, by: 9) {
      let project = try await project()
      let killed = try await apply(project, crash: "\(point)")
      if killed.status == 0 {
        // How often it asks whether files are indexed is the host's matter: a run may have fewer points.
        #expect(point * 2 > points, "point \(point) of \(points)")
        await project.emulator.stop()
        break
      }
      #expect(killed.status == SIGKILL, "point \(point) of \(points)")
      let again = try await apply(project)
      #expect(again.status == 0, "point \(point): \(again.output)\(again.errors)")
      #expect(try await self.outcome(project) == outcome, "point \(point)")
      try await expectEmptyPlan(project.workspace)
      let third = try await apply(project)
      #expect(third.status == 0 && third.output.contains("No changes"), "point \(point)")
      await project.emulator.stop()
    }
  }
}
