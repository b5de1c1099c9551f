import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

/// What an apply does about creates of which nobody knows whether they were done.
@Suite(.timeLimit(.minutes(10))) struct UnresolvedCreateTests {
  private static let lost = ProviderError(.noAnswer, "lost")

  @Test func whatNoListShowsIsGivenUpAfterTheWindowAndNotRepeated() async {
    var bench = Bench([declared(assistant("a"))])
    let clock = TestClock()
    let (report, provider) = await bench.apply(clock: clock) { (call) async throws(ProviderError) in
      if case .create = call { throw Self.lost }
      return nil
    }
    #expect(report.words == ["create a: unknown"])
    #expect(provider.words.count { $0.hasPrefix("create") } == 1)
    #expect(clock.sleeps.reduce(.zero, +) == .seconds(30))
    #expect(
      report.recorded.unresolved
        == [UnresolvedCreate(address: assistant("a"), nonce: "n1", at: 1_000_000)])
    #expect(bench.journal.words == ["create a n1", "1 unknown"])
    // It did not come to be: the next apply makes it.
    let again = await bench.apply()
    #expect(again.report.words == ["create a: done assistant_1"])
  }

  @Test func aHostThatDoesNotListEither() async {
    var bench = Bench([declared(assistant("a"))])
    let clock = TestClock()
    let (report, _) = await bench.apply(clock: clock) { (call) async throws(ProviderError) in
      if case .create = call { throw Self.lost }
      throw ProviderError(.forbidden, "no")
    }
    #expect(report.words == ["create a: unknown"] && clock.sleeps.isEmpty)
    #expect(report.recorded.unresolved.map(\.nonce) == ["n1"])
  }

  /// A refused create is repeated with a new nonce; each attempt is in the journal.
  @Test func aRefusedCreateThatExistsAllTheSameIsRemoved() async {
    var bench = Bench([declared(assistant("a"))])
    let host = bench.host
    let count = Counter()
    let (report, provider) = await bench.apply { (call) async throws(ProviderError) in
      guard count.next() == 2 else { return nil }
      // The first object belongs to the refused attempt.
      return nil
    }
    #expect(provider.words == ["create assistant"] && report.isComplete)

    bench.desired.resources[assistant("b")] = declared(assistant("b"))
    bench.journal = MemoryJournal()
    let creates = Counter()
    let second = await bench.apply { (call) async throws(ProviderError) in
      guard case .create = call, creates.next() == 1 else { return nil }
      _ = host.answer(call)
      throw ProviderError(.rateLimited(retryAfter: nil), "slow down", isAPIAnswer: true)
    }
    #expect(
      second.provider.words == [
        "create assistant", "create assistant", "list assistant", "delete assistant assistant_2",
      ])
    #expect(
      bench.journal.words == [
        "create b n1", "1 not done", "create b n2", "3 recorded assistant_3",
        "delete b assistant_2",
        "5 deleted",
      ])
    #expect(second.report.recorded.resources[assistant("b")]?.leaving == [])
    #expect(bench.isSettled && host.objects.count == 2)
  }

  @Test func aRefusedCreateThatDoesNotExistCostsOneList() async {
    var bench = Bench([declared(assistant("a"))])
    let creates = Counter()
    let (report, provider) = await bench.apply { (call) async throws(ProviderError) in
      guard case .create = call, creates.next() == 1 else { return nil }
      throw ProviderError(.rateLimited(retryAfter: nil), "slow down", isAPIAnswer: true)
    }
    #expect(provider.words == ["create assistant", "create assistant", "list assistant"])
    #expect(report.isComplete && report.recorded.unresolved.isEmpty && bench.isSettled)
  }

  @Test func whatCannotBeNotedIsNotSentAndNothingMoreIsStarted() async {
    var bench = Bench((0..<3).map { declared(assistant("a\($0)")) })
    bench.parallelism = 1
    bench.journal = MemoryJournal(room: 2)
    let (report, provider) = await bench.apply()
    #expect(provider.words == ["create assistant"])
    #expect(
      report.words == [
        "create a0: done assistant_1", "create a1: unnoted", "create a2: not started",
      ])
    #expect(report.recorded.unresolved.isEmpty)
  }

  @Test func updatesAndDeletionsAreNotedToo() async {
    var bench = Bench([declared(assistant("a")), declared(assistant("b"))])
    bench.parallelism = 1
    _ = await bench.apply()
    bench.desired = desiredState([declared(assistant("a"), [path("name"): "A"])])
    bench.options.prunes = true
    bench.journal = MemoryJournal()
    _ = await bench.apply()
    #expect(
      bench.journal.words == [
        "update a assistant_1", "1 recorded assistant_1", "delete b assistant_2", "3 deleted",
      ])
  }
}
