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

      With a PLAN that `asst plan --out PLAN` saved, exactly that is applied, and nothing is asked: the \
      review was the consent, also to drift that the plan shows. The checkout has to be the one that \
      was planned. A resource that was changed since, there or at the provider, is refused with its \
      reason, and with it what depends on it; the rest is applied, and the status is 1. Target and \
      variables are the plan's own. Applying the same plan again does what is left of it.

      --format json prints one event a line for programs; `asst schema events` describes them.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: "A plan that `asst plan --out` saved; without one a plan is made.",
    completion: .file())
  var plan: String?

  @OptionGroup(title: "Planning") var planning: PlanningOptions
  @OptionGroup(title: "Display") var display: DisplayOptions
  @OptionGroup(title: "Applying") var applying: ApplyingOptions

  @Option(
    help: ArgumentHelp(
      "What to do with values that somebody changed outside: ask, fail, overwrite or keep.",
      discussion: "`ask` with a terminal, `fail` without one."))
  var onDrift: DriftPolicy?

  func validate() throws {
    guard plan != nil else { return }
    var given = planning.given
    if onDrift != nil { given.append("--on-drift") }
    if !global.variables.isEmpty { given.append("--var") }
    guard given.isEmpty else {
      throw ValidationError(
        "A saved plan is applied as it is, so \(given.joined(separator: ", ")) cannot be given with "
          + "it; give it to `asst plan --out`.")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    try await ApplyOutput.run(applying.format, of: "apply", global, in: context) {
      (context, events) async throws(CommandFailure) in
      try await run(context, events)
    }
  }

  private func run(
    _ context: CommandContext, _ events: ApplyEventStream?
  ) async throws(CommandFailure) {
    var global = global
    let saved = try plan.map { file throws(CommandFailure) in
      try SavedApply.read(file, &global, in: context)
    }
    let project = try LoadedProject.load(global, in: context)
    try saved?.check(project)
    try await Applying(
      project: project, global: global, applying: applying,
      options: planning.planOptions(targetPrunes: project.target.prune),
      refresh: saved?.refresh ?? planning.refresh ?? .list,
      drift: onDrift ?? (context.console.isInteractive ? .ask : .fail), display: display.rendering,
      confirmation: .yes, saved: saved, events: events, context: context
    ).run()
  }
}

/// How writing goes: the same for `apply` and `destroy`.
struct ApplyingOptions: ParsableArguments {
  @Flag(help: "Do not ask.")
  var yes = false

  @Option(help: ArgumentHelp("The most requests at a time.", valueName: "n"))
  var parallelism = Connection.defaultParallelism

  @Option(help: "How to tell what is done; json is one event a line, for programs.")
  var format = ApplyFormat.terminal

  @OptionGroup var locking: LockingOptions

  func validate() throws {
    guard (1...64).contains(parallelism) else {
      throw ValidationError("--parallelism takes a number from 1 to 64.")
    }
  }
}

enum ApplyFormat: String, ExpressibleByArgument, CaseIterable {
  case terminal, json
}

/// What happens to values that somebody else changed.
enum DriftPolicy: String, ExpressibleByArgument, CaseIterable {
  case ask, fail, overwrite, keep
}
