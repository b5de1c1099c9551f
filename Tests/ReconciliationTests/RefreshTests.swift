import Reconciliation
import ResourceModel
import Testing

@Suite struct RefreshTests {
  private static func page(_ ids: [String], next: String? = nil) -> Answer {
    .page(ResourcePage(resources: ids.map { observed(assistant("a"), id: $0) }, next: next))
  }

  private func error(_ script: @escaping FakeProvider.Script) async -> ProviderError? {
    let refresh = Refresh(session: session(FakeProvider(script)))
    return await failure { () async throws(ProviderError) in
      try await refresh.observe([assistantKind], needed: [assistantKind])
    }
  }

  @Test func pageAfterPageWithOneRequestEach() async throws {
    let provider = FakeProvider { (call) async throws(ProviderError) in
      switch call {
      case .list(storeKind, after: nil): Self.page(["v"])
      case .list(assistantKind, after: nil): Self.page(["1", "2"], next: "2")
      // An object that moves between two pages comes twice.
      case .list(assistantKind, after: "2"): Self.page(["2", "3"], next: "3")
      case .list(assistantKind, after: "3"): Self.page(["4"])
      default: nil
      }
    }
    let state = try await Refresh(session: session(provider))
      .observe([storeKind, assistantKind], needed: [])
    #expect(state.resources.map(\.id) == ["v", "1", "2", "3", "4"])
    #expect(state.completeKinds == [storeKind, assistantKind])
    #expect(provider.calls.count == 4)
  }

  @Test func anEmptyListIsComplete() async throws {
    let provider = FakeProvider { (_) async throws(ProviderError) in Self.page([]) }
    let state = try await Refresh(session: session(provider)).observe([assistantKind], needed: [])
    #expect(state.resources.isEmpty && state.completeKinds == [assistantKind])
  }

  @Test func aPageThatRepeatsItselfEndsTheList() async {
    let count = Counter()
    let error = await error { (_) async throws(ProviderError) in
      _ = count.next()
      return Self.page(["1", "2"], next: "2")
    }
    #expect(error?.cause == .endlessList)
    #expect(error?.message.contains("after 2 objects") == true)
    #expect(count.count == 2)
  }

  @Test func pagesInACircleEndTheList() async {
    let error = await error { (call) async throws(ProviderError) in
      guard case .list(_, let cursor) = call else { return nil }
      return cursor == "2" ? Self.page(["3"], next: "3") : Self.page(["1", "2"], next: "2")
    }
    #expect(error?.cause == .endlessList)
  }

  @Test func whatAListDoesNotShowIsAskedForByItsID() async throws {
    let provider = FakeProvider { (call) async throws(ProviderError) in
      switch call {
      case .list: Self.page(["1"])
      case .get(_, id: "2"): .object(observed(assistant("b"), id: "2"))
      case .get(_, id: "3"): .object(nil)
      default: nil
      }
    }
    let state = try await Refresh(session: session(provider)).observe(
      [assistantKind], needed: [],
      recorded: ["1": assistantKind, "2": assistantKind, "3": assistantKind])
    #expect(state.resources.map(\.id) == ["1", "2"])
    #expect(provider.calls.count == 3)
  }

  @Test func aListWhoseCursorWasDeletedIsBegunAnew() async throws {
    let deletions = Counter()
    let provider = FakeProvider { (call) async throws(ProviderError) in
      guard case .list(_, let cursor) = call else { return nil }
      if cursor == "2" { throw ProviderError(.notFound, "no such object", isAPIAnswer: true) }
      return deletions.next() == 1 ? Self.page(["1", "2"], next: "2") : Self.page(["1", "3"])
    }
    let state = try await Refresh(session: session(provider)).observe([assistantKind], needed: [])
    #expect(state.resources.map(\.id) == ["1", "3"])
    #expect(provider.calls.count == 3)
  }

  @Test func whatIsNotServedIsAnErrorOnlyWhenItIsNeeded() async throws {
    let provider = FakeProvider { (call) async throws(ProviderError) in
      guard case .list(assistantKind, _) = call else { return Self.page(["v"]) }
      throw ProviderError(.notServed, "no assistants here")
    }
    let refresh = Refresh(session: session(provider))
    let state = try await refresh.observe([storeKind, assistantKind], needed: [storeKind])
    #expect(state.resources.map(\.id) == ["v"])
    // What was not seen must not be taken for gone.
    #expect(state.completeKinds == [storeKind])
    let error = await failure { () async throws(ProviderError) in
      try await refresh.observe([storeKind, assistantKind], needed: [assistantKind])
    }
    #expect(error?.cause == .notServed)
  }

  private func byID(
    _ ids: [String], _ provider: FakeProvider
  ) async throws -> ObservedState {
    var recorded = nothingRecorded()
    let keys = zip(["a", "b"], ids)
    for (key, id) in keys { recorded.resources[assistant(key)] = RecordedResource(id: id) }
    recorded.pages[assistantKind] = 9
    let desired = desiredState(keys.map { declared(assistant($0.0)) })
    return try await Refresh(session: session(provider)).observe(
      [assistantKind], needed: [assistantKind],
      scope: RefreshScope(desired: desired, recorded: recorded))
  }

  @Test func inALargeAccountFewAreAskedForByID() async throws {
    let provider = FakeProvider { (call) async throws(ProviderError) in
      guard case .get(_, let id) = call else { return nil }
      return .object(observed(assistant("a"), id: id))
    }
    let state = try await byID(["1", "2"], provider)
    #expect(state.resources.map(\.id) == ["1", "2"])
    #expect(provider.calls.count == 2)
    // There may be others, so nothing may be taken for gone.
    #expect(state.completeKinds.isEmpty && state.pages.isEmpty)
  }

  /// Its object may carry the marker under another ID.
  @Test func anUnknownIDMakesTheListNecessary() async throws {
    let provider = FakeProvider { (call) async throws(ProviderError) in
      switch call {
      case .get(_, id: "1"): .object(observed(assistant("a"), id: "1"))
      case .get: .object(nil)
      case .list: Self.page(["1", "3"])
      default: nil
      }
    }
    let state = try await byID(["1", "2"], provider)
    #expect(state.resources.map(\.id) == ["1", "3"])
    #expect(state.completeKinds == [assistantKind] && state.pages == [assistantKind: 1])
  }

  @Test func anyOtherErrorIsOne() async {
    let error = await error { (_) async throws(ProviderError) in
      throw ProviderError(.unauthorized, "who are you")
    }
    #expect(error?.cause == .unauthorized)
  }

  /// A page that fails for good must not leave half a list behind.
  @Test func halfAListIsNone() async {
    let error = await error { (call) async throws(ProviderError) in
      if case .list(_, after: nil) = call { return Self.page(["1"], next: "1") }
      throw ProviderError(.forbidden, "enough")
    }
    #expect(error?.cause == .forbidden)
  }
}
