import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import Testing

/// `removed:` in the manifest: the marker and the entry go, the object stays.
struct RemovedResourceTests {
  private static let old: Address = "assistants.old"

  private static func world(protect: Bool = false) -> World {
    var world = World()
    world.apply(
      Fixture.desired(
        Fixture.assistant(), Fixture.assistant("old", ["metadata.team": "a"], protect: protect)))
    return world
  }

  private static var desired: DesiredState {
    var desired = Fixture.desired(Fixture.assistant())
    desired.removed = [RemovedResource(address: old, span: Fixture.span(line: 1))]
    return desired
  }

  @Test(arguments: [true, false], [true, false])
  func theMarkerIsTakenOffAndNothingIsDeleted(lock: Bool, destroys: Bool) throws {
    var world = Self.world(protect: true)
    world.lock.resources[Self.old]?.isProtected = true
    if !lock { world = world.withoutLock }
    var options = PlanOptions()
    options.prunes = true
    options.destroys = destroys
    let result = world.plan(Self.desired, options: options)
    #expect(result.problems.isEmpty)
    let change = try #require(result.change(Self.old))
    #expect(change.action == .forget && change.reason == .removed && change.releasesMarker)
    #expect(change.source?.line == 1)
    #expect(!result.plan.isEmpty)
    #expect(result.plan.kept.isEmpty)
    #expect(result.plan.count(.delete) == (destroys ? 1 : 0))
  }

  @Test func afterwardsThereIsNothingToDo() {
    var world = Self.world()
    world.apply(Self.desired)
    #expect(world.objects.count == 2)
    #expect(world.lock.resources[Self.old] == nil)
    let result = world.plan(Self.desired)
    #expect(result.plan.effective.isEmpty && result.plan.kept.isEmpty && result.problems.isEmpty)
  }

  @Test func whatIsGoneOrHasNoMarkerOnlyLeavesTheLock() {
    var gone = Self.world()
    gone.objects = gone.objects.filter { $0.value.marker.marker?.address != Self.old }
    for world in [gone, Self.world().withoutMarkers] {
      let change = world.plan(Self.desired).change(Self.old)
      #expect(change?.action == .forget && change?.releasesMarker == false)
    }
    #expect(gone.plan(Self.desired).plan.isEmpty)
  }

  @Test func anObjectOfSomebodyElseIsLeftAlone() {
    var world = Self.world()
    let theirs = world.marker(project: "other", Self.old)
    for id in world.objects.keys where world.objects[id]?.marker.marker?.address == Self.old {
      world.objects[id]?.marker = .marker(theirs)
    }
    let result = world.plan(Self.desired)
    #expect(result.problems.isEmpty)
    #expect(result.change(Self.old)?.releasesMarker == false)
  }

  @Test func twinsAreForgottenTogether() {
    var world = Self.world()
    let original = world.objects.values.first { $0.marker.marker?.address == Self.old }
    world.objects["asst_twin"] = original
    world.objects["asst_twin"]?.id = "asst_twin"
    for world in [world, world.withoutLock] {
      let result = world.plan(Self.desired)
      #expect(result.problems.isEmpty)
      #expect(result.plan.count(.forget) == 2)
    }
  }

  @Test func aSelectionLeavesItOut() {
    var options = PlanOptions()
    options.excluding = [Self.old]
    #expect(Self.world().plan(Self.desired, options: options).plan.count(.forget) == 0)
  }
}
