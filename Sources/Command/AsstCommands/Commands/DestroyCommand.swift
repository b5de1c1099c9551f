import ArgumentParser
import PlanRendering
import Planning
import ResourceModel

/// `asst destroy`: deletes what the project owns at a target.
struct DestroyCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy", abstract: "Delete everything that the project owns at a target.",
    discussion: """
      Deletes what the lock file records and what carries this project's marker, after asking. \
      Objects of others are never touched, and `lifecycle: { protect: true }` is respected.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup(title: "Applying") var applying: ApplyingOptions

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp("Only this resource; may be repeated.", valueName: "address"),
    transform: AddressArgument.read)
  var only: [Address] = []

  func run(_ context: CommandContext) async throws(CommandFailure) {
    try await ApplyOutput.run(applying.format, of: "destroy", global, in: context) {
      (context, events) async throws(CommandFailure) in
      try await run(context, events)
    }
  }

  private func run(
    _ context: CommandContext, _ events: ApplyEventStream?
  ) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    var options = PlanOptions()
    options.destroys = true
    options.only = only.isEmpty ? nil : Set(only)
    try await Applying(
      project: project, global: global, applying: applying, options: options, drift: .overwrite,
      display: PlanRenderingOptions(), confirmation: .typed(project.desired.project),
      events: events, context: context
    ).run()
  }
}
