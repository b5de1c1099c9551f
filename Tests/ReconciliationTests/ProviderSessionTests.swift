import Reconciliation
import ResourceModel
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct ProviderSessionTests {
  private static let object = observed(assistant("a"), id: "asst_1")

  private static func write(_ nonce: String) -> ResourceWrite {
    ResourceWrite(changed: [:], resulting: [:], marker: marker(assistant("a"), nonce: nonce))
  }

  /// Fails with these, one after the other, and then answers.
  private static func provider(
    failing errors: [ProviderError], with answer: Answer = .object(object)
  ) -> FakeProvider {
    let count = Counter()
    return FakeProvider { (_) async throws(ProviderError) in
      let number = count.next()
      if number <= errors.count { throw errors[number - 1] }
      return answer
    }
  }

  @Test func readingIsRepeatedWithGrowingDelays() async throws {
    let clock = TestClock()
    let provider = Self.provider(failing: [
      ProviderError(.noAnswer, "lost"), ProviderError(.serverFault(retryAfter: nil), "busy"),
      ProviderError(.rateLimited(retryAfter: .seconds(17)), "slow down"),
    ])
    let found = try await session(provider, clock: clock).get(assistantKind, id: "asst_1")
    #expect(found == Self.object)
    #expect(provider.words.count == 4)
    #expect(clock.sleeps == [.milliseconds(500), .seconds(1), .seconds(17)])
  }

  @Test func updatesDeletionsAndListsAreRepeatedToo() async throws {
    let error = ProviderError(.noAnswer, "lost")
    let updating = Self.provider(failing: [error])
    _ = try await session(updating).update(assistantKind, id: "asst_1", Self.write("n"))
    #expect(updating.words == Array(repeating: "update assistant asst_1", count: 2))
    let deleting = Self.provider(failing: [error], with: .done)
    try await session(deleting).delete(assistantKind, id: "asst_1")
    #expect(deleting.words == Array(repeating: "delete assistant asst_1", count: 2))
    let page = Answer.page(ResourcePage(resources: [], next: nil))
    let listing = Self.provider(failing: [error], with: page)
    _ = try await session(listing).list(assistantKind, after: "asst_0")
    #expect(listing.words == Array(repeating: "list assistant after asst_0", count: 2))
  }

  @Test func afterSevenAttemptsTheLastErrorIsTheResult() async {
    let errors = (1...9).map { ProviderError(.noAnswer, "lost \($0)") }
    let provider = Self.provider(failing: errors)
    let session = session(provider)
    let error = await failure { () async throws(ProviderError) in
      try await session.get(assistantKind, id: "asst_1")
    }
    #expect(error?.message == "lost 7")
    #expect(provider.calls.count == 7)
  }

  @Test(arguments: [
    ProviderError(.serverFault(retryAfter: .seconds(1)), "m", status: 503, isAPIAnswer: true),
    ProviderError(.noAnswer, "m"), ProviderError(.unreadableAnswer, "m"),
    ProviderError(.cancelled, "m"),
    ProviderError(.rateLimited(retryAfter: .seconds(1)), "m", status: 429),
  ])
  func aCreateThatMayHaveTakenEffectIsNeverRepeated(_ error: ProviderError) async {
    let provider = Self.provider(failing: [error])
    let session = session(provider)
    let result = await failure { () async throws(ProviderError) in
      try await session.create(assistantKind) { Self.write("n") }
    }
    #expect(result == error && result?.mayHaveTakenEffect == true)
    #expect(provider.calls.count == 1)
  }

  @Test func aCreateThatWasNotDoneIsRepeatedWithANewNonce() async throws {
    let provider = Self.provider(failing: [
      ProviderError(.rateLimited(retryAfter: nil), "slow down", status: 429, isAPIAnswer: true),
      ProviderError(.unreachable, "refused"),
    ])
    let nonce = nonces()
    _ = try await session(provider).create(assistantKind) { Self.write(nonce()) }
    #expect(provider.calls.map { $0.write?.marker?.nonce } == ["n1", "n2", "n3"])
  }

  /// Cancelled in the wait after a refusal: nothing was created, and nobody has to look for it.
  @Test func aCreateThatIsCancelledBetweenTwoTriesIsNotUnknown() async {
    let clock = TestClock(beforeSleep: { withUnsafeCurrentTask { $0?.cancel() } })
    let provider = Self.provider(failing: [
      ProviderError(.rateLimited(retryAfter: nil), "slow down", status: 429, isAPIAnswer: true)
    ])
    let session = session(provider, clock: clock)
    let error = await Task {
      await failure { () async throws(ProviderError) in
        try await session.create(assistantKind) { Self.write("n") }
      }
    }.value
    #expect(error?.cause == .cancelled && error?.mayHaveTakenEffect == false)
    #expect(provider.calls.count == 1)
  }

  /// An update whose first try may have arrived stays unknown.
  @Test func anUpdateThatIsCancelledBetweenTwoTriesIsUnknown() async {
    let clock = TestClock(beforeSleep: { withUnsafeCurrentTask { $0?.cancel() } })
    let provider = Self.provider(failing: [ProviderError(.noAnswer, "lost")])
    let session = session(provider, clock: clock)
    let error = await Task {
      await failure { () async throws(ProviderError) in
        try await session.update(assistantKind, id: "asst_1", Self.write("n"))
      }
    }.value
    #expect(error?.cause == .cancelled && error?.mayHaveTakenEffect == true)
  }

  @Test func whoIsCancelledBeforeItsTurnSendsNothing() async {
    let gate = Gate()
    let provider = FakeProvider { (_) async throws(ProviderError) in
      await gate.pass()
      return .object(Self.object)
    }
    let session = session(provider, parallelism: 1)
    let first = Task { try? await session.get(assistantKind, id: "asst_1") }
    await gate.arrived(1)
    let second = Task {
      await failure { () async throws(ProviderError) in
        try await session.create(assistantKind) { Self.write("n") }
      }
    }
    second.cancel()
    gate.open()
    _ = await first.value
    let error = await second.value
    #expect(error?.cause == .cancelled && error?.mayHaveTakenEffect == false)
    #expect(provider.words == ["get assistant asst_1"])
  }

  /// The connection of a write under way is not cut at once: its outcome is to be known.
  @Test func aWriteUnderWayIsSeenThrough() async throws {
    let gate = Gate()
    let clock = TestClock(passesByItself: false)
    let provider = FakeProvider { (_) async throws(ProviderError) in
      await gate.pass()
      if Task.isCancelled { throw ProviderError(.cancelled, "cut") }
      return .object(Self.object)
    }
    let session = session(provider, clock: clock)
    let create = Task { try? await session.create(assistantKind) { Self.write("n") } }
    await gate.arrived(1)
    create.cancel()
    gate.open()
    #expect(await create.value == Self.object)
    await clock.asleep(1)
    clock.advance(by: ProviderSession.grace)
  }

  @Test func butNotForEver() async {
    let arrived = Gate()
    arrived.open()
    let clock = TestClock(passesByItself: false)
    let provider = FakeProvider { (_) async throws(ProviderError) in
      await arrived.pass()
      while !Task.isCancelled { await Task.yield() }
      throw ProviderError(.cancelled, "cut")
    }
    let session = session(provider, clock: clock)
    let create = Task {
      await failure { () async throws(ProviderError) in
        try await session.create(assistantKind) { Self.write("n") }
      }
    }
    await arrived.arrived(1)
    create.cancel()
    await clock.asleep(1)
    #expect(clock.sleeps == [.seconds(5)])
    #expect(provider.underWay == 1)
    clock.advance(by: .seconds(5))
    let error = await create.value
    #expect(error?.message == "cut" && error?.mayHaveTakenEffect == true)
  }

  @Test func readingIsCutAtOnce() async {
    let gate = Gate()
    let provider = FakeProvider { (_) async throws(ProviderError) in
      await gate.pass()
      if Task.isCancelled { throw ProviderError(.cancelled, "cut") }
      return .object(Self.object)
    }
    let session = session(provider)
    let get = Task {
      await failure { () async throws(ProviderError) in
        try await session.get(assistantKind, id: "asst_1")
      }
    }
    await gate.arrived(1)
    get.cancel()
    gate.open()
    #expect(await get.value?.message == "cut")
  }
}
