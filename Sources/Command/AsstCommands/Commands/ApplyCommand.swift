import ArgumentParser
import Diagnostics
import PlanRendering
import Planning
import ProjectConfiguration

/// `asst apply`: plans, asks, and carries it out.
struct ApplyCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Create and update at the provider what the YAML declares.",
    discussion: """
      Shows the plan, asks, carries it out and writes the IDs to asst.TARGET.lock.json. Without a \
      terminal nothing is asked: --yes is needed, and drift stops the apply before the first write \
      unless --on-drift says what to do with it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup(title: "Planning") var planning: PlanningOptions
  @OptionGroup(title: "Display") var display: DisplayOptions
  @OptionGroup(title: "Applying") var applying: ApplyingOptions

  @Option(
    help: ArgumentHelp(
      "What to do with values that somebody changed outside: ask, fail, overwrite or keep.",
      discussion: "`ask` with a terminal, `fail` without one."))
  var onDrift: DriftPolicy?

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    try await Applying(
      project: project, global: global, applying: applying,
      options: planning.planOptions(targetPrunes: project.target.prune),
      refresh: planning.refresh ?? .list,
      drift: onDrift ?? (context.console.isInteractive ? .ask : .fail), display: display.rendering,
      confirmation: .yes, context: context
    ).run()
  }
}

/// How writing goes: the same for `apply` and `destroy`.
struct ApplyingOptions: ParsableArguments {
  @Flag(help: "Do not ask.")
  var yes = false

  @Option(help: ArgumentHelp("The most requests at a time.", valueName: "n"))
  var parallelism = Connection.defaultParallelism

  @OptionGroup var locking: LockingOptions

  func validate() throws {
    guard (1...64).contains(parallelism) else {
      throw ValidationError("--parallelism takes a number from 1 to 64.")
    }
  }
}

/// What happens to values that somebody else changed.
enum DriftPolicy: String, ExpressibleByArgument, CaseIterable {
  case ask, fail, overwrite, keep
}
