import ArgumentParser
import DiagnosticReports
import Diagnostics
import PlanRendering
import Planning
import ProjectConfiguration
import ResourceModel

/// The forms in which a plan is printed.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  case terminal, json, markdown, github, sarif
}

/// Where a plan goes: the one place that knows what each form of it tells, and where.
struct PlanOutput: Sendable {
  let form: PlanFormatOptions
  let onlyDrift: Bool
  var rendering: PlanRenderingOptions
  /// What the plan was asked for.
  var request: PlanRequest
  /// What `--refresh` said.
  let refresh: RefreshMode?
  let context: CommandContext

  /// Prints the plan and tells its warnings and errors; an error ends the command.
  func tell(_ prepared: PreparedPlan) throws(CommandFailure) {
    let console = context.console
    switch form.format {
    case .terminal: prepared.show(on: console, shownRendering)
    case .json, .markdown: show(prepared.plan, problems: prepared.problems)
    case .github, .sarif:
      // The report has the warnings and errors too.
      show(prepared.plan, problems: prepared.problems)
      prepared.tellSuperseded(console)
      if prepared.problems.hasErrors { throw .silent(1) }
      return
    }
    try prepared.tellProblems(console)
  }

  /// Prints a plan by itself, as one that was saved.
  func show(_ plan: Plan, problems: [Diagnostic] = []) {
    let console = context.console
    switch form.format {
    case .terminal: console.print(plan, shownRendering)
    case .json:
      let shown = onlyDrift ? plan.onlyDrift() : plan
      let report = self.report(on: problems)
      let document = JSONPlanRenderer.render(
        shown, isErrored: problems.hasErrors,
        diagnostics: report.findings.map { JSONReport.value(of: $0, report) })
      console.printRaw(JSONWriter.string(document, .indented) + "\n")
    case .markdown:
      console.printRaw(
        MarkdownPlanRenderer.render(
          plan, problems: problems, options: shownRendering,
          markdown: markdown(target: plan.target)))
    case .github, .sarif: tellReport(on: plan, problems)
    }
  }

  private var shownRendering: PlanRenderingOptions {
    var rendering = rendering
    rendering.showsOnlyDrift = onlyDrift
    return rendering
  }

  /// Tells why there is no plan, where the form has a place for it; returns what is still to be told.
  func tell(_ failure: CommandFailure, planning project: LoadedProject? = nil) -> CommandFailure {
    guard !failure.diagnostics.isEmpty else { return failure }
    switch form.format {
    case .terminal, .json: return failure
    case .markdown:
      // A comment on a pull request must not go on showing an earlier plan. Without a project there is
      // no name to find it by.
      guard let project else { return failure }
      let plan = Plan(
        project: project.desired.project, target: project.target.name,
        origin: Origin(baseURL: "", organization: nil))
      context.console.printRaw(
        MarkdownPlanRenderer.render(
          plan, problems: failure.diagnostics, markdown: markdown(target: plan.target)))
      return failure
    case .github, .sarif:
      print(report: failure.diagnostics)
      return .silent(failure.exitCode)
    }
  }

  // MARK: - Markdown

  private func markdown(target: String) -> MarkdownOptions {
    let shown = ShownCommand(
      request: request, target: target, refresh: refresh, onlyDrift: onlyDrift)
    var options = MarkdownOptions(command: shown.base, selection: shown.selection)
    options.size = form.maxSize ?? options.size
    return options
  }

  // MARK: - Reports

  private func tellReport(on whole: Plan, _ problems: [Diagnostic]) {
    let plan = onlyDrift ? whole.onlyDrift() : whole
    let changes = PlanFindings.of(plan, manifest: manifest)
    print(report: problems + changes)
    if form.format == .github {
      let sentence = PlanCounts(plan).sentence(.planned)
      context.console.note(
        WorkflowCommand.inert("Plan for \(plan.project) → \(plan.target): \(sentence)."))
    }
  }

  private func report(on findings: [Diagnostic]) -> DiagnosticReport {
    DiagnosticReport(
      findings,
      rules: RuleIndex.all.map { ReportRule($0) }
        + PlannedChangeRule.allCases.map { ReportRule($0) },
      paths: context.reportPaths(configuration: request.configuration), toolVersion: Version.text)
  }

  private func print(report findings: [Diagnostic]) {
    let format = form.format == .sarif ? ReportFormat.sarif : .github
    context.console.printRaw(format.render(report(on: findings)))
  }

  private var manifest: String {
    context.reportPaths(configuration: request.configuration).fallback
  }
}

extension ReportRule {
  init(_ rule: PlannedChangeRule) {
    self.init(code: rule.code, name: rule.name, summary: rule.summary, severity: rule.severity)
  }
}
