import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Synchronization
import Testing

/// Plans, applies, and looks at host, lock and report.
struct Bench {
  let host: MemoryHost
  var desired: DesiredState
  var recorded = nothingRecorded()
  var options = PlanOptions()
  var age = Duration.zero
  var parallelism = 10
  var journal = MemoryJournal()

  init(_ resources: [DesiredResource], host: MemoryHost = MemoryHost()) {
    self.host = host
    desired = desiredState(resources)
  }

  var plan: Plan {
    Planner.plan(desired: desired, recorded: recorded, observed: host.observed, options: options)
      .plan
  }

  /// Plans against the host as it is, and applies that plan.
  mutating func apply(
    clock: TestClock = TestClock(), events: EventLog = EventLog(),
    through script: FakeProvider.Script? = nil
  ) async -> (report: ApplyReport, provider: FakeProvider) {
    let host = host
    let provider = FakeProvider { (call) async throws(ProviderError) in
      if let script, let answer = try await script(call) { return answer }
      return host.answer(call)
    }
    let age = age
    let engine = ApplyEngine(
      session: session(provider, parallelism: parallelism, clock: clock), parallelism: parallelism,
      journal: journal, nonce: nonces(), now: { 1_000_000 }, timeSinceRefresh: { age })
    let input = ApplyEngine.Input(
      plan: plan, desired: desired, recorded: recorded, observed: host.observed)
    let report = await engine.apply(input) { events.append($0) }
    recorded = report.recorded
    return (report, provider)
  }

  /// Promise 1: after an apply there is nothing left to do, and nothing to remark.
  var isSettled: Bool {
    plan.changes.allSatisfy { $0.action == .noOp && $0.notes.isEmpty } && plan.kept.isEmpty
  }
}

final class EventLog: Sendable {
  private let events = Mutex<[String]>([])

  func append(_ event: ApplyEvent) {
    let words =
      switch event {
      case .started(let step): "started \(step.address.key)"
      case .searching(let step, _): "searching \(step.address.key)"
      case .sent(let step, let bytes, let total): "sent \(bytes) of \(total) of \(step.address.key)"
      case .indexed(let step, let count, let total):
        "indexed \(count) of \(total) of \(step.address.key)"
      case .finished(let step, let id, _): "finished \(step.address.key) \(id ?? "-")"
      case .failed(let step, _): "failed \(step.address.key)"
      case .skipped(let step, let cause): "skipped \(step.address.key) because of \(cause.key)"
      case .ownForm(let step, let paths):
        "own form of \(paths.map(\.description)) of \(step.address.key)"
      }
    events.withLock { $0.append(words) }
  }

  var words: [String] { events.withLock { $0 } }
}

extension ApplyReport {
  /// `create a: done assistant_1`
  var words: [String] {
    outcomes.map { step, outcome in
      let words =
        switch outcome {
        case .done(let id): "done \(id ?? "-")"
        case .failed(.provider(let error)): "failed, \(error.message)"
        case .failed(.unknownOutcome): "unknown"
        case .failed(.notTaken(let paths, _)): "not taken \(paths)"
        case .failed(.files(let failures)): "files failed, \(failures.map(\.file))"
        case .failed(.markerDropped): "marker dropped"
        case .failed(.moved): "moved"
        case .failed(.unnoted): "unnoted"
        case .skipped(let cause): "skipped because of \(cause.key)"
        case .notStarted: "not started"
        }
      return "\(step.verb.rawValue) \(step.address.key): \(words)"
    }
  }
}

