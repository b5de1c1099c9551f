import ArgumentParser
import PlanRendering
import Planning

/// `asst show`: a saved plan, in every form that `asst plan` has.
struct ShowCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a plan that was saved, offline.",
    discussion: """
      Prints what `asst plan --out PLAN` saved, without a look at the provider, so that one plan can \
      become a comment, annotations and a document for policies, and all of them show the same. \
      Target, configuration folder and variables are the plan's own. Warnings are not saved: `asst \
      plan` tells them.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "A plan that `asst plan --out` saved.", completion: .file())
  var plan: String

  @OptionGroup(title: "Display") var display: DisplayOptions
  @OptionGroup var form: PlanFormatOptions

  @Flag(help: "Exit with 2 when there are changes.")
  var detailedExitcode = false

  func validate() throws {
    var given: [String] = []
    if global.givenConfig != nil { given.append("--config") }
    if !global.variables.isEmpty { given.append("--var") }
    guard given.isEmpty else {
      throw ValidationError(
        "A saved plan is shown as it was made, and no file of the project is read, so "
          + "\(given.joined(separator: " and ")) cannot be given with it; give it to `asst plan --out`."
      )
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    var global = global
    let saved = try SavedApply.read(plan, &global, in: context).reviewed
    PlanOutput(
      form: form, onlyDrift: false, rendering: display.rendering, request: saved.request,
      refresh: saved.request.looksAtAllFiles ? .full : nil, context: context
    ).show(saved.plan)
    if detailedExitcode, !saved.plan.isEmpty { throw .silent(2) }
  }
}
