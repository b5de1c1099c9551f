import Planning
@testable import Reconciliation
import ResourceModel
import Testing

@Suite struct ApplySchedulerTests {
  private func change(
    _ address: Address, _ action: Action, id: String? = nil, needs: [Address] = [],
    holding held: [String] = []
  ) -> ResourceChange {
    var change = ResourceChange(
      address: address, kind: address.collection == "assistants" ? assistantKind : storeKind,
      action: action, reason: .declared, id: id, dependencies: needs)
    if action == .update, held.isEmpty {
      change.attributes = [
        AttributeChange(
          path: path("name"), before: "old", after: .value("new"), cause: .changed)
      ]
    }
    if !held.isEmpty {
      change.attributes = [
        AttributeChange(
          path: path("file_search.vector_stores"), before: .array(held.map(JSONValue.string)),
          after: .value([]), cause: .changed)
      ]
    }
    return change
  }

  private func scheduler(_ changes: [ResourceChange]) -> ApplyScheduler {
    ApplyScheduler(
      Plan(project: "acme-shop", target: "local", origin: testOrigin, changes: changes))
  }

  /// Runs one step at a time; says what ran, and what was skipped.
  private func run(
    _ scheduler: inout ApplyScheduler, failing: Set<String> = []
  ) -> (ran: [String], skipped: [String]) {
    var ran: [String] = []
    var skipped: [String] = []
    while let step = scheduler.next() {
      ran.append(words(step))
      let fails = failing.contains(words(step))
      let outcome: StepOutcome =
        fails ? .failed(.provider(ProviderError(.forbidden, "no"))) : .done(id: step.id)
      skipped += scheduler.finish(step, outcome).map(words)
    }
    return (ran, skipped)
  }

  private func words(_ step: ApplyStep) -> String {
    "\(step.verb.rawValue) \(step.address.key)" + (step.id.map { " \($0)" } ?? "")
  }

  @Test func dependenciesComeFirst() {
    var scheduler = scheduler([
      change(assistant("a"), .create, needs: [store("s"), store("t")]), change(store("s"), .create),
      change(store("t"), .update, id: "vs_t"), change(assistant("b"), .create),
    ])
    // In the order of the plan where nothing forbids it.
    #expect(scheduler.next().map(words) == "create s")
    #expect(scheduler.next().map(words) == "update t vs_t")
    #expect(scheduler.next().map(words) == "create b")
    #expect(scheduler.next() == nil)
    let s = ApplyStep(.create, store("s"), kind: storeKind, id: nil)
    #expect(scheduler.finish(s, .done(id: "vs_s")).isEmpty)
    #expect(scheduler.next() == nil)
    let t = ApplyStep(.update, store("t"), kind: storeKind, id: "vs_t")
    #expect(scheduler.finish(t, .done(id: "vs_t")).isEmpty)
    #expect(scheduler.next().map(words) == "create a")
  }

  @Test func aFailureSkipsItsDependantsAndNamesThem() {
    var scheduler = scheduler([
      change(store("s"), .create), change(assistant("a"), .create, needs: [store("s")]),
      change(assistant("b"), .create),
      change(assistant("c"), .update, id: "3", needs: [store("s")]),
    ])
    let result = run(&scheduler, failing: ["create s"])
    #expect(result.ran == ["create s", "create b"])
    #expect(result.skipped == ["create a", "update c 3"])
    let outcomes = scheduler.outcomes.map(\.outcome)
    #expect(outcomes[1] == .skipped(because: store("s")))
    #expect(outcomes[2] == .done(id: nil))
  }