@Suite(.timeLimit(.minutes(10))) struct ApplyEngineTests {
  private func project() -> [DesiredResource] {
    [
      declared(
        assistant("a"),
        [
          path("instructions"): "Be kind.\r\nBe brief.", path("temperature"): 0,
          metadata("team"): "x",
          path("tools"): [
            ["type": "code_interpreter"], ["type": "file_search", "max_num_results": 8],
          ],
        ],
        stores: [.address(store("s"))]),
      declared(store("s"), [path("name"): "S", path("expires_after"): ["days": 7]]),
    ]
  }

  @Test func everythingIsCreatedOnceAndThenNothingIsLeftToDo() async {
    var bench = Bench(project())
    bench.desired.outputs["STORE"] = OutputReference(address: store("s"))
    bench.desired.outputs["ASSISTANT"] = OutputReference(address: assistant("a"))
    let events = EventLog()
    let (report, provider) = await bench.apply(events: events)
    #expect(report.isComplete)
    #expect(provider.words == ["create vector_store", "create assistant"])
    #expect(
      events.words == [
        "started s", "finished s vector_store_1", "started a", "finished a assistant_2",
      ])
    #expect(
      bench.host.object(assistant("a"))?.attributes[path("file_search.vector_stores")]
        == ["vector_store_1"])
    #expect(report.recorded.outputs == ["STORE": "vector_store_1", "ASSISTANT": "assistant_2"])
    #expect(bench.recorded.resources[assistant("a")]?.createdAt == 1_002)
    #expect(bench.isSettled)
    let again = await bench.apply()
    #expect(again.provider.calls.isEmpty && again.report.outcomes.isEmpty)
    // Without the lock, too: the markers know everything.
    bench.recorded = nothingRecorded()
    #expect(bench.isSettled)
    _ = await bench.apply()
    #expect(bench.recorded == report.recorded)
  }

  @Test func aChangeAndAResetAreOneUpdate() async {
    var bench = Bench(project())
    _ = await bench.apply()
    bench.desired.resources[assistant("a")] = declared(
      assistant("a"), [path("instructions"): "Be kind."], stores: [.address(store("s"))])
    let (report, provider) = await bench.apply()
    #expect(report.words == ["update a: done assistant_2"])
    let expected: [AttributePath: JSONValue] = [
      path("instructions"): "Be kind.", path("temperature"): 1, path("tools"): [],
      metadata("team"): .null,
    ]
    #expect(provider.calls.first?.write?.changed == expected)
    #expect(bench.isSettled)
  }

  @Test func theFirstCreateGoesAloneUntilTheHostHasShownItsColours() async {
    var bench = Bench((0..<20).map { declared(assistant("a\($0)")) })
    bench.parallelism = 4
    let count = Counter()
    let gate = Gate()
    let (report, provider) = await bench.apply { (_) async throws(ProviderError) in
      if count.next() == 1 {
        for _ in 0..<50 { await Task.yield() }
        return nil
      }
      // Nobody is answered before four are under way.
      Task {
        await gate.arrived(4)
        gate.open()
      }
      await gate.pass()
      return nil
    }
    #expect(report.isComplete && provider.mostUnderWay == 4)
    #expect(bench.host.objects.count == 20 && bench.isSettled)
  }

  @Test func oneAtATimeWhileTheFirstIsUnderWay() async {
    var bench = Bench((0..<5).map { declared(assistant("a\($0)")) })
    let gate = Gate()
    let seen = Counter()
    let (report, provider) = await bench.apply { (_) async throws(ProviderError) in
      if seen.next() == 1 {
        // Whoever came along would have arrived by now.
        for _ in 0..<500 { await Task.yield() }
        #expect(seen.count == 1)
        gate.open()
      }
      await gate.pass()
      return nil
    }
    #expect(report.isComplete && provider.calls.count == 5)
  }

  @Test func aHostThatIsKnownToKeepMarkersIsAskedInParallelAtOnce() async {
    let host = MemoryHost([
      observed(
        assistant("z"), id: "z",
        marker: .marker(
          Marker(
            project: "other", target: "local", address: assistant("z"), nonce: "n",
            baseline: Baseline())))
    ])
    var bench = Bench((0..<3).map { declared(assistant("a\($0)")) }, host: host)
    let gate = Gate()
    let (report, provider) = await bench.apply { (_) async throws(ProviderError) in
      Task {
        await gate.arrived(3)
        gate.open()
      }
      await gate.pass()
      return nil
    }
    #expect(report.isComplete && provider.mostUnderWay == 3)
  }

  @Test func aHostThatDropsMetadataIsStoppedAtOneObject() async {
    var bench = Bench(
      (0..<5).map { declared(assistant("a\($0)")) }, host: MemoryHost(keepsMarkers: false))
    let (report, provider) = await bench.apply()
    #expect(provider.calls.count == 1)
    #expect(
      report.words == ["create a0: marker dropped"] + (1..<5).map { "create a\($0): not started" })
    // It exists and is ours: the lock is the only one who knows.
    #expect(report.recorded.resources.mapValues(\.id) == [assistant("a0"): "assistant_1"])
  }

  @Test func aFailureTakesItsDependantsAndNobodyElse() async {
    var bench = Bench(project() + [declared(assistant("b")), declared(store("t"))])
    let events = EventLog()
    let (report, _) = await bench.apply(events: events) { (call) async throws(ProviderError) in
      guard case .create(storeKind, let write) = call, write.marker?.address == store("s") else {
        return nil
      }
      throw ProviderError(.rejected(parameter: "name"), "bad name", isAPIAnswer: true)
    }
    #expect(
      Set(report.words) == [
        "create a: skipped because of s", "create s: failed, bad name",
        "create b: done assistant_1",
        "create t: done vector_store_2",
      ])
    #expect(events.words.contains("skipped a because of s"))
    #expect(!report.isComplete)
    #expect(Set(report.recorded.resources.keys) == [assistant("b"), store("t")])
    // The next apply does the rest.
    let again = await bench.apply()
    #expect(again.report.isComplete && again.report.outcomes.count == 2 && bench.isSettled)
  }

  @Test(arguments: [
    ProviderError(.noAnswer, "lost"), ProviderError(.unreadableAnswer, "cut"),
    ProviderError(.serverFault(retryAfter: .seconds(1)), "busy", isAPIAnswer: true),
    ProviderError(.rateLimited(retryAfter: .seconds(1)), "bare 429"),
  ])
  func anUnknownCreateIsNotRepeatedAndIsFoundByItsMarker(_ error: ProviderError) async {
    var bench = Bench([declared(assistant("a")), declared(assistant("b"))])
    let host = bench.host
    let count = Counter()
    let clock = TestClock()
    let (report, provider) = await bench.apply(clock: clock) { (call) async throws(ProviderError) in
      switch count.next() {
      case 1:
        // Done, and the answer is lost.
        _ = host.answer(call)
        throw error
      case 2: return .page(ResourcePage(resources: [], next: nil))
      default: return nil
      }
    }
    #expect(
      provider.words == [
        "create assistant", "list assistant", "list assistant", "create assistant",
      ])
    #expect(clock.sleeps == [.milliseconds(500)])
    #expect(report.words == ["create a: done assistant_1", "create b: done assistant_2"])
    #expect(
      bench.journal.words == [
        "create a n1", "1 recorded assistant_1", "create b n2", "3 recorded assistant_2",
      ])
    #expect(report.recorded.unresolved.isEmpty && bench.isSettled)
    #expect(bench.host.objects.count == 2)
  }

  @Test func anAnswerThatTookNothingIsAFailureAndNotRecordedAsApplied() async throws {
    var bench = Bench([declared(assistant("a"), [path("name"): "A", path("top_p"): 0])])
    let host = bench.host
    let (report, _) = await bench.apply { (call) async throws(ProviderError) in
      guard case .create(let kind, var write) = call else { return nil }
      write.changed[path("top_p")] = nil
      return host.answer(.create(kind, write))
    }
    #expect(report.words == ["create a: not taken [top_p]"])
    #expect(report.recorded.resources[assistant("a")]?.refused.keys.first == path("top_p"))
    let entry = try #require(report.recorded.resources[assistant("a")])
    #expect(entry.id == "assistant_1")
    #expect(entry.applied[path("top_p")] == nil && entry.returned[path("top_p")] == nil)
    #expect(entry.applied[path("name")] != nil)
    // It is still to be done, and in place once it is.
    let again = await bench.apply()
    #expect(again.report.words == ["update a: done assistant_1"] && bench.isSettled)
  }

  @Test func theServersOwnFormIsToldOnceAndThenInPlace() async {
    var bench = Bench([declared(assistant("a"), [path("name"): "A"])])
    let host = bench.host
    let events = EventLog()
    let (report, _) = await bench.apply(events: events) { (call) async throws(ProviderError) in
      guard case .create(let kind, var write) = call else { return nil }
      write.changed[path("name")] = "a."
      return host.answer(.create(kind, write))
    }
    #expect(report.isComplete)
    #expect(events.words.contains("own form of [\"name\"] of a"))
    #expect(bench.isSettled)
    host.change("assistant_1") { $0.attributes[path("name")] = "changed outside" }
    #expect(bench.plan.changes.map(\.reason) == [.changedOutside])
  }
}
