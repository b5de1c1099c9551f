import ArgumentParser
import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel

/// `asst validate`: checks the files, offline.
struct ValidateCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check the configuration, offline.",
    discussion: """
      Reports every mistake at once, each at its file, line and column, with what to do. Needs no \
      credentials and sends nothing. Exit status 1 when there are errors.
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Warnings are errors.")
  var strict = false

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, hints: true, in: context)
    context.console.show(project.findings)
    if strict, project.findings.contains(where: { $0.severity == .warning }) { throw .silent(1) }
    var counts: [String] = []
    for schema in ResourceCatalogue.standard.schemas.reversed() {
      let count = project.desired.resources.keys.count { $0.collection == schema.collection }
      if count > 0 { counts.append("\(count) \(schema.kind.words)\(count == 1 ? "" : "s")") }
    }
    let found = counts.isEmpty ? "no resources" : counts.joined(separator: ", ")
    context.console.print(
      StyledText("\(project.folder) is valid: \(found), for target \(project.target.name).\n"))
  }
}
