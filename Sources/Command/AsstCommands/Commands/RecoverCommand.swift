import ArgumentParser
import Diagnostics
import OrderedCollections
import Planning
import ProjectConfiguration
import Reconciliation
import ResourceModel
import StateStorage

/// `asst recover`: rebuilds the lock file from the markers on the objects.
struct RecoverCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Rebuild the lock file from the markers on the objects.",
    discussion: """
      Lists everything at the target, writes down what carries this project's marker, and names what \
      does not belong: orphans, duplicates and copies. Nothing is deleted unless a flag says so; \
      copies and protected resources never are. On an error the lock file stays as it is.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var locking: LockingOptions

  @Flag(help: "Delete objects with this project's marker that no YAML declares, after asking.")
  var deleteOrphans = false

  @Flag(help: "Delete objects that were created twice, but for the one that is kept, after asking.")
  var deleteDuplicates = false

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Take the marker off this object, which stays as it is; may be repeated.", valueName: "id"))
  var release: [String] = []

  @Flag(help: "Do not ask.")
  var yes = false

  func run(_ context: CommandContext) async throws(CommandFailure) {
    let open = { (project: LoadedProject) throws(CommandFailure) in
      try LockFile.openForRecovery(project, console: context.console)
    }
    try await StateEditing.use(global, locking, in: context, opening: open) {
      (editing) async throws(CommandFailure) in
      try await recover(editing, context.console)
    }
  }

  private func recover(_ editing: StateEditing, _ console: Console) async throws(CommandFailure) {
    let desired = editing.project.desired
    var recorded = editing.recorded
    var observed = try await editing.everything()
    for id in release {
      let index = try await editing.release(id, of: observed)
      observed.resources[index].marker = .absent
      recorded.resources = recorded.resources.filter { $0.value.id != id }
      console.note("\(id) is released: it stays as it is, and is no longer this project's.")
    }
    let recovery = Recovery(desired: desired, recorded: recorded, observed: observed)
    console.print(
      RecoveryPage.text(recovery, place: "\(desired.project) → \(desired.target)"))
    console.show(recovery.problems)
    if recovery.problems.hasErrors { throw .silent(1) }

    let doomed =
      ((deleteOrphans ? recovery.orphans : []) + (deleteDuplicates ? recovery.duplicates : []))
      .filter { !$0.isProtected }
    if !doomed.isEmpty { try confirm(doomed.count, project: desired.project, console) }
    // What exists is written down first, so that an interruption loses nothing.
    var found = recovery.recorded
    for stray in doomed {
      found.looseFiles.merge(try await editing.files(of: stray)) { known, _ in known }
    }
    var lock = try editing.write(found)
    guard !doomed.isEmpty else { return }
    var state = lock.recorded ?? found
    var failures: [Diagnostic] = []
    for stray in doomed {
      do throws(CommandFailure) {
        try await editing.delete(stray, seenIn: observed)
        console.note("\(stray.address) \(stray.id) is deleted.")
        if state.resources[stray.address]?.id == stray.id {
          state.loosenFiles(of: stray.address)
          state.resources[stray.address] = nil
        }
      } catch {
        failures += error.diagnostics
      }
    }
    lock = try editing.write(state, over: lock)
    if !failures.isEmpty { throw CommandFailure(failures) }
  }

  private func confirm(
    _ count: Int, project: String, _ console: Console
  ) throws(CommandFailure) {
    if yes { return }
    guard console.isInteractive else { throw CommandFailure([RecoveryProblems.nobodyToAsk]) }
    let answer = console.ask(
      "Delete \(count == 1 ? "1 object" : "\(count) objects")? Type the project's name, "
        + "`\(project)`: ")
    guard answer == project else { throw CommandFailure([ConsentProblems.refused(answer)]) }
  }
}
