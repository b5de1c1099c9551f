import OrderedCollections
import Planning
import ResourceModel

/// The state of an apply between two events: what is known of IDs, and what the lock will say.
struct ApplyRun {
  var scheduler: ApplyScheduler
  private(set) var hostKeepsMarkers: Bool
  private let input: ApplyEngine.Input
  private let catalogue: ResourceCatalogue
  private let changes: [Address: ResourceChange]
  private let observed: [String: ObservedResource]
  private var ids: ReferenceTable
  private var files: RunFiles
  private(set) var recorded: RecordedState
  /// Nonces that no object should bear, and that are looked for once at the end.
  private(set) var doubtful: [UnresolvedCreate] = []

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
    ids = ReferenceTable(
      files: Planner.fileTable(
        desired: input.desired, recorded: input.recorded, observed: input.observed))
    files = RunFiles(input.plan, recorded: input.recorded)
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
    if let work = files.work(for: step, recorded: recorded, ids: ids) {
      return StepTask(step: step, files: work, isLastOfStore: files.isLast(step))
    }
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

  mutating func absorb(
    _ result: StepResult, journal: any WriteJournal, now: Int, report: (ApplyEvent) -> Void
  ) {
    let step = result.task.step
    if let answer = result.answer { record(answer, of: result) }
    recorded.unresolved += [result.unresolved].compactMap { $0 }
    doubtful += result.refused
    absorbFiles(result)
    if step.verb == .delete, step.kind != .file, result.failure == nil, let id = step.id {
      recorded.forget(id, of: step.address)
      recorded.deleting[id] = nil
      // No output may name what is gone.
      if ids[step.address] == id { ids[step.address] = nil }
    }
    if let entry = result.entry { journal.end(entry, outcome(of: result)) }
    if let check = result.check, !check.markerIsMissing { hostKeepsMarkers = true }
    if step.verb == .delete, let id = step.id, case .provider(let error) = result.failure,
      error.mayHaveTakenEffect
    {
      recorded.deleting[id] = now
    }
    if let failure = result.failure {
      report(.failed(step, failure))
      switch failure {
      case .markerDropped, .unnoted: scheduler.halt()
      case .provider, .unknownOutcome, .notTaken, .moved, .files: break
      }
      for skipped in scheduler.finish(step, .failed(failure)) {
        report(.skipped(skipped, because: step.address))
      }
      return
    }
    if step.verb == .release { drop(step) }
    if let check = result.check, !check.ownForm.isEmpty { report(.ownForm(step, check.ownForm)) }
    let id = result.answer?.id ?? result.sentFile ?? step.id
    report(.finished(step, id: id, after: result.duration))
    _ = scheduler.finish(step, .done(id: id))
  }

  /// Whether a file stays although it was to go, since a step before it failed; it is skipped then.
  mutating func reasonToKeep(_ step: ApplyStep) -> Address? {
    guard step.kind == .file, step.verb == .delete, let id = step.id else { return nil }
    return files.holder(of: id, recorded: recorded)
  }

  private mutating func absorbFiles(_ result: StepResult) {
    let step = result.task.step
    switch result.task.files {
    case .send(let file, _):
      recorded.unresolvedUploads += [result.unresolvedUpload].compactMap { $0 }
      guard let id = result.sentFile else { return }
      ids.files.insert(id, file.identity)
      recorded.looseFiles[id] = file.identity
      files.wasSent(id, as: file.name)
    case .fill, .empty:
      guard let store = result.store else { return }
      // What was taken out to be cut anew comes back.
      recorded.detach(store.takenOut, from: step.address)
      recorded.attach(store.attached, to: step.address)
      recorded.detach(store.detached, from: step.address)
      for (file, _) in store.detached { files.hasLeft(file, from: step.address) }
      recorded.resources[step.address]?.contents = store.contents
    case .delete: if result.failure == nil, let id = step.id { recorded.looseFiles[id] = nil }
    case nil: break
    }
  }

  func report() -> ApplyReport {
    var final = recorded
    final.forgetHeldFiles()
    final.outputs = [:]
    for (name, output) in input.desired.outputs {
      // What is recorded and gone has an ID that means nothing any more.
      final.outputs[name] = ids[output.address]
    }
    return ApplyReport(outcomes: scheduler.outcomes, recorded: final)
  }

  /// What the last look at the provider says of creates that nobody knows the outcome of.
  mutating func settle(_ observed: ObservedState, now: Int) {
    let certain = Set(doubtful)
    recorded.unresolved += doubtful
    doubtful = []
    recorded =
      CreateSettlement(
        recorded, of: input.desired.ownership,
        addresses: FormerAddresses(input.desired.resources.values), observed: observed, now: now,
        catalogue: catalogue
      ).recorded
    recorded.unresolved.removeAll(where: certain.contains)
  }

