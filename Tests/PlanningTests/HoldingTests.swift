import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import Testing

/// `--on-drift keep`: what somebody did outside stays, everything else goes on.
struct HoldingTests {
  private static let store: Address = "vector_stores.manuals"
  private static let support: Address = "assistants.support"

  private static func desired(name: String) -> DesiredState {
    Fixture.desired(
      Fixture.store(),
      Fixture.assistant("support", ["name": .string(name)], stores: [.address(store)]))
  }

  @Test func driftIsHeldAndChangesGoOn() throws {
    var world = World()
    world.apply(Self.desired(name: "old"))
    world.edit("model", to: "theirs")
    let held = world.plan(Self.desired(name: "new")).plan.holdingDrift()
    let change = try #require(held.changes.last)
    #expect(change.action == .update)
    #expect(change.attributes.map(\.path.description) == ["name"])
    #expect(change.held.map(\.path.description) == ["model"])
    #expect(!held.hasDrift)

    let onlyDrift = world.plan(Self.desired(name: "old")).plan.holdingDrift()
    #expect(onlyDrift.changes.last?.action == .noOp)
    #expect(onlyDrift.changes.last?.held.count == 1)
    #expect(onlyDrift.isEmpty)
  }

  /// A store that stays away cannot be bound: what needs it stays as it is.
  @Test(arguments: [false, true])
  func whatWouldNeedAMissingResourceStaysAsItIs(isReplaced: Bool) {
    var world = World()
    world.apply(Self.desired(name: "old"))
    world.objects[world.lock.resources[Self.store]?.id ?? ""] = nil
    var options = PlanOptions()
    if isReplaced { options.replacing = [Self.support] }
    let plan = world.plan(Self.desired(name: "old"), options: options).plan
    #expect(plan.effective.map(\.address) == [Self.store, Self.support])
    #expect(plan.holdingDrift().effective.isEmpty)
  }

  @Test func aNewResourceThatNeedsAMissingOneIsNotMade() {
    var world = World()
    world.apply(Fixture.desired(Fixture.store()))
    world.objects = [:]
    let plan = world.plan(Self.desired(name: "new")).plan
    #expect(plan.effective.map(\.action) == [.create, .create])
    #expect(plan.holdingDrift().changes.isEmpty)
  }
}
