import Reconciliation
import ResourceModel
import Testing

@Suite struct CreateSettlementTests {
  private let a = assistant("a")

  /// `id` with a nonce; the digits of the ID are its age.
  private func object(_ id: String, nonce: String, createdAt: Int) -> ObservedResource {
    var object = observed(a, id: id, marker: .marker(marker(a, nonce: nonce)))
    object.createdAt = createdAt
    return object
  }

  private func settle(
    _ creates: [UnresolvedCreate], recorded entry: RecordedResource? = nil,
    _ objects: [ObservedResource], now: Int = 1_010, isComplete: Bool = true
  ) -> CreateSettlement {
    var state = nothingRecorded()
    state.resources[a] = entry
    state.unresolved = creates
    return CreateSettlement(
      state, of: Ownership(project: state.project, target: state.target),
      observed: ObservedState(
        resources: objects, completeKinds: isComplete ? [assistantKind] : []),
      now: now)
  }

  private func create(_ nonce: String, replaces: String? = nil) -> UnresolvedCreate {
    UnresolvedCreate(address: a, nonce: nonce, at: 1_000, replaces: replaces)
  }

  @Test func whatIsFoundIsRecorded() {
    let result = settle([create("n1")], [object("x", nonce: "n1", createdAt: 5)])
    #expect(result.recorded.resources[a] == RecordedResource(id: "x", createdAt: 5))
    #expect(result.recorded.unresolved.isEmpty && result.awaited.isEmpty)
  }

  @Test(arguments: [
    (1_010, true, true), (1_029, true, true), (1_030, false, true), (87_399, false, true),
    (87_400, false, false), (900, true, true),
  ])
  func whatIsNotFoundIsAwaitedThenKeptThenForgotten(now: Int, isAwaited: Bool, isKept: Bool) {
    let result = settle([create("n1")], [], now: now)
    #expect(result.awaited.isEmpty != isAwaited)
    #expect(result.recorded.unresolved.isEmpty != isKept)
  }