  mutating func forget(_ id: String, of address: Address) { recorded.forget(id, of: address) }

  /// The predecessors and late twins that still have to go.
  var leaving: Set<String> { Set(recorded.resources.values.flatMap(\.leaving)) }

  // MARK: - The lock

  private func outcome(of result: StepResult) -> WriteOutcome {
    let step = result.task.step
    if result.answer != nil, let entry = recorded.resources[step.address] {
      return .recorded(entry)
    }
    if step.verb == .delete, result.failure == nil { return .deleted }
    if case .provider(let error) = result.failure, !error.mayHaveTakenEffect { return .notDone }
    return .unknown
  }

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
    var entry = Recording(
      schema: builder.schema, desired: builder.desired, ids: ids, previous: previous,
      untouched: result.task.step.verb == .create ? Set() : builder.untouched,
      failed: Set(result.check?.notTaken ?? [])
    ).entry(answer)
    if let path = builder.schema.fileListAttribute, result.check?.notTaken.contains(path) != true {
      hold(builder.desired.files(at: path, as: ids.files), in: &entry)
    }
    let isNews = recorded.resources[address]?.id != answer.id
    recorded.resources[address] = entry
    // Found by its marker alone: what it holds is recorded for the first time.
    if isNews, result.task.step.verb == .update, let change = changes[address],
      change.holdsMembers
    {
      recordFilesInPlace(of: change)
    }
  }

  /// The object holds these files now, and no others of ours.
  private mutating func hold(
    _ attachments: [String: RecordedAttachment], in entry: inout RecordedResource
  ) {
    for attachment in entry.attachments.values {
      recorded.looseFiles[attachment.file] = attachment.identity
    }
    for attachment in attachments.values { recorded.looseFiles[attachment.file] = nil }
    entry.attachments = attachments
  }

  /// Of several objects with one address, only the recorded one has an entry.
  private mutating func drop(_ step: ApplyStep) {
    if recorded.resources[step.address]?.id == step.id {
      recorded.forgetCurrent(of: step.address)
    }
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
    for file in input.plan.fileDeletions {
      if let identity = file.identity { recorded.looseFiles[file.id] = identity }
    }
    for id in input.observed.files.missing { recorded.looseFiles[id] = nil }
    for change in input.plan.changes {
      switch change.action {
      case .forget where change.releasesMarker: break
      case .forget: recorded.forgetCurrent(of: change.address)
      case .noOp,
        .update where !change.writesObject:
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
      recordFilesInPlace(of: change)
    }
  }

  /// Files that are where they should be, whoever recorded them; and those that still have to leave.
  private mutating func recordFilesInPlace(of change: ResourceChange) {
    guard let planned = change.files, var entry = recorded.resources[change.address],
      change.id == nil || entry.id == change.id, change.action != .delete,
      change.action != .replace
    else { return }
    let leaving = Set(planned.changes.compactMap { $0.action == .detach ? $0.file : $0.previous })
    // What is to be written still is as it was: should that fail, it is no change made outside.
    let unwritten = Set(
      planned.changes.filter { $0.action == .annotate || $0.action == .reattach }.compactMap(\.path)
    )
    let drifted = Set(planned.held.compactMap(\.path))
    let before = entry.attachments
    entry.attachments = planned.inPlace.merging(
      before.filter { leaving.contains($0.value.file) || drifted.contains($0.key) }
    ) { inPlace, _ in inPlace }
    for path in unwritten {
      guard let known = before[path], known.file == entry.attachments[path]?.file else { continue }
      entry.attachments[path] = known
    }
    let held = change.id.flatMap { observed[$0]?.contents }
    let isAsDeclared = planned.changes.isEmpty && planned.held.isEmpty
    entry.contents = isAsDeclared && held?.isSettled ?? false ? held : nil
    recorded.resources[change.address] = entry
  }
}

extension DesiredResource {
  /// What the lock file is to say of the files of a list.
  fileprivate func files(
    at path: AttributePath, as table: FileTable
  ) -> [String: RecordedAttachment] {
    guard case .files(let selection)? = attributes[path]?.value else { return [:] }
    var attachments: [String: RecordedAttachment] = [:]
    for file in selection.files {
      guard let id = table[file.identity] else { continue }
      attachments[file.path] = RecordedAttachment(
        file: id, name: file.name, content: file.content)
    }
    return attachments
  }
}

extension RecordedState {
  /// What a store or an assistant holds is not loose, whoever detached it elsewhere.
  fileprivate mutating func forgetHeldFiles() {
    for attachment in resources.values.flatMap(\.attachments.values) {
      looseFiles[attachment.file] = nil
    }
  }
}
