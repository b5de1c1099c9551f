import OrderedCollections
import Planning
import Reconciliation
import ResourceModel

/// A project with files, its host and its lock: looks, plans, applies.
struct FileBench {
  let host: MemoryHost
  let files: MemoryFiles
  var desired: DesiredState
  var recorded = nothingRecorded()
  var options = PlanOptions()
  var now = 1_000_000
  var isFull = false
  var parallelism = 10
  var journal = MemoryJournal()

  init(
    _ resources: [DesiredResource], host: MemoryHost = MemoryHost(),
    files: MemoryFiles = MemoryFiles()
  ) {
    self.host = host
    self.files = files
    desired = desiredState(resources)
  }

  mutating func declare(_ resources: DesiredResource...) { desired = desiredState(resources) }

  func session(clock: TestClock = TestClock()) -> ProviderSession {
    ProviderSession(
      provider: HostWithFiles(host: host, files: files),
      limiter: RequestLimiter(parallelism: parallelism), clock: clock, random: { 0 })
  }

  /// What a refresh sees, and the lock with what became of lost uploads.
  func look() async throws -> (recorded: RecordedState, observed: ObservedState) {
    var observed = host.observed
    for index in observed.resources.indices where observed.resources[index].kind == storeKind {
      observed.resources[index].contents = files.contents(of: observed.resources[index].id)
    }
    observed.files = try await FileRefresh(session: session())
      .observe(observed, desired: desired, recorded: recorded, isFull: isFull)
    return (UploadSettlement(recorded, files: observed.files, now: now).recorded, observed)
  }

  func plan() async throws -> Plan {
    let (recorded, observed) = try await look()
    return Planner.plan(
      desired: desired, recorded: recorded, observed: observed, options: options
    ).plan
  }

  @discardableResult
  mutating func apply(
    clock: TestClock = TestClock(), events: EventLog = EventLog()
  ) async throws -> ApplyReport {
    let (seen, observed) = try await look()
    let result = Planner.plan(
      desired: desired, recorded: seen, observed: observed, options: options)
    let now = now
    files.forgetWords()
    let engine = ApplyEngine(
      session: session(clock: clock), parallelism: parallelism, journal: journal, nonce: nonces(),
      now: { now }, timeSinceRefresh: { .zero })
    let report = await engine.apply(
      ApplyEngine.Input(
        plan: result.plan, desired: desired, recorded: result.recorded, observed: observed)
    ) { events.append($0) }
    recorded = report.recorded
    return report
  }

  /// Nothing left to do, with the lock and without it.
  func isSettled() async throws -> Bool {
    var withoutLock = self
    withoutLock.recorded = nothingRecorded()
    let plans = [try await plan(), try await withoutLock.plan()]
    return plans.allSatisfy { plan in
      plan.isEmpty && plan.effective.isEmpty && plan.changes.allSatisfy { $0.notes.isEmpty }
    }
  }

  func store(_ key: String) -> String { host.object(ReconciliationTests.store(key))?.id ?? "-" }
  func assistant(_ key: String) -> String {
    host.object(ReconciliationTests.assistant(key))?.id ?? "-"
  }
}

/// Objects and files of one host.
struct HostWithFiles: Provider {
  let host: MemoryHost
  let memory: MemoryFiles
  var files: (any FileProvider)? { memory }
  let origin = testOrigin

  init(host: MemoryHost, files: MemoryFiles) {
    self.host = host
    memory = files
  }

  func list(
    _ kind: ResourceKind, after cursor: String?
  ) async throws(ProviderError) -> ResourcePage {
    guard case .page(let page) = host.answer(.list(kind, after: cursor)) else {
      throw Self.unscripted
    }
    return page
  }

  func get(_ kind: ResourceKind, id: String) async throws(ProviderError) -> ObservedResource? {
    guard case .object(let object) = host.answer(.get(kind, id: id)) else { throw Self.unscripted }
    return object.map(filled)
  }

  func create(
    _ kind: ResourceKind, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    guard case .object(let object?) = host.answer(.create(kind, write)) else {
      throw Self.unscripted
    }
    return filled(object)
  }

  func update(
    _ kind: ResourceKind, id: String, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    guard case .object(let object?) = host.answer(.update(kind, id: id, write)) else {
      throw ProviderError(.notFound, "no such object", status: 404, isAPIAnswer: true)
    }
    return filled(object)
  }

  func delete(_ kind: ResourceKind, id: String) async throws(ProviderError) {
    _ = host.answer(.delete(kind, id: id))
    if kind == storeKind { memory.removeStore(id) }
  }

  private func filled(_ object: ObservedResource) -> ObservedResource {
    var object = object
    if object.kind == storeKind { object.contents = memory.contents(of: object.id) }
    return object
  }

  private static var unscripted: ProviderError {
    ProviderError(.rejected(parameter: nil), "not what was asked for")
  }
}

func content(_ text: String) -> Digest { Digest(of: text.utf8) }

func file(
  _ path: String, _ bytes: String = "", attributes: JSONObject = [:], chunking: JSONValue? = nil
) -> DesiredFile {
  let bytes = bytes.isEmpty ? path : bytes
  return DesiredFile(
    path: path, name: path.split(separator: "/").last.map(String.init) ?? path,
    size: bytes.utf8.count, content: content(bytes), attributes: attributes, chunking: chunking)
}

extension DesiredResource {
  /// The same resource, holding these files.
  func holding(_ files: DesiredFile...) -> DesiredResource { holding(files) }

  func holding(_ files: [DesiredFile]) -> DesiredResource {
    var resource = self
    let attribute = address.collection == "assistants" ? "code_interpreter.files" : "files"
    resource.attributes[path(attribute)] = DesiredAttribute(
      .files(FileSelection(files: files.sorted { $0.path < $1.path })))
    return resource
  }
}
