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
  let format: PlanFormat
  let onlyDrift: Bool
  var rendering: PlanRenderingOptions
  /// In bytes; nil for what a pull request takes.
  let maxSize: Int?
  let isPruning: Bool
  let global: GlobalOptions
  let context: CommandContext

  /// Prints the plan and tells its warnings and errors; an error ends the command.
  func tell(_ prepared: PreparedPlan) throws(CommandFailure) {
    var rendering = rendering
    rendering.showsOnlyDrift = onlyDrift
    let console = context.console
    switch format {
    case .terminal: prepared.show(on: console, rendering)
    case .json:
      let shown = onlyDrift ? prepared.plan.onlyDrift() : prepared.plan
      let document = JSONPlanRenderer.render(shown, catalogue: .standard)
      console.printRaw(JSONWriter.string(document, .indented) + "\n")
    case .markdown:
      console.printRaw(
        MarkdownPlanRenderer.render(
          prepared.plan, problems: prepared.problems, options: rendering,
          markdown: markdown(for: prepared.project)))
    case .github, .sarif:
      // The report has the warnings and errors too.
      tellReport(on: prepared)
      prepared.tellSuperseded(console)
      if prepared.problems.hasErrors { throw .silent(1) }
      return
    }
    try prepared.tellProblems(console)
  }

  /// Tells why there is no plan, where the form has a place for it; returns what is still to be told.
  func tell(_ failure: CommandFailure, planning project: LoadedProject? = nil) -> CommandFailure {
    guard !failure.diagnostics.isEmpty else { return failure }
    switch format {
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
          plan, problems: failure.diagnostics, markdown: markdown(for: project)))
      return failure
    case .github, .sarif:
      print(report: failure.diagnostics)
      return .silent(failure.exitCode)
    }
  }

  // MARK: - Markdown

  private func markdown(for project: LoadedProject) -> MarkdownOptions {
    var words = ["asst", "plan"]
    if global.config != GlobalOptions.usualFolder { words += ["--config", quoted(global.config)] }
    words += ["--target", project.target.name]
    if isPruning { words.append("--prune") }
    if onlyDrift { words.append("--only-drift") }
    var options = MarkdownOptions(command: words.joined(separator: " "))
    options.size = maxSize ?? options.size
    return options
  }

  /// As a shell takes it for one word.
  private func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "-")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  // MARK: - Reports

  private func tellReport(on prepared: PreparedPlan) {
    let plan = onlyDrift ? prepared.plan.onlyDrift() : prepared.plan
    let changes = PlanFindings.of(plan, manifest: manifest)
    print(report: prepared.problems + changes)
    if format == .github {
      let sentence = PlanCounts(plan).sentence(.planned)
      context.console.note(
        WorkflowCommand.inert("Plan for \(plan.project) → \(plan.target): \(sentence)."))
    }
  }

  private func print(report findings: [Diagnostic]) {
    let report = DiagnosticReport(
      findings,
      rules: RuleIndex.all.map { ReportRule($0) }
        + PlannedChangeRule.allCases.map { ReportRule($0) },
      paths: context.reportPaths(configuration: global.config), toolVersion: Version.text)
    let form = format == .sarif ? ReportFormat.sarif : .github
    context.console.printRaw(form.render(report))
  }

  private var manifest: String {
    context.reportPaths(configuration: global.config).fallback
  }
}

extension ReportRule {
  init(_ rule: PlannedChangeRule) {
    self.init(code: rule.code, name: rule.name, summary: rule.summary, severity: rule.severity)
  }
}
