import Planning
import ResourceModel

/// Which step may run next: a state machine without any waiting in it.
///
/// Writes wait for the writes of what they refer to, and for the files that it is to hold. Files are
/// sent first, leave stores after all writes, and are deleted last; deletions wait for all writes, then
/// for what refers to them, so that nothing ever points at something gone. What failed takes its
/// dependants with it; all else goes on.
struct ApplyScheduler {
  private enum Phase: Int, CaseIterable {
    case writes, deletions, fileDeletions
  }

  private struct Node {
    let step: ApplyStep
    let phase: Phase
    var waitsFor = 0
    /// `isSoft`: goes on whatever becomes of this one.
    var dependants: [(index: Int, isSoft: Bool)] = []
    var outcome: StepOutcome?
  }

  private var nodes: [Node] = []
  private var ready: [Phase: [Int]] = [:]
  /// Steps of a phase that have not ended.
  private var open: [Phase: Int] = [:]
  private var indices: [ApplyStep: Int] = [:]
  private var isHalted = false

  init(_ plan: Plan) {
    let writes = plan.changes.compactMap(Self.write)
    let writeSteps = Dictionary(
      writes.map { ($0.step.address, $0.step) }, uniquingKeysWith: { first, _ in first })
    let deletions = plan.changes.compactMap(Self.deletion)
    let attaches = plan.changes.compactMap(Self.attach)
    let attachSteps = Dictionary(
      attaches.map { ($0.step.address, $0.step) }, uniquingKeysWith: { first, _ in first })
    let detaches = plan.changes.compactMap(Self.detach)
    let uploads = plan.uploads

    // Who holds a reference to an object today, and who will refer to a resource: each asked once, so
    // that thousands of steps stay linear.
    var holders: [String: [ApplyStep]] = [:]
    var referrers: [Address: [ApplyStep]] = [:]
    for (step, change) in writes + deletions {
      for id in change.heldIDs { holders[id, default: []].append(step) }
    }
    for (step, change) in writes {
      for address in change.dependencies { referrers[address, default: []].append(step) }
    }

    add(writes.map(\.step), .writes)
    add(uploads.map(Self.upload), .writes)
    add(attaches.map(\.step), .writes)
    add(detaches.map(\.step), .deletions)
    add(deletions.map(\.step), .deletions)
    add(plan.fileDeletions.map(Self.deletion), .fileDeletions)
    let uploadSteps = Dictionary(
      uploads.map { ($0.identity, Self.upload($0)) }, uniquingKeysWith: { first, _ in first })
    let sent = { (change: ResourceChange) in
      (change.files?.changes ?? []).filter(\.isSent).compactMap { file in
        file.desired.flatMap { uploadSteps[$0.identity] }
      }
    }
    for (step, change) in writes {
      link(step, after: change.dependencies.compactMap { writeSteps[$0] })
      link(step, after: change.dependencies.compactMap { attachSteps[$0] })
      // An object that holds its files itself needs their IDs.
      if attachSteps[step.address] == nil { link(step, after: sent(change)) }
    }
    for (step, change) in attaches {
      link(step, after: [writeSteps[step.address]].compactMap { $0 })
      // One file that cannot be sent is no reason to leave the others out.
      link(step, after: sent(change), isSoft: true)
    }
    for (step, _) in detaches {
      // What leaves because something else comes stays where that failed; the rest goes.
      link(step, after: [attachSteps[step.address]].compactMap { $0 }, isSoft: true)
    }
    for (step, change) in deletions {
      var needed = change.id.flatMap { holders[$0] } ?? []
      if change.action == .replace {
        needed += [writeSteps[change.address], attachSteps[change.address]].compactMap { $0 }
        needed += referrers[change.address] ?? []
      }
      link(step, after: needed)
    }
    chain(uploads)
    for index in nodes.indices.reversed() where nodes[index].waitsFor == 0 { makeReady(index) }
  }

  /// An upload without an answer is looked for by name and size, so two of the same are never under way
  /// together.
  private mutating func chain(_ uploads: [PlannedUpload]) {
    struct Look: Hashable {
      let name: String
      let size: Int
    }
    var last: [Look: ApplyStep] = [:]
    for upload in uploads {
      let step = Self.upload(upload)
      let look = Look(name: upload.file.name, size: upload.file.size)
      link(step, after: [last.updateValue(step, forKey: look)].compactMap { $0 }, isSoft: true)
    }
  }

  private mutating func add(_ steps: [ApplyStep], _ phase: Phase) {
    for step in steps where indices[step] == nil {
      indices[step] = nodes.count
      nodes.append(Node(step: step, phase: phase))
      open[phase, default: 0] += 1
    }
  }

