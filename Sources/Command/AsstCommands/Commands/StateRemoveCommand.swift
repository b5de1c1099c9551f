import ArgumentParser
import Diagnostics
import OrderedCollections
import Reconciliation
import ResourceModel

/// `asst state rm`
struct StateRemoveCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "rm", abstract: "Forget a resource without deleting it.",
    discussion: """
      Takes the marker off the object, then the entry out of the lock file. The object stays as it is \
      and is nobody's. `removed:` in the manifest does the same for everybody who applies it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var locking: LockingOptions

  @Argument(help: "The resource, such as assistants.support.", transform: AddressArgument.read)
  var address: Address

  func run(_ context: CommandContext) async throws(CommandFailure) {
    try await StateEditing.use(global, locking, in: context) {
      (editing) async throws(CommandFailure) in
      try await remove(editing, context.console)
    }
  }

  private func remove(_ editing: StateEditing, _ console: Console) async throws(CommandFailure) {
    let entry = editing.recorded.resources[address]
    guard entry?.leaving.isEmpty ?? true else {
      throw CommandFailure([StateProblems.unfinished(address)])
    }
    let object = try await editing.object(of: address)
    // The marker first: with the entry alone gone, the next plan would find the object and adopt it.
    if let object, object.marker != .absent { try await release(object, editing) }
    if entry != nil {
      var state = editing.recorded
      state.resources[address] = nil
      for (name, output) in editing.project.desired.outputs where output.address == address {
        state.outputs[name] = nil
      }
      try editing.write(state)
    }
    console.note(
      object.map { "\(address) is forgotten; \($0.id) stays as it is." }
        ?? "\(address) is forgotten; its object did not exist any more.")
    if editing.project.desired.resources[address] != nil {
      console.show([StateProblems.stillDeclared(address)])
    }
  }

  private func release(
    _ object: ObservedResource, _ editing: StateEditing
  ) async throws(CommandFailure) {
    guard let schema = ResourceCatalogue.standard.schema(of: address) else { return }
    do throws(StepFailure) {
      try await editing.connection.session.release(object, schema: schema)
    } catch {
      throw CommandFailure([
        StateProblems.markerNotWritten(error, of: address, "The lock file is as it was.")
      ])
    }
  }
}
