import ArgumentParser
import Diagnostics
import OrderedCollections
import Planning
import ProjectConfiguration
import ResourceModel
import StateStorage

/// `asst output`: the IDs that applications read.
struct OutputCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "output", abstract: "Print the outputs: the IDs that applications read.",
    discussion: """
      Reads the lock file and sends nothing, unless --refresh is given. Without a NAME all outputs \
      are printed as NAME=value lines, which shells and .env files take; with one, its value alone.

        export OPENAI_ASSISTANT_ID="$(asst output OPENAI_ASSISTANT_ID)"
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case dotenv, json, raw
  }

  @OptionGroup var global: GlobalOptions

  @Argument(help: "One output.")
  var name: String?

  @Option(help: "How to print; `raw` with a NAME and `dotenv` without when left out.")
  var format: Format?

  @Flag(help: "Ask the provider for the IDs instead of the lock file; nothing is written.")
  var refresh = false

  func validate() throws {
    if format == .raw, name == nil { throw ValidationError("--format raw needs a NAME.") }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    let values = try await refresh ? observed(project, context) : recorded(project)
    let selected = try select(values, project: project)
    switch format ?? (name == nil ? .dotenv : .raw) {
    case .dotenv:
      for (name, value) in selected { context.console.printRaw("\(name)=\(value)\n") }
    case .raw:
      for value in selected.values { context.console.printRaw("\(value)\n") }
    case .json:
      let object = JSONObject(uniqueKeysWithValues: selected.map { ($0.key, .string($0.value)) })
      context.console.printRaw(JSONWriter.string(.object(object), .indented) + "\n")
    }
  }

  /// What the lock file says of the outputs that are declared now.
  private func recorded(
    _ project: LoadedProject
  ) throws(CommandFailure) -> OrderedDictionary<String, String> {
    let resources = try project.openLock().recorded?.resources ?? [:]
    return values(project) { resources[$0]?.id }
  }

  private func observed(
    _ project: LoadedProject, _ context: CommandContext
  ) async throws(CommandFailure) -> OrderedDictionary<String, String> {
    let prepared = try await Connection.use(project, options: global, in: context) {
      (connection) async throws(CommandFailure) in
      try await PreparedPlan.prepare(project, connection: connection, options: PlanOptions())
    }
    let ids = Dictionary(
      prepared.plan.changes.compactMap { change in
        change.action == .create ? nil : change.id.map { (change.address, $0) }
      }, uniquingKeysWith: { first, _ in first })
    return values(project) { ids[$0] }
  }

  private func values(
    _ project: LoadedProject, id: (Address) -> String?
  ) -> OrderedDictionary<String, String> {
    OrderedDictionary(
      uniqueKeysWithValues: project.desired.outputs.compactMap { name, output in
        id(output.address).map { (name, $0) }
      })
  }

  private func select(
    _ values: OrderedDictionary<String, String>, project: LoadedProject
  ) throws(CommandFailure) -> OrderedDictionary<String, String> {
    let declared = project.desired.outputs.keys
    if let name, !declared.contains(name) {
      throw CommandFailure([OutputProblems.unknown(name, declared: Array(declared))])
    }
    let wanted = name.map { [$0] } ?? Array(declared)
    let missing = wanted.filter { values[$0] == nil }
    guard missing.isEmpty else {
      throw CommandFailure([OutputProblems.notApplied(missing, target: project.target.name)])
    }
    return values.filter { wanted.contains($0.key) }
  }
}

private enum OutputProblems {
  static func unknown(_ name: String, declared: [String]) -> Diagnostic {
    let help =
      Suggestion.nearest(to: name, in: declared).map { "Did you mean `\($0)`?" }
      ?? (declared.isEmpty
        ? "Declare it under `outputs:` in asst.yaml."
        : "Declared: \(declared.joined(separator: ", ")).")
    return Diagnostic(
      "ASST307", "Unknown output", detail: "`outputs:` in the manifest has no `\(name)`.",
      help: help, at: nil)
  }

  static func notApplied(_ names: [String], target: String) -> Diagnostic {
    Diagnostic(
      "ASST308", "An output has no value yet",
      detail: "\(names.joined(separator: ", ")): what it stands for was not applied to target "
        + "\(target) yet.",
      help: "Run `asst apply --target \(target)`; or commit the lock file of the machine that did.",
      at: nil)
  }
}
