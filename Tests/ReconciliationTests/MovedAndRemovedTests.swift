import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

@Suite struct MovedAndRemovedTests {
  private func applied(_ resources: [DesiredResource]) async -> Bench {
    var bench = Bench(resources)
    _ = await bench.apply()
    return bench
  }

  /// Applies a new name while somebody else changes the object between the look and the write.
  private func update(
    after age: Duration, elsewhere change: @escaping @Sendable (inout ObservedResource) -> Void
  ) async -> (words: [String], calls: [String], bench: Bench) {
    var bench = await applied([declared(assistant("a"), [path("name"): "A"])])
    bench.desired.resources[assistant("a")] = declared(assistant("a"), [path("name"): "B"])
    bench.age = age
    let (host, count) = (bench.host, Counter())
    let (report, provider) = await bench.apply { (_) async throws(ProviderError) in
      if count.next() == 1 { host.change("assistant_1", change) }
      return nil
    }
    return (report.words, provider.words, bench)
  }

  @Test func aLateWriteLooksAgainAndRefusesWhatMoved() async {
    let (words, calls, bench) = await update(after: .seconds(31)) {
      $0.attributes[path("instructions")] = "from a dashboard"
    }
    #expect(words == ["update a: moved"])
    #expect(calls == ["get assistant assistant_1"])
    // What was recorded stays, so that the next plan shows both changes.
    #expect(bench.recorded.resources[assistant("a")]?.applied[path("name")] == Digest(of: "A"))
    #expect(bench.plan.changes.first?.notes.map(\.path) == [path("instructions")])
  }

  @Test func aLateWriteGoesOnWhenNothingMoved() async {
    let (words, calls, bench) = await update(after: .seconds(31)) {
      // The same values in another order of keys, and an empty list said outright.
      $0.attributes[path("tools")] = []
      $0.attributes[path("name")] = "A"
    }
    #expect(words == ["update a: done assistant_1"])
    #expect(calls == ["get assistant assistant_1", "update assistant assistant_1"])
    #expect(bench.isSettled)
  }

  @Test func anEarlyWriteCostsOneRequest() async {
    let (words, calls, _) = await update(after: .seconds(30)) { _ in }
    #expect(words == ["update a: done assistant_1"])
    #expect(calls == ["update assistant assistant_1"])
  }

  @Test func anotherMarkerIsAMoveToo() async {
    let (words, _, _) = await update(after: .seconds(31)) {
      $0.marker = .marker(marker(assistant("a"), nonce: "somebody"))
    }
    #expect(words == ["update a: moved"])
  }

