import OrderedCollections
import Reconciliation
import ResourceModel
import Testing

@Suite struct RefreshScopeTests {
  private static let two = desiredState([declared(assistant("a")), declared(assistant("b"))])

  private static func recorded(_ ids: [String: String], pages: Int) -> RecordedState {
    var state = nothingRecorded()
    for (key, id) in ids { state.resources[assistant(key)] = RecordedResource(id: id) }
    state.pages[assistantKind] = pages
    return state
  }

  @Test func twoResourcesInAnAccountOfThreePagesAreAskedForByID() {
    let scope = RefreshScope(
      desired: Self.two, recorded: Self.recorded(["a": "1", "b": "2"], pages: 3))
    #expect(scope.byID == [assistantKind: ["1", "2"]])
  }

  @Test(arguments: [0, 1, 2]) func aListThatIsNoLongerIsRead(pages: Int) {
    #expect(
      RefreshScope(desired: Self.two, recorded: Self.recorded(["a": "1", "b": "2"], pages: pages))
        == .lists)
  }

  @Test func predecessorsCountAndAreAskedForToo() {
    var recorded = Self.recorded(["a": "1", "b": "2"], pages: 4)
    recorded.resources[assistant("b")]?.leaving = ["0"]
    let scope = RefreshScope(desired: Self.two, recorded: recorded)
    #expect(scope.byID == [assistantKind: ["0", "1", "2"]])
    recorded.pages[assistantKind] = 3
    #expect(RefreshScope(desired: Self.two, recorded: recorded) == .lists)
  }

  @Test func anAddressThatTheLockDoesNotKnowNeedsTheList() {
    #expect(
      RefreshScope(desired: Self.two, recorded: Self.recorded(["a": "1"], pages: 9)) == .lists)
  }

  @Test func whatIsOpenNeedsTheList() {
    var recorded = Self.recorded(["a": "1", "b": "2"], pages: 9)
    recorded.unresolved = [UnresolvedCreate(address: assistant("a"), nonce: "n", at: 0)]
    #expect(RefreshScope(desired: Self.two, recorded: recorded) == .lists)
    recorded.unresolved = []
    recorded.deleting = ["1": 0]
    #expect(RefreshScope(desired: Self.two, recorded: recorded) == .lists)
  }

  @Test func aNumberOfPagesIsNotedWhereItDecides() {
    var state = Self.recorded(["a": "1", "b": "2"], pages: 0)
    state.pages = [:]
    state.note(pages: [assistantKind: 2, storeKind: 1])
    #expect(state.pages.isEmpty, "no fewer requests than by list")
    state.note(pages: [assistantKind: 3, storeKind: 2])
    #expect(state.pages == [assistantKind: 3, storeKind: 2])
    // An account that grows must not change the lock file at every apply.
    state.note(pages: [assistantKind: 7])
    #expect(state.pages[assistantKind] == 3)
    state.resources[assistant("c")] = RecordedResource(id: "3")
    state.note(pages: [assistantKind: 7])
    #expect(state.pages[assistantKind] == 7)
    state.note(pages: [assistantKind: 1])
    #expect(state.pages[assistantKind] == nil)
  }
}
