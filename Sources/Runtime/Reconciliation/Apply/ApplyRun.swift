import OrderedCollections
import Planning
import ResourceModel
import Synchronization

/// What one step needs, and nothing that changes while it runs.
struct StepTask: Sendable {
  let step: ApplyStep
  /// nil for a deletion.
  let builder: WriteBuilder?
  let observed: ObservedResource?
}

struct StepResult: Sendable {
  let task: StepTask
  var answer: ObservedResource?
  var check: AnswerCheck?
  var failure: StepFailure?
  var duration: Duration = .zero

  init(task: StepTask) { self.task = task }

  mutating func take(
    _ answer: ObservedResource, write: ResourceWrite?, before: ObservedResource?,
    schema: ResourceSchema
  ) {
    self.answer = answer
    check = write.map { AnswerCheck(schema: schema, write: $0, before: before, answer: answer) }
  }

  var answerFailure: StepFailure? {
    guard let answer, let check else { return nil }
    if check.markerIsMissing { return .markerDropped(id: answer.id) }
    return check.notTaken.isEmpty ? nil : .notTaken(check.notTaken, id: answer.id)
  }
}

/// The writes of one create: each attempt has a nonce of its own, and the last one is what the answer
/// is compared with.
final class CreateAttempts: Sendable {
  private let builder: WriteBuilder
  private let nonce: @Sendable () -> String
  private let latest = Mutex<ResourceWrite?>(nil)

  init(builder: WriteBuilder, nonce: @escaping @Sendable () -> String) {
    self.builder = builder
    self.nonce = nonce
  }

  func next() -> ResourceWrite {
    let write = builder.creation(nonce: nonce())
    latest.withLock { $0 = write }
    return write
  }

  var last: ResourceWrite? { latest.withLock { $0 } }
}

/// The state of an apply between two events: what is known of IDs, and what the lock will say.
struct ApplyRun {
  var scheduler: ApplyScheduler
  private(set) var hostKeepsMarkers: Bool
  private let input: ApplyEngine.Input
  private let catalogue: ResourceCatalogue
  private let changes: [Address: ResourceChange]
  private let observed: [String: ObservedResource]
  private var ids: ReferenceTable
  private var recorded: RecordedState