  @Test func deletionsComeLastAndDependantsOfThemFirst() {
    var scheduler = scheduler([
      change(store("s"), .delete, id: "vs_1"),
      change(assistant("a"), .delete, id: "asst_1", holding: ["vs_1"]),
      change(assistant("b"), .update, id: "asst_2", holding: ["vs_1"]),
      change(assistant("c"), .create),
    ])
    let result = run(&scheduler)
    #expect(
      result.ran == ["update b asst_2", "create c", "delete a asst_1", "delete s vs_1"])
  }

  @Test func whatIsStillHeldIsNotDeleted() {
    var scheduler = scheduler([
      change(assistant("b"), .update, id: "asst_2", holding: ["vs_1"]),
      change(store("s"), .delete, id: "vs_1"), change(store("t"), .delete, id: "vs_2"),
    ])
    let result = run(&scheduler, failing: ["update b asst_2"])
    #expect(result.ran == ["update b asst_2", "delete t vs_2"])
    #expect(result.skipped == ["delete s vs_1"])
  }

  @Test func aReplacementCreatesRebindsAndThenDeletes() {
    let changes = [
      change(store("s"), .replace, id: "vs_1"),
      change(assistant("a"), .update, id: "asst_1", needs: [store("s")], holding: ["vs_1"]),
    ]
    var whole = scheduler(changes)
    #expect(run(&whole).ran == ["create s", "update a asst_1", "delete s vs_1"])
    var notRebound = scheduler(changes)
    let result = run(&notRebound, failing: ["update a asst_1"])
    #expect(result.ran == ["create s", "update a asst_1"])
    #expect(result.skipped == ["delete s vs_1"])
    var notCreated = scheduler(changes)
    #expect(
      run(&notCreated, failing: ["create s"]).skipped.sorted() == [
        "delete s vs_1", "update a asst_1",
      ])
  }

  @Test func nothingStartsAfterAHalt() {
    var scheduler = scheduler([change(store("s"), .create), change(store("t"), .create)])
    let first = scheduler.next()
    scheduler.halt()
    #expect(scheduler.next() == nil)
    if let first { _ = scheduler.finish(first, .done(id: "1")) }
    #expect(scheduler.next() == nil)
    #expect(scheduler.outcomes.map(\.outcome) == [.done(id: "1"), .notStarted])
  }

  @Test func whatIsPlannedTwiceRunsOnce() {
    var scheduler = scheduler([
      change(store("s"), .delete, id: "vs_1"), change(store("s"), .delete, id: "vs_1"),
    ])
    #expect(run(&scheduler).ran == ["delete s vs_1"])
    #expect(scheduler.outcomes.count == 1)
  }

  @Test func noOpsAndForgettingAreNoSteps() {
    #expect(
      scheduler([change(store("s"), .noOp, id: "1"), change(store("t"), .forget)]).steps.isEmpty)
  }

  /// Random graphs, random order of ends, random failures: every step ends exactly once, after all
  /// that it needs, and what needs a failure is skipped.
  @Test(arguments: 0..<200)
  func everyStepEndsExactlyOnce(_ seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    let count = Int.random(in: 1...25, using: &random)
    let actions: [Action] = [.create, .update, .replace, .delete, .noOp, .adopt, .forget]
    var changes: [ResourceChange] = []
    for index in 0..<count {
      let needs = (0..<index).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
      changes.append(
        change(
          store("r\(index)"), actions.randomElement(using: &random) ?? .create,
          id: "id\(index)", needs: needs.map { store("r\($0)") }, holding: needs.map { "id\($0)" }))
    }
    changes.shuffle(using: &random)
    var scheduler = scheduler(changes)
    let steps = Set(scheduler.steps)
    #expect(steps.count == scheduler.steps.count)

    var underWay: [ApplyStep] = []
    var ended: [ApplyStep] = []
    var succeeded = Set<ApplyStep>()
    let writes = steps.filter { $0.verb != .delete }
    while true {
      if Bool.random(using: &random) || underWay.isEmpty, let step = scheduler.next() {
        let needed = changes.first { $0.address == step.address }?.dependencies ?? []
        if step.verb == .delete {
          #expect(writes.isSubset(of: ended), "a deletion started before the writes ended")
        } else {
          let dependencies = writes.filter { needed.contains($0.address) }
          #expect(dependencies.isSubset(of: succeeded))
        }
        underWay.append(step)
      } else if !underWay.isEmpty {
        let step = underWay.remove(at: Int.random(in: 0..<underWay.count, using: &random))
        let fails = Int.random(in: 0..<6, using: &random) == 0
        let outcome: StepOutcome =
          fails ? .failed(.provider(ProviderError(.forbidden, "no"))) : .done(id: nil)
        if !fails { succeeded.insert(step) }
        ended.append(step)
        ended += scheduler.finish(step, outcome)
      } else {
        break
      }
    }
    #expect(ended.count == steps.count && Set(ended) == steps)
    #expect(scheduler.outcomes.allSatisfy { $0.outcome != .notStarted })
    for (step, outcome) in scheduler.outcomes {
      guard case .skipped(let cause) = outcome else { continue }
      #expect(!succeeded.contains(step))
      #expect(
        scheduler.outcomes.contains { $0.step.address == cause && !succeeded.contains($0.step) })
    }
  }
}

/// A small generator, so that a failing seed can be run again.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
