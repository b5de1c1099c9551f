import ArgumentParser
import PlanRendering
import Planning
import ProjectConfiguration

/// `asst plan`: shows what an apply would do.
struct PlanCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what would change at the provider.",
    discussion: """
      Compares the YAML with the lock file and with what exists, and changes nothing. With \
      --detailed-exitcode the status is 2 when there are changes, 0 when there are none.

      --out FILE saves the plan, so that `asst apply FILE` applies exactly what was reviewed. The \
      file holds the texts of prompts, and only its owner may read it. It is written whatever \
      --format prints, unless there are errors.

      --format json is a document for programs, markdown a comment for a pull request, github are \
      annotations for a workflow on GitHub, sarif is SARIF 2.1.0 for code scanning and editors. They \
      go to standard output.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup(title: "Planning") var planning: PlanningOptions
  @OptionGroup(title: "Display") var display: DisplayOptions

  @OptionGroup var form: PlanFormatOptions

  @Option(
    help: ArgumentHelp("Save the plan for `asst apply FILE`.", valueName: "file"),
    completion: .file())
  var out: String?

  @Flag(help: "Exit with 2 when there are changes; with --only-drift, when there is drift.")
  var detailedExitcode = false

  @Flag(
    help: ArgumentHelp(
      "Show only what somebody changed outside: drift, conflicts, what is gone, and notes.",
      discussion:
        "What would keep an apply from writing, as when all that is recorded is gone, is a warning."
    ))
  var onlyDrift = false

  func validate() throws {
    if out != nil, onlyDrift {
      throw ValidationError("--only-drift shows a part of a plan, and --out saves all of it.")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let file = out.map { SavedPlanFile($0, in: context) }
    try file?.checkReplaceable()
    let options: PlanOptions
    var output = PlanOutput(
      form: form, onlyDrift: onlyDrift, rendering: display.rendering,
      request: PlanRequest(
        configuration: global.config, looksAtAllFiles: planning.refresh == .full,
        variables: global.variableValues),
      refresh: planning.refresh, context: context)
    let project: LoadedProject
    let prepared: PreparedPlan
    do throws(CommandFailure) {
      project = try LoadedProject.load(global, in: context)
    } catch {
      throw output.tell(error)
    }
    do throws(CommandFailure) {
      options = planning.planOptions(
        targetPrunes: project.target.prune, onlyLooks: onlyDrift)
      output.request.options = options
      prepared = try await Connection.use(project, options: global, in: context) {
        (connection) async throws(CommandFailure) in
        try await PreparedPlan.prepare(
          project, connection: connection, options: options, refresh: planning.refresh ?? .fewest)
      }
    } catch {
      throw output.tell(error, planning: project)
    }
    try output.tell(prepared)
    if let file {
      try file.write(prepared.reviewed(output.request))
      context.console.note("Saved to \(file.shown), with the texts of prompts; apply it with:")
      context.console.note("  \(ShownCommand.apply(file.shown, in: global.config))")
    }
    let isNews = onlyDrift ? prepared.plan.hasDrift : !prepared.plan.isEmpty
    if detailedExitcode, isNews { throw .silent(2) }
  }
}
