import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct CancelledApplyTests {
  /// Cancels while two creates are under way and others wait, and then lets the host answer.
  @Test func nothingNewStartsAndWhatIsUnderWayIsRecorded() async {
    let host = MemoryHost([
      observed(
        assistant("z"), id: "z",
        marker: .marker(
          Marker(
            project: "other", target: "local", address: assistant("z"), nonce: "n",
            baseline: Baseline())))
    ])
    var bench = Bench((0..<6).map { declared(assistant("a\($0)")) }, host: host)
    bench.parallelism = 2
    let gate = Gate()
    let clock = TestClock(passesByItself: false)
    let prepared = bench
    let apply = Task {
      var bench = prepared
      let result = await bench.apply(clock: clock) { (_) async throws(ProviderError) in
        await gate.pass()
        // What a transport does with a request of a cancelled task.
        if Task.isCancelled { throw ProviderError(.cancelled, "cut") }
        return nil
      }
      return (bench, result.report, result.provider.calls.count)
    }
    await gate.arrived(2)
    apply.cancel()
    gate.open()
    let (after, report, calls) = await apply.value
    bench = after
    #expect(calls == 2)
    #expect(
      report.words == [
        "create a0: done assistant_1", "create a1: done assistant_2",
        "create a2: not started", "create a3: not started", "create a4: not started",
        "create a5: not started",
      ] || report.words.prefix(2) == ["create a0: done assistant_2", "create a1: done assistant_1"])
    #expect(Set(report.recorded.resources.keys) == [assistant("a0"), assistant("a1")])
    await clock.asleep(2)
    clock.advance(by: ProviderSession.grace)

    // The next apply does the rest, and nothing twice.
    let again = await bench.apply()
    #expect(again.report.isComplete && again.provider.calls.count == 4)
    #expect(bench.host.objects.count == 7 && bench.isSettled)
  }

  /// More steps were started than the limiter lets through: those in line send nothing.
  @Test func whatStandsInLineIsNotSentAndNotUnknown() async {
    let host = MemoryHost([
      observed(
        assistant("z"), id: "z",
        marker: .marker(
          Marker(
            project: "other", target: "local", address: assistant("z"), nonce: "n",
            baseline: Baseline())))
    ])
    var bench = Bench((0..<10).map { declared(assistant("a\($0)")) }, host: host)
    bench.parallelism = 10
    let gate = Gate()
    let clock = TestClock(passesByItself: false)
    let prepared = bench
    let apply = Task {
      var bench = prepared
      let result = await bench.apply(clock: clock) { (_) async throws(ProviderError) in
        await gate.pass()
        return nil
      }
      return (bench, result.report, result.provider.calls.count)
    }
    // The limiter starts with four.
    await gate.arrived(4)
    apply.cancel()
    gate.open()
    let (after, report, calls) = await apply.value
    bench = after
    #expect(calls == 4)
    #expect(report.words.count { $0.contains("done") } == 4)
    #expect(
      report.words.count { $0.hasSuffix("failed, cancelled before the request was sent") } == 6)
    await clock.asleep(4)
    clock.advance(by: ProviderSession.grace)
  }

  @Test func anApplyThatIsCancelledBeforeItBeginsSendsNothing() async {
    let bench = Bench([declared(assistant("a"))])
    let apply = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      var bench = bench
      let result = await bench.apply()
      return (result.report.words, result.provider.calls.count)
    }
    let (words, calls) = await apply.value
    #expect(words == ["create a: not started"] && calls == 0)
  }
}
