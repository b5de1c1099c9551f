import PlanRendering
import Planning
import ResourceModel

extension Console {
  /// The plan as a person reads it, as wide as the terminal is.
  func print(_ plan: Plan, _ options: PlanRenderingOptions) {
    var options = options
    options.width = outputWidth
    options.marksWords = !coloursOutput
    print(TerminalPlanRenderer.render(plan, catalogue: .standard, options: options))
  }
}