  /// All steps, in the order in which they are told about.
  var steps: [ApplyStep] { nodes.map(\.step) }

  /// The next step that may start, or nil when none may now.
  mutating func next() -> ApplyStep? {
    if isHalted { return nil }
    for phase in Phase.allCases {
      if let index = ready[phase]?.popLast() { return nodes[index].step }
      // A phase waits for all of those before it.
      if open[phase, default: 0] > 0 { return nil }
    }
    return nil
  }

  /// Nothing new starts any more.
  mutating func halt() { isHalted = true }

  /// Takes note of an end, and returns the steps that are skipped because of it.
  mutating func finish(_ step: ApplyStep, _ outcome: StepOutcome) -> [ApplyStep] {
    guard let index = indices[step] else { return [] }
    return settle(index, outcome)
  }

  /// How every step ended; what never started says so.
  var outcomes: [(step: ApplyStep, outcome: StepOutcome)] {
    nodes.map { ($0.step, $0.outcome ?? .notStarted) }
  }

  // MARK: -

  private mutating func link(
    _ step: ApplyStep, after needed: [ApplyStep], isSoft: Bool = false
  ) {
    guard let index = indices[step] else { return }
    for other in Set(needed.compactMap { indices[$0] }) where other != index {
      nodes[other].dependants.append((index, isSoft))
      nodes[index].waitsFor += 1
    }
  }

  private mutating func settle(_ index: Int, _ outcome: StepOutcome) -> [ApplyStep] {
    guard nodes[index].outcome == nil else { return [] }
    nodes[index].outcome = outcome
    open[nodes[index].phase, default: 0] -= 1
    let isDone = if case .done = outcome { true } else { false }
    var skipped: [ApplyStep] = []
    for (dependant, isSoft) in nodes[index].dependants where nodes[dependant].outcome == nil {
      if isDone || isSoft {
        nodes[dependant].waitsFor -= 1
        if nodes[dependant].waitsFor == 0 { makeReady(dependant) }
      } else {
        skipped.append(nodes[dependant].step)
        skipped += settle(dependant, .skipped(because: nodes[index].step.address))
      }
    }
    return skipped
  }

  private mutating func makeReady(_ index: Int) {
    ready[nodes[index].phase, default: []].append(index)
  }

  private static func write(_ change: ResourceChange) -> (step: ApplyStep, change: ResourceChange)?
  {
    switch change.action {
    case .create, .replace:
      (ApplyStep(.create, change.address, kind: change.kind, id: nil), change)
    case .update where !change.writesObject: nil
    case .update, .adopt:
      (ApplyStep(.update, change.address, kind: change.kind, id: change.id), change)
    case .forget where change.releasesMarker:
      (ApplyStep(.release, change.address, kind: change.kind, id: change.id), change)
    case .delete, .forget, .noOp: nil
    }
  }

  private static func deletion(_ change: ResourceChange) -> (
    step: ApplyStep, change: ResourceChange
  )? {
    switch change.action {
    case .delete, .replace:
      (ApplyStep(.delete, change.address, kind: change.kind, id: change.id), change)
    case .create, .update, .adopt, .forget, .noOp: nil
    }
  }
}

extension ApplyScheduler {
  private static func upload(_ upload: PlannedUpload) -> ApplyStep {
    ApplyStep(.upload, upload.address, kind: .file, id: nil)
  }

  private static func deletion(_ file: PlannedFileDeletion) -> ApplyStep {
    ApplyStep(.delete, file.address, kind: .file, id: file.id)
  }

  private static func attach(
    _ change: ResourceChange
  ) -> (step: ApplyStep, change: ResourceChange)? {
    guard change.action != .delete, change.holdsMembers,
      change.files?.changes.contains(where: { $0.action != .detach }) ?? false
    else { return nil }
    return (ApplyStep(.attach, change.address, kind: change.kind, id: nil), change)
  }

  private static func detach(
    _ change: ResourceChange
  ) -> (step: ApplyStep, change: ResourceChange)? {
    guard change.action == .update || change.action == .adopt, change.holdsMembers,
      change.files?.changes.contains(where: { $0.action == .detach || $0.previous != nil }) ?? false
    else { return nil }
    return (ApplyStep(.detach, change.address, kind: change.kind, id: nil), change)
  }
}

extension ResourceChange {
  /// The IDs that lists of the remote object hold today.
  fileprivate var heldIDs: [String] {
    attributes.flatMap { $0.before?.array?.compactMap(\.string) ?? [] }
  }
}