  @Test func theOrderOfKeysIsNoMove() async throws {
    let schema = { (text: String) in
      try JSONParser.parse(
        #"[{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":"#
          + text + "}}}]")
    }
    let (one, other) = (try schema(#"{"a":{},"b":{}}"#), try schema(#"{"b":{},"a":{}}"#))
    var bench = await applied([declared(assistant("a"), [path("tools"): one])])
    bench.desired.resources[assistant("a")] = declared(
      assistant("a"), [path("tools"): one, path("name"): "N"])
    bench.age = .seconds(60)
    let (host, count) = (bench.host, Counter())
    let (report, _) = await bench.apply { (_) async throws(ProviderError) in
      if count.next() == 1 {
        host.change("assistant_1") { $0.attributes[path("tools")] = other }
      }
      return nil
    }
    #expect(report.words == ["update a: done assistant_1"])
  }

  @Test func deletionsRefuseWhatMovedAndAcceptWhatIsGone() async {
    for isGone in [false, true] {
      var bench = await applied([declared(assistant("a"), [path("name"): "A"])])
      bench.options.destroys = true
      bench.age = .seconds(60)
      let host = bench.host
      let (report, _) = await bench.apply { (call) async throws(ProviderError) in
        guard case .get(let kind, let id) = call else { return nil }
        if isGone {
          _ = host.answer(.delete(kind, id: id))
        } else {
          host.change(id) { $0.attributes[path("name")] = "precious" }
        }
        return nil
      }
      #expect(report.words == [isGone ? "delete a: done assistant_1" : "delete a: moved"])
      #expect(report.recorded.resources.isEmpty == isGone)
    }
  }

  @Test func destroyingDeletesDependantsFirstAndEmptiesTheLock() async {
    var bench = await applied([
      declared(store("s")), declared(assistant("a"), stores: [.address(store("s"))]),
    ])
    bench.options.destroys = true
    let (report, provider) = await bench.apply()
    #expect(
      provider.words == ["delete assistant assistant_2", "delete vector_store vector_store_1"])
    #expect(report.recorded.resources.isEmpty && bench.host.objects.isEmpty)
  }

  @Test func aReplacementCreatesRebindsDeletes() async {
    var bench = await applied([
      declared(store("s")), declared(assistant("a"), stores: [.address(store("s"))]),
    ])
    bench.options.replacing = [store("s")]
    let (report, provider) = await bench.apply()
    #expect(
      provider.words == [
        "create vector_store", "update assistant assistant_2", "delete vector_store vector_store_1",
      ])
    #expect(
      provider.calls[1].write?.changed == [path("file_search.vector_stores"): ["vector_store_3"]])
    #expect(report.recorded.resources[store("s")]?.id == "vector_store_3")
    #expect(report.recorded.resources[store("s")]?.leaving == [])
    bench.options.replacing = []
    #expect(bench.isSettled)
  }

  @Test func anUnfinishedReplacementIsFinishedByTheNextApply() async {
    var bench = await applied([
      declared(store("s")), declared(assistant("a"), stores: [.address(store("s"))]),
    ])
    bench.options.replacing = [store("s")]
    let refused = ProviderError(.rejected(parameter: nil), "no", isAPIAnswer: true)
    let (report, _) = await bench.apply { (call) async throws(ProviderError) in
      if case .update = call { throw refused }
      return nil
    }
    #expect(
      report.words == [
        "create s: done vector_store_3", "update a: failed, no", "delete s: skipped because of a",
      ])
    #expect(report.recorded.resources[store("s")]?.leaving == ["vector_store_1"])
    bench.options.replacing = []
    let again = await bench.apply()
    #expect(
      again.provider.words == [
        "update assistant assistant_2", "delete vector_store vector_store_1",
      ])
    #expect(again.report.recorded.resources[store("s")]?.leaving == [])
    #expect(bench.isSettled && bench.host.objects.count == 2)
  }

  /// The resource itself could be deleted, its predecessor could not: the lock goes on naming it.
  @Test func whatIsLeavingOutlivesItsResource() async {
    var bench = await applied([declared(store("s"))])
    bench.options.replacing = [store("s")]
    let refused = ProviderError(.rejected(parameter: nil), "no", isAPIAnswer: true)
    let refusing: FakeProvider.Script = { (call) async throws(ProviderError) in
      if case .delete(_, id: "vector_store_1") = call { throw refused }
      return nil
    }
    _ = await bench.apply(through: refusing)
    bench.options.replacing = []
    bench.options.destroys = true
    let (report, _) = await bench.apply(through: refusing)
    #expect(!report.isComplete)
    #expect(report.recorded.resources[store("s")]?.id == "vector_store_1")
    let again = await bench.apply()
    #expect(again.report.isComplete && again.report.recorded.resources.isEmpty)
    #expect(bench.host.objects.isEmpty)
  }

  @Test func aStaleEntryGoesWithTheObjectThatItsMarkerShows() async {
    var bench = await applied([declared(store("s"))])
    bench.recorded.resources[store("s")]?.id = "vs_gone"
    bench.options.destroys = true
    let (report, provider) = await bench.apply()
    #expect(provider.words == ["delete vector_store vector_store_1"])
    #expect(report.recorded.resources.isEmpty)
  }

  @Test func whatIsGoneAlreadyIsForgottenWithoutARequest() async {
    var bench = await applied([declared(assistant("a")), declared(assistant("b"))])
    bench.desired = desiredState([declared(assistant("a"))])
    _ = bench.host.answer(.delete(assistantKind, id: "assistant_2"))
    let (report, provider) = await bench.apply()
    #expect(provider.calls.isEmpty)
    #expect(Set(report.recorded.resources.keys) == [assistant("a")])
  }

  /// The lock is lost and only the assistant is selected: its store is found by its marker.
  @Test func referencesBeyondTheSelectionAreResolvedByMarkers() async {
    var bench = await applied([declared(store("s"))])
    bench.recorded = nothingRecorded()
    bench.desired.resources[assistant("a")] = declared(
      assistant("a"), stores: [.address(store("s"))])
    bench.options.only = [assistant("a")]
    let (report, provider) = await bench.apply()
    #expect(report.words == ["create a: done assistant_2"])
    #expect(
      provider.calls.first?.write?.changed[path("file_search.vector_stores")] == ["vector_store_1"])
  }

  @Test func driftThatIsHeldStaysAndIsShownAgain() async throws {
    var bench = await applied([declared(assistant("a"), [path("name"): "A", path("top_p"): 1])])
    bench.host.change("assistant_1") { $0.attributes[path("name")] = "dashboard" }
    bench.desired.resources[assistant("a")]?.attributes[path("top_p")] =
      DesiredAttribute(.json(0))
    // What `--on-drift=keep` makes of the plan.
    var plan = bench.plan
    let index = try #require(plan.changes.firstIndex { $0.address == assistant("a") })
    plan.changes[index].held = plan.changes[index].attributes.filter(\.cause.isDrift)
    plan.changes[index].attributes.removeAll(where: \.cause.isDrift)
    #expect(plan.changes[index].held.map(\.path) == [path("name")])
    let host = bench.host
    let provider = FakeProvider { (call) async throws(ProviderError) in host.answer(call) }
    let engine = ApplyEngine(
      session: session(provider), parallelism: 1, journal: MemoryJournal(), nonce: nonces(),
      now: { 1_000_000 }, timeSinceRefresh: { .zero })
    let report = await engine.apply(
      ApplyEngine.Input(
        plan: plan, desired: bench.desired, recorded: bench.recorded, observed: host.observed)
    ) { _ in }
    #expect(provider.calls.first?.write?.changed == [path("top_p"): 0])
    bench.recorded = report.recorded
    let again = try #require(bench.plan.changes.first)
    #expect(
      again.attributes.map(\.cause) == [.drift] && again.attributes.map(\.path) == [path("name")])
  }
}
