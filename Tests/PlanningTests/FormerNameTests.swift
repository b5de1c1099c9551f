import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import Testing

/// `formerly:` on resources, the project and the target: the same objects under new names.
struct FormerNameTests {
  private static let old: Address = "assistants.old"
  private static let new: Address = "assistants.new"

  private static func world(_ key: String = "old") -> World {
    var world = World()
    world.apply(
      Fixture.desired(
        Fixture.store(), Fixture.assistant(key, stores: [.address("vector_stores.manuals")])))
    return world
  }

  private static func desired(
    _ key: String = "new", formerly: [String] = ["old"], store: String = "manuals"
  ) -> DesiredState {
    var assistant = Fixture.assistant(
      key, stores: [.address(Address(collection: "vector_stores", key: store))])
    assistant.formerly = formerly
    var shelf = Fixture.store(store)
    if store != "manuals" { shelf.formerly = ["manuals"] }
    return Fixture.desired(shelf, assistant)
  }

  private static func without(_ world: World, lock: Bool, markers: Bool) -> World {
    var world = markers ? world : world.withoutMarkers
    if !lock { world = world.withoutLock }
    return world
  }

  @Test(arguments: [(true, true), (false, true), (true, false)])
  func aRenamedResourceIsTheSameObject(lock: Bool, markers: Bool) {
    var world = Self.without(Self.world(), lock: lock, markers: markers)
    let ids = Set(world.objects.keys)
    let result = world.plan(Self.desired())
    #expect(result.problems.isEmpty)
    #expect(result.plan.changes.map(\.action).allSatisfy { $0 == .update || $0 == .noOp })
    #expect(result.plan.kept.isEmpty)
    let change = result.change(Self.new)
    #expect(change?.reason == (markers ? .markerMoved : .markerMissing))
    #expect(change?.previousAddress == (markers ? Self.old : nil))
    #expect(change?.attributes.isEmpty == true)
    world.apply(Self.desired())
    #expect(Set(world.objects.keys) == ids)
    #expect(world.lock.resources[Self.new] != nil && world.lock.resources[Self.old] == nil)
    #expect(world.plan(Self.desired()).plan.effective.isEmpty)
    let afterwards = world.plan(Self.desired(formerly: []))
    #expect(afterwards.plan.effective.isEmpty && afterwards.problems.isEmpty)
  }

  @Test func theDigestsMoveAlong() {
    let world = Self.world()
    let moved = world.plan(Self.desired()).recorded
    #expect(moved.resources[Self.new] == world.lock.resources[Self.old])
    #expect(moved.resources[Self.old] == nil)
  }

  @Test func referencesFollow() {
    var world = Self.world()
    let desired = Self.desired(formerly: ["old"], store: "handbooks")
    let result = world.plan(desired)
    #expect(result.change(Self.new)?.attributes.isEmpty == true)
    #expect(result.change("vector_stores.handbooks")?.previousAddress == "vector_stores.manuals")
    world.apply(desired)
    #expect(world.objects.count == 2)
    #expect(world.plan(desired).plan.effective.isEmpty)
  }

  @Test func whatElseChangedIsInTheSamePlan() {
    let world = Self.world()
    var desired = Self.desired()
    desired.resources[Self.new]?.attributes[AttributePath("name")] = DesiredAttribute(.json("N"))
    let change = world.plan(desired).change(Self.new)
    #expect(change?.reason == .markerMoved)
    #expect(change?.attributes.map(\.path) == [AttributePath("name")])
  }

  @Test func driftUnderTheFormerNameIsStillDrift() {
    var world = Self.world()
    for id in world.objects.keys where world.objects[id]?.kind == ResourceSchema.assistant.kind {
      world.objects[id]?.attributes[AttributePath("model")] = "gpt-5"
    }
    #expect(world.plan(Self.desired()).cause("model", of: Self.new) == .drift)
    #expect(world.withoutLock.plan(Self.desired()).cause("model", of: Self.new) == .drift)
  }

  /// The lock says the old name and the marker the new one, or the other way round.
  @Test func anInterruptedRenameGoesOn() {
    let desired = Self.desired()
    var markerFirst = Self.world()
    let lock = markerFirst.lock
    markerFirst.apply(desired)
    var lockFirst = Self.world()
    lockFirst.lock = markerFirst.lock
    markerFirst.lock = lock
    for var world in [markerFirst, lockFirst] {
      #expect(world.plan(desired).problems.isEmpty)
      world.apply(desired)
      #expect(world.objects.count == 2)
      #expect(world.plan(desired).plan.effective.isEmpty)
      #expect(world.lock.resources[Self.old] == nil)
    }
  }

