import ArgumentParser
import Diagnostics
import ProjectConfiguration
import ResourceModel
import StateStorage

/// `asst state`: looks at the lock file, and renames and forgets what it records.
struct StateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "state", abstract: "Look at and edit what is recorded.",
    subcommands: [
      StateListCommand.self, StateShowCommand.self, StateMoveCommand.self,
      StateRemoveCommand.self,
    ])
}

/// `asst state list`
struct StateListCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the recorded resources with their IDs.")

  @OptionGroup var global: GlobalOptions

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    guard let recorded = try project.openLock().recorded, !recorded.resources.isEmpty else {
      context.console.note("Nothing is recorded for target \(project.target.name) yet.")
      return
    }
    let rows = recorded.resources.sorted { $0.key < $1.key }
    let width = rows.map { $0.key.description.count }.max() ?? 0
    for (address, resource) in rows {
      let name = address.description
      let padding = String(repeating: " ", count: width - name.count + 2)
      context.console.print(StyledText("\(name)\(padding)\(resource.id)\n"))
    }
  }
}

/// `asst state show`
struct StateShowCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what is recorded of one resource: IDs and digests.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The resource, such as assistants.support.", transform: AddressArgument.read)
  var address: Address

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    let resources = try project.openLock().recorded?.resources ?? [:]
    guard let resource = resources[address] else {
      throw CommandFailure([
        StateProblems.notRecorded(
          address, target: project.target.name, known: Array(resources.keys))
      ])
    }
    var text = StyledText("\(address)\n", .strong)
    text.line("  id           \(resource.id)")
    if let created = resource.createdAt { text.line("  created_at   \(created)") }
    if !resource.leaving.isEmpty {
      text.line("  leaving      \(resource.leaving.joined(separator: ", "))")
    }
    for (path, file) in resource.attachments.sorted(by: { $0.key < $1.key }) {
      text.append("  \(TerminalSafety.visibleOnOneLine(Address(file: path).description))")
      text.line("  \(file.file)  \(file.content)", .faint)
    }
    for (path, digest) in resource.returned.sorted(by: { $0.key < $1.key }) {
      let isDeclared = resource.applied[path] != nil
      text.append("  \(path)", isDeclared ? .plain : .faint)
      text.line("  \(digest)\(isDeclared ? "" : "  not declared")", .faint)
    }
    context.console.print(text)
  }
}