  @Test func nothingIsForgottenWithoutACompleteList() {
    #expect(
      settle([create("n1")], [], now: 99_999, isComplete: false).recorded.unresolved.count == 1)
  }

  @Test func theRecordedOneStaysAndALateTwinLeaves() {
    let result = settle(
      [create("n1")], recorded: RecordedResource(id: "y"),
      [object("x", nonce: "n1", createdAt: 5), object("y", nonce: "n2", createdAt: 9)])
    #expect(result.recorded.resources[a] == RecordedResource(id: "y", leaving: ["x"]))
    #expect(result.recorded.unresolved.isEmpty)
  }

  /// The create was sent under the names of then, and the resource has others since.
  @Test func aLateTwinFromBeforeARenamingLeaves() {
    let b = assistant("b")
    var renamed = declared(b)
    renamed.formerly = ["a"]
    var state = nothingRecorded()
    (state.project, state.target) = ("shop", "live")
    state.resources[b] = RecordedResource(id: "y")
    state.unresolved = [create("n1")]
    var now = marker(b, nonce: "n2")
    (now.project, now.target) = ("shop", "live")
    let objects = [
      object("x", nonce: "n1", createdAt: 5), observed(b, id: "y", marker: .marker(now)),
    ]
    let result = CreateSettlement(
      state,
      of: Ownership(
        project: "shop", target: "live", formerProjects: ["acme-shop"], formerTargets: ["local"]),
      addresses: FormerAddresses([renamed]),
      observed: ObservedState(resources: objects, completeKinds: [assistantKind]), now: 1_010)
    #expect(result.recorded.resources == [b: RecordedResource(id: "y", leaving: ["x"])])
    #expect(result.recorded.unresolved.isEmpty)
  }

  @Test func ofTwoTheOldestStays() {
    let result = settle(
      [create("n2"), create("n1")],
      [object("y", nonce: "n2", createdAt: 9), object("x", nonce: "n1", createdAt: 5)])
    #expect(
      result.recorded.resources[a] == RecordedResource(id: "x", createdAt: 5, leaving: ["y"]))
  }

  @Test func anObjectThatIsNotOursByNonceNeverLeaves() {
    let older = settle(
      [create("n1")],
      [object("x", nonce: "n1", createdAt: 5), object("z", nonce: "else", createdAt: 1)])
    #expect(
      older.recorded.resources[a] == RecordedResource(id: "z", createdAt: 1, leaving: ["x"]))
    let younger = settle(
      [create("n1")],
      [object("x", nonce: "n1", createdAt: 5), object("z", nonce: "else", createdAt: 8)])
    #expect(younger.recorded.resources[a] == RecordedResource(id: "x", createdAt: 5))
  }

  @Test func aReplacementGoesOnWhereItStopped() {
    let result = settle(
      [create("n1", replaces: "y")], recorded: RecordedResource(id: "y", leaving: ["w"]),
      [object("y", nonce: "n0", createdAt: 1), object("x", nonce: "n1", createdAt: 5)])
    #expect(
      result.recorded.resources[a] == RecordedResource(id: "x", createdAt: 5, leaving: ["w", "y"]))
  }

  @Test func thePredecessorIsNoTwin() {
    let result = settle(
      [create("n0")], recorded: RecordedResource(id: "x", leaving: ["y"]),
      [object("y", nonce: "n0", createdAt: 1), object("x", nonce: "n1", createdAt: 5)])
    #expect(result.recorded.resources[a] == RecordedResource(id: "x", leaving: ["y"]))
  }

  @Test func aCopyIsNeverDeleted() {
    let objects = [object("x", nonce: "n1", createdAt: 5), object("c", nonce: "n1", createdAt: 7)]
    let fresh = settle([create("n1")], objects)
    #expect(fresh.recorded.resources[a] == RecordedResource(id: "x", createdAt: 5))
    let known = settle(
      [create("n1")], recorded: RecordedResource(id: "y"),
      objects + [object("y", nonce: "n2", createdAt: 9)])
    #expect(known.recorded.resources[a] == RecordedResource(id: "y"))
    // Even where a third one is the older.
    let third = settle([create("n1")], objects + [object("z", nonce: "else", createdAt: 1)])
    #expect(third.recorded.resources[a]?.leaving == [])
  }

  @Test func whatIsGoneMakesRoom() {
    let result = settle(
      [create("n1")], recorded: RecordedResource(id: "y", leaving: ["w"]),
      [object("x", nonce: "n1", createdAt: 5)])
    #expect(
      result.recorded.resources[a] == RecordedResource(id: "x", createdAt: 5, leaving: ["w"]))
  }

  @Test func aDeletionThatWasBegunAndTookEffectIsForgotten() {
    func left(_ objects: [ObservedResource], isComplete: Bool = true) -> RecordedState {
      var state = nothingRecorded()
      state.resources[a] = RecordedResource(id: "x", leaving: ["w"])
      state.deleting = ["x": 0]
      let observed = ObservedState(
        resources: objects, completeKinds: isComplete ? [assistantKind] : [])
      return CreateSettlement(
        state, of: Ownership(project: state.project, target: state.target), observed: observed,
        now: 0
      ).recorded
    }
    #expect(left([]).resources[a] == RecordedResource(id: "w"))
    #expect(left([object("x", nonce: "n", createdAt: 1)]).resources[a]?.id == "x")
    // It may still be carried out, and is our own doing then.
    #expect(left([object("x", nonce: "n", createdAt: 1)]).deleting == ["x": 0])
    #expect(left([]).deleting.isEmpty)
    #expect(left([], isComplete: false).resources[a]?.id == "x")
  }

  @Test func anotherProjectsNonceSaysNothing() {
    var foreign = object("x", nonce: "n1", createdAt: 5)
    foreign.marker = .marker(
      Marker(project: "other", target: "local", address: a, nonce: "n1", baseline: Baseline()))
    #expect(settle([create("n1")], [foreign]).recorded.resources.isEmpty)
  }
}