  init(_ input: ApplyEngine.Input, catalogue: ResourceCatalogue) {
    self.input = input
    self.catalogue = catalogue
    scheduler = ApplyScheduler(input.plan)
    changes = Dictionary(
      input.plan.changes.filter { $0.action != .delete && $0.action != .forget }.map {
        ($0.address, $0)
      },
      uniquingKeysWith: { first, _ in first })
    observed = Dictionary(
      input.observed.resources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    hostKeepsMarkers = input.observed.resources.contains { $0.marker.marker != nil }
    ids = ReferenceTable()
    recorded = input.recorded
    // Outside the selection of a plan there are resources, too, that references may point to: known
    // from the lock, or by their markers.
    let ownership = input.desired.ownership
    let addresses = FormerAddresses(input.desired.resources.values)
    for resource in input.observed.resources.reversed() {
      guard let marker = resource.marker.marker, ownership.owns(marker) else { continue }
      ids[addresses[marker.address]] = resource.id
    }
    for (address, resource) in input.recorded.resources where observed[resource.id] != nil {
      ids[address] = resource.id
    }
    for change in input.plan.changes {
      if change.action == .create || change.action == .replace {
        ids[change.address] = nil
      } else if change.action != .delete, change.action != .forget {
        ids[change.address] = change.id
      }
    }
    recordWhatIsInPlace()
  }

  func task(for step: ApplyStep) -> StepTask {
    let observed = step.id.flatMap { self.observed[$0] }
    guard step.verb != .delete, step.verb != .release, let change = changes[step.address],
      let desired = input.desired.resources[step.address],
      let schema = catalogue.schema(of: step.address)
    else { return StepTask(step: step, builder: nil, observed: observed) }
    return StepTask(
      step: step,
      builder: WriteBuilder(
        project: input.desired.project, target: input.desired.target, schema: schema,
        change: change, desired: desired, observed: observed,
        recorded: recorded.resources[step.address], ids: ids),
      observed: observed)
  }

  mutating func absorb(_ result: StepResult, report: (ApplyEvent) -> Void) {
    let step = result.task.step
    if let answer = result.answer { record(answer, of: result) }
    if let check = result.check, !check.markerIsMissing { hostKeepsMarkers = true }
    if let failure = result.failure {
      report(.failed(step, failure))
      if case .markerDropped = failure { scheduler.halt() }
      for skipped in scheduler.finish(step, .failed(failure)) {
        report(.skipped(skipped, because: step.address))
      }
      return
    }
    if step.verb == .delete { forget(step) }
    if step.verb == .release { drop(step) }
    if let check = result.check, !check.ownForm.isEmpty { report(.ownForm(step, check.ownForm)) }
    let id = result.answer?.id ?? step.id
    report(.finished(step, id: id, after: result.duration))
    _ = scheduler.finish(step, .done(id: id))
  }

  func report() -> ApplyReport {
    var final = recorded
    final.outputs = [:]
    for (name, output) in input.desired.outputs {
      // What is recorded and gone has an ID that means nothing any more.
      final.outputs[name] = ids[output.address]
    }
    return ApplyReport(outcomes: scheduler.outcomes, recorded: final)
  }

  // MARK: - The lock

  private mutating func record(_ answer: ObservedResource, of result: StepResult) {
    guard let builder = result.task.builder else { return }
    let address = result.task.step.address
    var previous = recorded.resources[address]
    if result.task.step.verb == .create {
      ids[address] = answer.id
      // The predecessor of a replacement still has to go; until it has, the lock says so.
      let leaving = (previous?.leaving ?? []) + [builder.change.id].compactMap { $0 }
      previous = RecordedResource(id: answer.id, leaving: leaving)
    }
    recorded.resources[address] = Recording(
      schema: builder.schema, desired: builder.desired, ids: ids, previous: previous,
      untouched: result.task.step.verb == .create ? Set() : builder.untouched,
      failed: Set(result.check?.notTaken ?? [])
    ).entry(answer)
  }

  private mutating func forget(_ step: ApplyStep) {
    guard let id = step.id, let entry = recorded.resources[step.address] else { return }
    if entry.leaving.contains(id) {
      recorded.resources[step.address]?.leaving.removeAll { $0 == id }
    } else {
      dropCurrent(step.address)
    }
  }

  /// Of several objects with one address, only the recorded one has an entry.
  private mutating func drop(_ step: ApplyStep) {
    if recorded.resources[step.address]?.id == step.id { dropCurrent(step.address) }
  }

  /// Predecessors that still have to be deleted outlive the resource, or nobody would know of them.
  private mutating func dropCurrent(_ address: Address) {
    var leaving = recorded.resources[address]?.leaving ?? []
    recorded.resources[address] =
      leaving.isEmpty ? nil : RecordedResource(id: leaving.removeFirst(), leaving: leaving)
  }

  /// What needs no write still belongs in the lock: resources found by their marker, values that the
  /// server filled in since, and resources that are gone.
  private mutating func recordWhatIsInPlace() {
    for (address, resource) in recorded.resources where !resource.leaving.isEmpty {
      guard let kind = catalogue.schema(of: address)?.kind,
        input.observed.completeKinds.contains(kind)
      else { continue }
      recorded.resources[address]?.leaving.removeAll { observed[$0] == nil }
    }
    for change in input.plan.changes {
      switch change.action {
      case .forget where change.releasesMarker: break
      case .forget: dropCurrent(change.address)
      case .noOp:
        guard let desired = input.desired.resources[change.address],
          let schema = catalogue.schema(of: change.address),
          let held = change.id.flatMap({ observed[$0] })
        else { continue }
        recorded.resources[change.address] = Recording(
          schema: schema, desired: desired, ids: ids,
          previous: recorded.resources[change.address],
          untouched: desired.untouchedPaths(holding: change.held), failed: []
        ).entry(held)
      case .create, .update, .replace, .delete, .adopt: break
      }
    }
  }
}
