import Diagnostics
import OrderedCollections
import ProjectConfiguration
import Reconciliation
import ResourceModel
import StateStorage

/// What a command that edits one entry works with, under the target's lock.
struct StateEditing: Sendable {
  let project: LoadedProject
  let connection: Connection
  let lock: LockFile
  /// What the lock file says; empty where there is none.
  let recorded: RecordedState

  static func use(
    _ global: GlobalOptions, _ locking: LockingOptions, in context: CommandContext,
    opening open: (LoadedProject) throws(CommandFailure) -> LockFile = {
      (project) throws(CommandFailure) in try project.openLock()
    },
    _ body: (StateEditing) async throws(CommandFailure) -> Void
  ) async throws(CommandFailure) {
    let project = try LoadedProject.load(global, in: context)
    context.console.show(project.findings)
    let held = try await TargetLock.take(
      project, timeout: locking.lockTimeout, console: context.console)
    defer { withExtendedLifetime(held) {} }
    try await Connection.use(project, options: global, in: context) {
      (connection) async throws(CommandFailure) in
      let lock = try open(project)
      do throws(LockFileError) {
        try lock.checkOrigin(connection.origin)
      } catch {
        throw CommandFailure(error)
      }
      try await body(
        StateEditing(
          project: project, connection: connection, lock: lock,
          recorded: project.recorded(in: lock, at: connection.origin)))
    }
  }

  /// The object of an address: by the recorded ID with one request, else by its marker in the list of
  /// its kind. nil for one that is recorded and gone.
  func object(of address: Address) async throws(CommandFailure) -> ObservedResource? {
    guard let kind = ResourceCatalogue.standard.schema(of: address)?.kind else {
      throw CommandFailure([notRecorded(address)])
    }
    if let entry = recorded.resources[address] {
      let object = try await ask { (session) async throws(ProviderError) in
        try await session.get(kind, id: entry.id)
      }
      if let marker = object?.marker.marker, !ownership.owns(marker) {
        throw CommandFailure([StateProblems.foreign(entry.id, owner: marker)])
      }
      return object
    }
    let known = Set(recorded.resources.values.map(\.id))
    let listed = try await ask { (session) async throws(ProviderError) in
      try await Refresh(session: session).observe([kind], needed: [kind])
    }
    let marked = listed.resources.filter { object in
      guard let marker = object.marker.marker else { return false }
      return ownership.owns(marker) && marker.address == address && !known.contains(object.id)
    }
    guard marked.count <= 1 else {
      throw CommandFailure([StateProblems.ambiguous(address, ids: marked.map(\.id))])
    }
    guard let object = marked.first else { throw CommandFailure([notRecorded(address)]) }
    return object
  }

  func ask<Value>(
    _ question: (ProviderSession) async throws(ProviderError) -> Value
  ) async throws(CommandFailure) -> Value {
    do throws(ProviderError) {
      return try await question(connection.session)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// `over` is the file as it is now; without it, as it was opened.
  @discardableResult
  func write(
    _ state: RecordedState, over current: LockFile? = nil
  ) throws(CommandFailure) -> LockFile {
    do throws(LockFileError) {
      return try (current ?? lock).write(state)
    } catch {
      throw CommandFailure(error)
    }
  }

  private var ownership: Ownership { project.desired.ownership }

  private func notRecorded(_ address: Address) -> Diagnostic {
    StateProblems.notRecorded(
      address, target: project.target.name, known: Array(recorded.resources.keys))
  }
}
