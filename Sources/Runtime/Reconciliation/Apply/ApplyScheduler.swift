import Planning
import ResourceModel

/// Which step may run next: a state machine without any waiting in it.
///
/// Writes wait for the writes of what they refer to. Deletions wait for all writes, then for what
/// refers to them, so that nothing ever points at something gone. What failed takes its dependants
/// with it; all else goes on.
struct ApplyScheduler {
  private struct Node {
    let step: ApplyStep
    var waitsFor: Int
    var dependants: [Int] = []
    var outcome: StepOutcome?
  }

  private var nodes: [Node] = []
  private var readyWrites: [Int] = []
  private var readyDeletions: [Int] = []
  private var openWrites: Int
  private var indices: [ApplyStep: Int] = [:]
  private var isHalted = false

  init(_ plan: Plan) {
    let writes = plan.changes.compactMap(Self.write)
    let writeSteps = Dictionary(
      writes.map { ($0.step.address, $0.step) }, uniquingKeysWith: { first, _ in first })
    let deletions = plan.changes.compactMap(Self.deletion)
    openWrites = writes.count

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

    for step in writes.map(\.step) + deletions.map(\.step) where indices[step] == nil {
      indices[step] = nodes.count
      nodes.append(Node(step: step, waitsFor: 0))
    }
    for (step, change) in writes {
      link(step, after: change.dependencies.compactMap { writeSteps[$0] })
    }
    for (step, change) in deletions {
      var needed = change.id.flatMap { holders[$0] } ?? []
      if change.action == .replace {
        needed += [writeSteps[change.address]].compactMap { $0 }
        needed += referrers[change.address] ?? []
      }
      link(step, after: needed)
    }
    for index in nodes.indices.reversed() where nodes[index].waitsFor == 0 { makeReady(index) }
  }

  /// All steps, in the order in which they are told about.
  var steps: [ApplyStep] { nodes.map(\.step) }

  /// The next step that may start, or nil when none may now.
  mutating func next() -> ApplyStep? {
    if isHalted { return nil }
    if let index = readyWrites.popLast() { return nodes[index].step }
    if openWrites == 0, let index = readyDeletions.popLast() { return nodes[index].step }
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

  private mutating func link(_ step: ApplyStep, after needed: [ApplyStep]) {
    guard let index = indices[step] else { return }
    for other in Set(needed.compactMap { indices[$0] }) where other != index {
      nodes[other].dependants.append(index)
      nodes[index].waitsFor += 1
    }
  }

  private mutating func settle(_ index: Int, _ outcome: StepOutcome) -> [ApplyStep] {
    guard nodes[index].outcome == nil else { return [] }
    nodes[index].outcome = outcome
    if nodes[index].step.verb != .delete { openWrites -= 1 }
    var skipped: [ApplyStep] = []
    for dependant in nodes[index].dependants {
      if case .done = outcome {
        nodes[dependant].waitsFor -= 1
        if nodes[dependant].waitsFor == 0, nodes[dependant].outcome == nil { makeReady(dependant) }
      } else if nodes[dependant].outcome == nil {
        skipped.append(nodes[dependant].step)
        skipped += settle(dependant, .skipped(because: nodes[index].step.address))
      }
    }
    return skipped
  }

  private mutating func makeReady(_ index: Int) {
    if nodes[index].step.verb == .delete {
      readyDeletions.append(index)
    } else {
      readyWrites.append(index)
    }
  }

  private static func write(_ change: ResourceChange) -> (step: ApplyStep, change: ResourceChange)?
  {
    switch change.action {
    case .create, .replace:
      (ApplyStep(.create, change.address, kind: change.kind, id: nil), change)
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

extension ResourceChange {
  /// The IDs that lists of the remote object hold today.
  fileprivate var heldIDs: [String] {
    attributes.flatMap { $0.before?.array?.compactMap(\.string) ?? [] }
  }
}