  @Test func theNewestOfSeveralFormerNamesIsTaken() {
    var world = Self.world("oldest")
    let desired = Self.desired(formerly: ["oldest", "older", "old"])
    #expect(world.plan(desired).change(Self.new)?.previousAddress == "assistants.oldest")
    world.apply(desired)
    #expect(world.objects.count == 2)
  }

  /// An entry whose object is gone gives way to the one whose object exists.
  @Test(arguments: [true, false])
  func anEntryOfAGoneObjectGivesWay(goneIsFormer: Bool) {
    var world = Self.world(goneIsFormer ? "new" : "old")
    let gone = goneIsFormer ? Self.old : Self.new
    world.lock.resources[gone] = RecordedResource(id: "asst_gone", leaving: ["asst_left"])
    let result = world.plan(Self.desired())
    #expect(result.problems.isEmpty)
    #expect(result.plan.changes.map(\.address).sorted() == [Self.new, "vector_stores.manuals"])
    #expect(result.plan.count(.create) == 0)
    #expect(result.recorded.resources[Self.new]?.leaving == ["asst_left"])
  }

  @Test func twoThatWereCreatedByThemselvesAreNotGuessedAt() throws {
    var world = Self.world()
    world.apply(
      Fixture.desired(
        Fixture.store(), Fixture.assistant("old", stores: [.address("vector_stores.manuals")]),
        Fixture.assistant("new")))
    for known in [world, world.withoutLock, world.withoutMarkers] {
      let result = known.plan(Self.desired())
      #expect(result.codes.first == "ASST214")
      #expect(result.change(Self.new) == nil)
      let problem = try #require(result.problems.first)
      #expect(problem.detail.contains("assistants.old"))
      #expect(problem.detail.contains("assistants.new"))
      var options = PlanOptions()
      options.destroys = true
      #expect(known.plan(Self.desired(), options: options).problems.hasErrors)
    }
  }

  /// A copy made in a dashboard has the nonce of its original.
  @Test func aCopyOfARenamedResourceIsATwin() {
    var world = Self.world()
    world.apply(Self.desired())
    let original = world.objects.values.first { $0.kind == ResourceSchema.assistant.kind }
    world.objects["asst_copy"] = original
    world.objects["asst_copy"]?.id = "asst_copy"
    if var marker = original?.marker.marker {
      marker.address = Self.old
      world.objects["asst_copy"]?.marker = .marker(marker)
    }
    #expect(world.plan(Self.desired()).codes == ["ASST204"])
  }

  @Test func destroyingDeletesWhatIsStillCalledByItsFormerName() {
    let world = Self.world()
    var options = PlanOptions()
    options.destroys = true
    #expect(world.plan(Self.desired(), options: options).plan.count(.delete) == 2)
    var desired = Self.desired()
    desired.resources[Self.new]?.lifecycle.protect = true
    #expect(world.plan(desired, options: options).codes == ["ASST206"])
  }

  // MARK: - The project and the target

  @Test(arguments: [true, false])
  func aRenamedProjectAndTargetKeepTheirObjects(lock: Bool) {
    var world = Self.without(Self.world("new"), lock: lock, markers: true)
    var desired = Self.desired(formerly: [])
    desired.project = "store"
    desired.target = "production"
    desired.formerProjects = ["shop"]
    desired.formerTargets = ["test", "local"]
    let result = world.plan(desired)
    #expect(result.problems.isEmpty)
    #expect(result.plan.changes.map(\.reason) == [.markerMoved, .markerMoved])
    #expect(result.change(Self.new)?.previousPlace == "shop/local")
    world.apply(desired)
    #expect(world.objects.count == 2)
    #expect(world.lock.project == "store" && world.lock.target == "production")
    desired.formerProjects = []
    desired.formerTargets = []
    let afterwards = world.plan(desired)
    #expect(afterwards.plan.effective.isEmpty && afterwards.problems.isEmpty)
  }

  @Test func withoutFormerlyTheFormerNameIsSomebodyElses() {
    var desired = Self.desired(formerly: [])
    desired.target = "production"
    desired.formerTargets = ["test"]
    #expect(Self.world("new").plan(desired).codes.contains("ASST202"))
  }

  @Test func theSameResourceAtTwoPlacesIsNotGuessedAt() {
    var world = Self.world("new")
    let desired = Self.desired(formerly: [])
    var renamed = desired
    renamed.target = "production"
    world.lock = Fixture.recorded()
    world.lock.target = "production"
    world.apply(renamed)
    #expect(world.objects.count == 4)
    renamed.formerTargets = ["local"]
    #expect(world.plan(renamed).codes == ["ASST214", "ASST214"])
  }
}
