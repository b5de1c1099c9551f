import Diagnostics
import OrderedCollections
import Planning
import ProjectConfiguration
import Reconciliation
import ResourceModel
import StateStorage

/// From an ID to a resource of the project: its YAML, its marker, its entry in the lock file, in this
/// order. Whatever comes between, the same command goes on where it ended.
struct Importing: Sendable {
  let project: LoadedProject
  let global: GlobalOptions
  let locking: LockingOptions
  let address: Address
  let id: String
  let context: CommandContext

  func run() async throws(CommandFailure) {
    guard let schema = ResourceCatalogue.standard.schema(of: address) else {
      throw CommandFailure([
        ImportProblems.unknownKind(
          address, known: ResourceCatalogue.standard.schemas.map(\.collection))
      ])
    }
    // An apply beside it could make the same resource anew.
    let held = try await TargetLock.take(
      project, timeout: locking.lockTimeout, console: context.console)
    defer { withExtendedLifetime(held) {} }
    let lock = try project.openLock()
    try checks.check(lock.recorded)
    try await Connection.use(project, options: global, in: context) {
      (connection) async throws(CommandFailure) in
      do throws(LockFileError) {
        try lock.checkOrigin(connection.origin)
      } catch {
        throw CommandFailure(error)
      }
      try await run(schema, over: lock, connection: connection)
    }
  }

  private var checks: ImportChecks { ImportChecks(project: project, address: address, id: id) }

  private var isDeclared: Bool { project.desired.resources[address] != nil }

  private func run(
    _ schema: ResourceSchema, over lock: LockFile, connection: Connection
  ) async throws(CommandFailure) {
    let adoption = Adoption(session: connection.session, nonce: Nonce.make)
    let recorded = project.recorded(in: lock, at: connection.origin)
    let observed = try await look(schema, adoption)
    try checks.check(observed, schema: schema)
    let owners = try await owners(of: observed, schema, recorded, adoption)

    var loaded = project
    if !isDeclared {
      let keys = owners.filter { project.desired.resources[$0.value] != nil }
      loaded = try write(observed, schema, keys: keys)
    }
    try await adopt(
      observed, schema, loaded, recorded, owners: owners, lock: lock, adoption: adoption)
  }

  // MARK: - Looking

  private func look(
    _ schema: ResourceSchema, _ adoption: Adoption
  ) async throws(CommandFailure) -> ObservedResource {
    let look: Adoption.Look
    do throws(ProviderError) {
      look = try await adoption.look(for: id, kind: schema.kind)
    } catch {
      throw CommandFailure(error)
    }
    switch look {
    case .found(let observed): return observed
    case .missing:
      throw CommandFailure([
        ImportProblems.missing(id, kind: schema.kind, target: project.target.name)
      ])
    case .ofKind(let kind):
      let collection = ResourceCatalogue.standard.schema(kind: kind)?.collection ?? ""
      throw CommandFailure([
        ImportProblems.otherKind(
          id, wanted: schema.kind, found: kind,
          command: command(Address(collection: collection, key: address.key)))
      ])
    }
  }

  /// The addresses of what the object refers to, by ID, as far as this project manages it.
  private func owners(
    of observed: ObservedResource, _ schema: ResourceSchema, _ recorded: RecordedState,
    _ adoption: Adoption
  ) async throws(CommandFailure) -> [String: Address] {
    let known = Dictionary(
      recorded.resources.map { ($0.value.id, $0.key) }, uniquingKeysWith: { first, _ in first })
    var owners: [String: Address] = [:]
    for attribute in schema.attributes {
      guard case .references(let collection, _) = attribute.field.shape,
        let kind = ResourceCatalogue.standard.schema(collection: collection)?.kind
      else { continue }
      let ids = observed.attributes[AttributePath(attribute.name)]?.array?.compactMap(\.string)
      // Where nothing of the kind is declared, there is no key to refer to it by.
      let isUsed = project.desired.resources.keys.contains { $0.collection == collection }
      guard let ids, isUsed else { continue }
      do throws(ProviderError) {
        let found = try await adoption.owners(
          of: ids, kind: kind, known: known, project: project.desired.project,
          target: project.desired.target)
        owners.merge(found) { first, _ in first }
      } catch {
        throw CommandFailure(error)
      }
    }
    return owners
  }

  // MARK: - Writing

  /// Writes the YAML and loads the project with it.
  private func write(
    _ observed: ObservedResource, _ schema: ResourceSchema, keys: [String: Address]
  ) throws(CommandFailure) -> LoadedProject {
    let writing = ImportWriting(folder: project.folder, context: context)
    let resource = ImportedResource(
      observed, at: address, schema: schema, keys: keys, modeline: writing.modeline,
      existing: writing.existing)
    try writing.write(resource.files)
    context.console.show(resource.remarks.map { ImportProblems.remark($0, address: address) })

    let result = LoadedProject.read(global, in: context)
    let paths = Set(resource.files.files.map { writing.shown($0.path) })
    guard let loaded = LoadedProject(result, global, in: context) else {
      throw CommandFailure(
        result.diagnostics.filter { $0.severity == .error }
          + [ImportProblems.errorsInWritten(address, command: command(address))])
    }
    context.console.show(
      loaded.findings.filter { finding in
        finding.severity > .hint && finding.span.map { paths.contains($0.file.path) } ?? false
      })
    return loaded
  }

  private func adopt(
    _ observed: ObservedResource, _ schema: ResourceSchema, _ loaded: LoadedProject,
    _ recorded: RecordedState, owners: [String: Address], lock: LockFile, adoption: Adoption
  ) async throws(CommandFailure) {
    guard let desired = loaded.desired.resources[address] else {
      throw CommandFailure([ImportProblems.notRead(address)])
    }
    var ids = ReferenceTable(recorded.resources.mapValues(\.id))
    for (id, owner) in owners { ids[owner] = id }
    let result: Adoption.Result?
    do throws(StepFailure) {
      result = try await adoption.adopt(
        observed, as: desired, of: loaded.desired, recorded: recorded.resources[address], ids: ids)
    } catch {
      throw CommandFailure([
        ImportProblems.notAdopted(address, id: id, error, command: command(address))
      ])
    }
    guard let result else { return }
    var next = recorded
    next.resources[address] = result.entry
    for (name, output) in loaded.desired.outputs where output.address == address {
      next.outputs[name] = id
    }
    do throws(LockFileError) {
      try lock.write(next)
    } catch {
      throw CommandFailure(error)
    }
    tell(result.differences)
  }

  // MARK: - Telling

  private func tell(_ differences: [AttributePath]) {
    var text = StyledText()
    text.line()
    text.append("\(address)", .strong)
    text.line(" is \(id) now: its marker is set, and the lock file records it.")
    if isDeclared {
      text.line("It was declared already, so no YAML was written.")
    }
    if !differences.isEmpty {
      let names = differences.map(\.description).joined(separator: ", ")
      text.line(
        "The YAML says otherwise of \(TerminalSafety.visibleOnOneLine(names)); the next plan shows it."
      )
    }
    text.line("Next:   asst plan\(flags)")
    context.console.note(text)
  }

  private func command(_ address: Address) -> String { "asst import \(address) \(id)\(flags)" }

  /// The flags without which the next command would mean another place.
  private var flags: String {
    (global.target.map { " --target \($0)" } ?? "")
      + (global.config == "assistants" ? "" : " --config \(global.config)")
  }
}
