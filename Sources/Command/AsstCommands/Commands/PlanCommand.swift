import ArgumentParser
import PlanRendering
import Planning
import ProjectConfiguration
import ResourceModel

/// `asst plan`: shows what an apply would do.
struct PlanCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what would change at the provider.",
    discussion: """
      Compares the YAML with the lock file and with what exists, and changes nothing. With \
      --detailed-exitcode the status is 2 when there are changes, 0 when there are none.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case terminal, json
  }

  @OptionGroup var global: GlobalOptions
  @OptionGroup(title: "Planning") var planning: PlanningOptions
  @OptionGroup(title: "Display") var display: DisplayOptions

  @Option(help: "How to print the plan.")
  var format = Format.terminal

  @Flag(help: "Exit with 2 when there are changes; with --only-drift, when there is drift.")
  var detailedExitcode = false

  @Flag(help: "Show only what somebody changed outside: drift, conflicts, what is gone, and notes.")
  var onlyDrift = false

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    let options = planning.planOptions(targetPrunes: project.target.prune)
    let prepared = try await Connection.use(project, options: global, in: context) {
      (connection) async throws(CommandFailure) in
      try await PreparedPlan.prepare(
        project, connection: connection, options: options, refresh: planning.refresh ?? .fewest)
    }
    switch format {
    case .terminal:
      var rendering = display.rendering
      rendering.showsOnlyDrift = onlyDrift
      prepared.show(on: context.console, rendering)
    case .json:
      let shown = onlyDrift ? prepared.plan.onlyDrift() : prepared.plan
      let document = JSONPlanRenderer.render(shown, catalogue: .standard)
      context.console.printRaw(JSONWriter.string(document, .indented) + "\n")
    }
    try prepared.tellProblems(context.console)
    let isNews = onlyDrift ? prepared.plan.hasDrift : !prepared.plan.isEmpty
    if detailedExitcode, isNews { throw .silent(2) }
  }
}
