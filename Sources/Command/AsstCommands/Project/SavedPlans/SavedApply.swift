import Planning
import ProjectConfiguration
import ResourceModel

/// A saved plan that is to be applied, and the flags that follow from it.
struct SavedApply: Sendable {
  let file: String
  let reviewed: ReviewedPlan

  /// `--target` and `--var` are the plan's own, so that nobody has to repeat them; another target that
  /// is given all the same refuses the plan.
  static func read(
    _ file: String, _ global: inout GlobalOptions, in context: CommandContext
  ) throws(CommandFailure) -> SavedApply {
    let saved = SavedApply(
      file: file, reviewed: try SavedPlanFile(file, in: context).read())
    let target = saved.reviewed.plan.target
    if let given = global.target, given != target {
      throw CommandFailure([SavedPlanProblems.otherTarget(file, target, given)])
    }
    global.target = target
    global.variables = saved.reviewed.request.variables.map {
      VariableArgument(name: $0.key, value: $0.value)
    }
    return saved
  }

  func check(_ project: LoadedProject) throws(CommandFailure) {
    let (found, expected) = (reviewed.plan.project, project.desired.project)
    guard found == expected else {
      throw CommandFailure([SavedPlanProblems.otherProject(file, found, expected)])
    }
  }

  func check(_ origin: Origin) throws(CommandFailure) {
    guard reviewed.plan.origin == origin else {
      throw CommandFailure([SavedPlanProblems.otherOrigin(file, reviewed.plan.origin, origin)])
    }
  }

  var refresh: RefreshMode { reviewed.request.looksAtAllFiles ? .full : .list }
}
