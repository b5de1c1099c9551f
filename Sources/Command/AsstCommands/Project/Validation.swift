import DiagnosticReports
import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel

/// What an offline check of the files found: reported whole, whether they can be used or not.
struct Validation: Sendable {
  /// In reading order, with the severities that count.
  let findings: [Diagnostic]
  /// Nil when the files have errors of their own.
  private let project: LoadedProject?
  private let options: GlobalOptions

  /// `isStrict` makes errors of warnings.
  static func run(
    _ options: GlobalOptions, isStrict: Bool, in context: CommandContext
  ) -> Validation {
    var (project, findings): (LoadedProject?, [Diagnostic])
    do throws(CommandFailure) {
      let loaded = try LoadedProject.load(options, hints: true, in: context)
      (project, findings) = (loaded, loaded.findings)
    } catch {
      (project, findings) = (nil, error.diagnostics)
    }
    if isStrict {
      for index in findings.indices where findings[index].severity == .warning {
        findings[index].severity = .error
      }
    }
    return Validation(findings: findings, project: project, options: options)
  }

  var isValid: Bool { project != nil && !findings.hasErrors }

  /// One line: what the project holds, or how much is wrong with it.
  var summary: String {
    guard isValid, let project else {
      let counts = DiagnosticRenderer.summary(of: findings) ?? "it cannot be read"
      return "\(options.config) is not valid: \(counts)."
    }
    var counts: [String] = []
    for schema in ResourceCatalogue.standard.schemas.reversed() {
      let count = project.desired.resources.keys.count { $0.collection == schema.collection }
      if count > 0 { counts.append("\(count) \(schema.kind.words)\(count == 1 ? "" : "s")") }
    }
    let found = counts.isEmpty ? "no resources" : counts.joined(separator: ", ")
    return "\(project.folder) is valid: \(found), for target \(project.target.name)."
  }

  /// For a person: the findings beside the data, the outcome as the last line.
  func show(on console: Console) {
    if isValid {
      console.show(findings)
      console.print(StyledText(summary + "\n"))
    } else {
      console.tell(
        DiagnosticRenderer.renderFolded(console.toldOf(findings), width: console.errorWidth))
      var line = StyledText()
      line.line(summary, .strong)
      console.tell(line)
    }
  }

  /// For a program: the report is the data, and it is whole.
  func report(_ format: ReportFormat, in context: CommandContext) {
    let report = DiagnosticReport(
      findings, rules: RuleIndex.all.map { ReportRule($0) },
      paths: context.reportPaths(configuration: options.config), toolVersion: Version.text)
    context.console.printRaw(format.render(report))
  }
}

extension ReportRule {
  init(_ rule: Rule) {
    self.init(code: rule.code, name: rule.name, summary: rule.summary, severity: rule.severity)
  }
}
