import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import Testing

/// Whose an object is: nothing foreign is touched, and nothing of ours is made twice.
struct OwnershipTests {
  private static let support: Address = "assistants.support"
  private static let desired = Fixture.desired(Fixture.assistant("support", ["name": "Support"]))

  private static var applied: World {
    var world = World()
    world.apply(desired)
    return world
  }

  private static func only(_ world: World) -> String { world.objects.keys.first ?? "?" }

  @Test func aMissingMarkerIsWrittenAgain() {
    let result = Self.applied.withoutMarkers.plan(Self.desired)
    let change = result.change(Self.support)
    #expect(change?.action == .update)
    #expect(change?.reason == .markerMissing)
    #expect(change?.attributes.isEmpty == true)
  }

  @Test func anEditedMarkerIsWrittenAgain() {
    var world = Self.applied
    world.objects[Self.only(world)]?.marker = .unreadable
    #expect(world.plan(Self.desired).change(Self.support)?.reason == .markerUnreadable)
  }

  @Test func aMarkerWithAnOldAddressIsMoved() {
    var world = Self.applied
    let id = Self.only(world)
    let old = world.marker(project: "shop", "assistants.old")
    world.objects[id]?.marker = .marker(old)
    let result = world.plan(Self.desired)
    #expect(result.change(Self.support)?.action == .update)
    #expect(result.change(Self.support)?.reason == .markerMoved)
    #expect(result.plan.kept.isEmpty)
  }

  @Test(arguments: [("other", "local"), ("shop", "production")])
  func aForeignMarkerIsRefused(project: String, target: String) {
    var world = Self.applied
    world.objects[Self.only(world)]?.marker = .marker(
      Marker(
        project: project, target: target, address: Self.support, nonce: "n", baseline: Baseline()))
    var options = PlanOptions()
    #expect(world.plan(Self.desired).codes == ["ASST202"])
    #expect(world.plan(Self.desired).plan.changes.isEmpty)
    options.destroys = true
    #expect(world.plan(Self.desired, options: options).plan.changes.isEmpty)
    options.destroys = false
    options.prunes = true
    #expect(world.plan(Fixture.desired(), options: options).plan.changes.isEmpty)
    #expect(
      world.withoutLock.plan(Self.desired).plan.changes.map(\.action) == [.create],
      "without a lock it is simply not ours")
  }

  @Test func twoObjectsWithOneMarkerAreTwinsOnlyWhereTheLockKnowsOne() {
    var world = Self.applied
    let original = world.objects.values.first
    world.objects["asst_copy"] = original
    world.objects["asst_copy"]?.id = "asst_copy"
    let known = world.plan(Self.desired)
    #expect(known.codes == ["ASST204"])
    #expect(!known.problems.hasErrors)
    #expect(known.plan.isEmpty)
    #expect(known.problems.first?.detail.contains("asst_copy") == true)
    let unknown = world.withoutLock.plan(Self.desired)
    #expect(unknown.codes == ["ASST203"])
    #expect(unknown.plan.changes.isEmpty)
  }

  @Test func anAssistantsMarkerOnAStoreIsACopyOfMetadata() {
    var world = World()
    world.addForeign("vs_1", marker: world.marker(project: "shop", Self.support))
    let result = world.plan(Self.desired)
    #expect(result.change(Self.support)?.action == .create)
    #expect(result.plan.kept.isEmpty)
    var options = PlanOptions()
    options.destroys = true
    #expect(world.plan(Self.desired, options: options).plan.changes.isEmpty)
  }

  @Test func anUnmanagedNamesakeIsWarnedOf() {
    var world = World()
    world.addForeign("asst_theirs", name: "Support", marker: nil)
    world.addForeign("vs_theirs", name: "Support", marker: nil)
    world.addForeign(
      "asst_other", name: "Support", marker: world.marker(project: "other", Self.support))
    let result = world.plan(Self.desired)
    #expect(result.codes == ["ASST205"])
    #expect(!result.problems.hasErrors)
    #expect(result.change(Self.support)?.namesakes == ["asst_theirs"])
    world.apply(Self.desired)
    #expect(world.plan(Self.desired).problems.isEmpty)
  }

  @Test func afterTheLockWasLostNothingIsCreatedTwice() {
    var world = Self.applied.withoutLock
    world.apply(Self.desired)
    #expect(world.objects.count == 1)
  }

  /// An old copy of the lock names IDs that were replaced since: the markers say what is ours.
  @Test func aLockOfAnEarlierTimeIsOverruledByMarkers() {
    var world = Self.applied
    world.lock.resources[Self.support]?.id = "asst_replaced"
    let result = world.plan(Self.desired)
    #expect(result.change(Self.support)?.action == .noOp)
    #expect(result.change(Self.support)?.id == Self.only(world))
    #expect(result.problems.isEmpty)
  }
}
