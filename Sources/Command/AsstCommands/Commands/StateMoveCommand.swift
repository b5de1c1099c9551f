import ArgumentParser
import Diagnostics
import OrderedCollections
import Reconciliation
import ResourceModel

/// `asst state mv`
struct StateMoveCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "mv", abstract: "Give a recorded resource another address.",
    discussion: """
      Renames it in the lock file and in the marker on the object, which stays the same one. The YAML \
      must say the new address afterwards. `formerly:` in the YAML does the same for everybody who \
      applies it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var locking: LockingOptions

  @Argument(help: "The address now, such as assistants.support.", transform: AddressArgument.read)
  var from: Address

  @Argument(help: "The new address.", transform: AddressArgument.read)
  var to: Address

  func run(_ context: CommandContext) async throws(CommandFailure) {
    guard from.collection == to.collection else {
      throw CommandFailure([StateProblems.otherKind(from, to)])
    }
    try await StateEditing.use(global, locking, in: context) {
      (editing) async throws(CommandFailure) in
      try await move(editing, context.console)
    }
  }

  private func move(_ editing: StateEditing, _ console: Console) async throws(CommandFailure) {
    if let holder = editing.recorded.resources[to] {
      throw CommandFailure([StateProblems.isTaken(to, by: holder.id)])
    }
    let object = try await editing.object(of: from)
    // The lock file first: it decides at the next apply, which then writes the marker.
    let entry = editing.recorded.resources[from]
    if let entry {
      var state = editing.recorded
      state.resources[from] = nil
      state.resources[to] = entry
      try editing.write(state)
    }
    if let object { try await mark(object, entry, editing) }
    console.note("\(from) is \(to) now.\(object == nil ? " Its object does not exist." : "")")
    if editing.project.desired.resources[to] == nil {
      console.show([StateProblems.notDeclared(to, insteadOf: from)])
    }
  }

  private func mark(
    _ object: ObservedResource, _ entry: RecordedResource?, _ editing: StateEditing
  ) async throws(CommandFailure) {
    guard let schema = ResourceCatalogue.standard.schema(of: to), schema.markerAttribute != nil
    else { return }
    let desired = editing.project.desired
    let earlier = object.marker.marker
    let marker = Marker(
      project: desired.project, target: desired.target, address: to,
      nonce: earlier?.nonce ?? Nonce.make(),
      baseline: earlier?.baseline ?? Baseline(entry?.applied ?? [:], schema: schema))
    do throws(StepFailure) {
      try await editing.connection.session.mark(object, with: marker)
    } catch {
      throw CommandFailure([
        StateProblems.markerNotWritten(
          error, of: to,
          entry == nil
            ? "Nothing was changed." : "The lock file says \(to); the next apply writes the marker."
        )
      ])
    }
  }
}
