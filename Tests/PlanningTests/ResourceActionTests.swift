import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import Testing

/// What happens to a resource as a whole, and why.
struct ResourceActionTests {
  private static let store: Address = "vector_stores.manuals"
  private static let support: Address = "assistants.support"

  private static let bound = Fixture.desired(
    Fixture.store("manuals", ["name": "Manuals"]),
    Fixture.assistant("support", ["name": "Support"], stores: [.address(store)]))

  private static var applied: World {
    var world = World()
    world.apply(bound)
    return world
  }

  private static func id(_ address: Address, in world: World) -> String {
    world.lock.resources[address]?.id ?? "?"
  }

  @Test func whatIsDeclaredAndNotThereIsCreated() {
    let result = World().plan(Self.bound)
    #expect(result.plan.changes.map(\.action) == [.create, .create])
    #expect(result.plan.changes.map(\.reason) == [.declared, .declared])
    #expect(!result.plan.hasDrift)
    #expect(result.change(Self.support)?.source?.description == "assistants/support.yaml:1:1")
    #expect(
      result.change(Self.support)?.attributes.map(\.path.description)
        == ["name", "model", "file_search.vector_stores"], "in the schema's order")
  }

  @Test func aReferenceIsNotKnownBeforeItsResourceExists() {
    let result = World().plan(Self.bound)
    let reference = result.change(Self.support)?.attributes.last?.after
    #expect(reference?.isKnown == false)
    #expect(reference?.json == nil)
    #expect(reference == .references([PlannedReference(address: Self.store, id: nil)]))
  }

  @Test func anUnmanagedReferenceIsKnown() {
    let desired = Fixture.desired(Fixture.assistant("support", stores: [.identifier("vs_theirs")]))
    let after = World().plan(desired).change(Self.support)?.attributes.last?.after
    #expect(after?.json == ["vs_theirs"])
  }

  @Test func aSecondPlanIsEmpty() {
    let world = Self.applied
    for world in [world, world.withoutLock] {
      let result = world.plan(Self.bound)
      #expect(result.plan.isEmpty)
      #expect(result.problems.isEmpty)
      #expect(result.plan.changes.map(\.reason) == [.inPlace, .inPlace])
    }
  }

  @Test func whatWasDeletedOutsideIsCreatedAndIsDrift() {
    var world = Self.applied
    world.objects[Self.id(Self.support, in: world)] = nil
    let result = world.plan(Self.bound)
    #expect(result.change(Self.support)?.action == .create)
    #expect(result.change(Self.support)?.reason == .deletedOutside)
    #expect(result.plan.hasDrift)
    #expect(result.problems.isEmpty)
  }

  @Test func aStoreThatIsGoneIsMadeAnewAndBoundAnew() {
    var world = Self.applied
    world.objects[Self.id(Self.store, in: world)] = nil
    let result = world.plan(Self.bound)
    #expect(result.change(Self.store)?.action == .create)
    let rebound = result.change(Self.support)?.attributes
    #expect(rebound?.map(\.path.description) == ["file_search.vector_stores"])
    #expect(rebound?.first?.after.isKnown == false)
    world.apply(Self.bound)
    #expect(world.plan(Self.bound).plan.isEmpty)
    #expect(world.objects.count == 2)
  }

  @Test func aReplacementBindsAnew() {
    var world = Self.applied
    let old = Self.id(Self.store, in: world)
    var options = PlanOptions()
    options.replacing = [Self.store]
    let result = world.plan(Self.bound, options: options)
    #expect(result.change(Self.store)?.action == .replace)
    #expect(result.change(Self.store)?.reason == .requested)
    #expect(result.change(Self.store)?.id == old)
    #expect(result.change(Self.support)?.attributes.map(\.cause) == [.changed])
    world.apply(Self.bound, options: options)
    #expect(world.objects[old] == nil)
    #expect(world.objects.count == 2)
    #expect(world.plan(Self.bound).plan.isEmpty)
  }

  @Test func anExpiredStoreIsReplacedAndIsDrift() {
    var world = Self.applied
    world.objects[Self.id(Self.store, in: world)]?.isExpired = true
    let result = world.plan(Self.bound)
    #expect(result.change(Self.store)?.action == .replace)
    #expect(result.change(Self.store)?.reason == .expired)
    #expect(result.change(Self.store)?.hasDrift == true)
    #expect(result.change(Self.support)?.action == .update)
  }

  @Test func whatCannotChangeInPlaceNamesTheFlag() {
    var world = World()
    world.apply(Fixture.desired(Fixture.store("manuals", ["description": "Old"])))
    let desired = Fixture.desired(Fixture.store("manuals", ["description": "New"]))
    let refused = world.plan(desired)
    #expect(refused.codes == ["ASST201"])
    #expect(refused.problems.first?.help?.contains("--replace vector_stores.manuals") == true)
    #expect(refused.problems.first?.span == Fixture.span(line: 2))
    var options = PlanOptions()
    options.replacing = [Self.store]
    let consented = world.plan(desired, options: options)
    #expect(consented.problems.isEmpty)
    #expect(consented.change(Self.store)?.attributes.first?.before == "Old")
    #expect(world.plan(Fixture.desired(Fixture.store())).codes == ["ASST201"], "giving back, too")
  }

  @Test func protectionRefusesReplacementAndDestruction() {
    let desired = Fixture.desired(Fixture.store("manuals", protect: true))
    var world = World()
    world.apply(desired)
    var options = PlanOptions()
    options.replacing = [Self.store]
    #expect(world.plan(desired, options: options).codes == ["ASST206"])
    world.objects[Self.id(Self.store, in: world)]?.isExpired = true
    #expect(world.plan(desired).codes == ["ASST206"])
    options = PlanOptions()
    options.destroys = true
    #expect(world.plan(desired, options: options).codes == ["ASST206"])
  }

  @Test func onlyWhatTheLockKnowsIsPruned() {
    let world = Self.applied
    let nothing = Fixture.desired()
    var options = PlanOptions()
    #expect(world.plan(nothing).plan.kept.map(\.isRecorded) == [true, true])
    #expect(world.plan(nothing).plan.isEmpty)
    options.prunes = true
    let pruned = world.plan(nothing, options: options)
    #expect(pruned.plan.changes.map(\.action) == [.delete, .delete])
    #expect(pruned.plan.changes.map(\.address) == [Self.support, Self.store], "dependants first")
    #expect(pruned.plan.changes.map(\.reason) == [.notDeclared, .notDeclared])
    #expect(pruned.plan.kept.isEmpty)

    let unrecorded = world.withoutLock.plan(nothing, options: options)
    #expect(unrecorded.plan.isEmpty)
    #expect(unrecorded.plan.kept.map(\.isRecorded) == [false, false])
  }

  @Test func whatIsNeitherDeclaredNorThereIsForgotten() {
    var world = Self.applied
    world.objects[Self.id(Self.support, in: world)] = nil
    let result = world.plan(Fixture.desired(Fixture.store("manuals", ["name": "Manuals"])))
    #expect(result.change(Self.support)?.action == .forget)
    #expect(result.plan.isEmpty, "forgetting sends nothing")
  }

  @Test func destroyTakesAllThatIsOursAndNothingElse() {
    var world = Self.applied
    world.addForeign("vs_theirs", marker: nil)
    world.addForeign("vs_other", marker: world.marker(project: "other", "vector_stores.manuals"))
    var options = PlanOptions()
    options.destroys = true
    for world in [world, world.withoutLock] {
      let result = world.plan(Self.bound, options: options)
      #expect(result.plan.changes.map(\.address) == [Self.support, Self.store])
      #expect(result.plan.changes.allSatisfy { $0.action == .delete && $0.reason == .destroyed })
      #expect(result.problems.isEmpty)
    }
    world.apply(Self.bound, options: options)
    #expect(Array(world.objects.keys) == ["vs_theirs", "vs_other"])
    #expect(world.lock.resources.isEmpty)
  }

  @Test func whatAReplacementLeftBehindIsDeletedUnlessItIsForeignNow() {
    var world = Self.applied
    world.addForeign("vs_old", marker: world.marker(project: "shop", "vector_stores.manuals"))
    world.addForeign("vs_given", marker: world.marker(project: "other", "vector_stores.theirs"))
    world.lock.resources[Self.store]?.leaving = ["vs_old", "vs_given", "vs_gone"]
    let result = world.plan(Self.bound)
    #expect(result.plan.effective.map(\.id) == ["vs_old"])
    #expect(result.plan.effective.map(\.reason) == [.leftBehind])
    #expect(result.problems.isEmpty, "the old half of a replacement is no twin")
  }

  @Test func whatSomebodyElseDidToIgnoredAttributesIsLeftAlone() {
    let desired = Fixture.desired(
      Fixture.assistant(
        "support",
        ["name": "Support", "temperature": 1, "metadata.team": "a", "metadata.owner": "b"],
        ignore: ["temperature", "metadata"]))
    var world = World()
    world.apply(desired)
    #expect(world.objects.values.first?.attributes[AttributePath("temperature")] == 1)
    world.edit("temperature", to: 2)
    world.edit("metadata.team", to: "theirs")
    world.edit("metadata.added", to: "theirs")
    let result = world.plan(desired)
    #expect(result.plan.isEmpty)
    #expect(result.change(Self.support)?.notes.isEmpty == true)
    world.edit("name", to: "theirs")
    #expect(
      world.plan(desired).change(Self.support)?.attributes.map(\.path.description) == ["name"])
  }

  @Test func foreignKeysOfMetadataAreNotesAndStay() {
    let desired = Fixture.desired(Fixture.assistant("support", ["metadata.team": "a"]))
    var world = World()
    world.apply(desired)
    world.edit("metadata.theirs", to: "x")
    let result = world.plan(desired)
    #expect(result.plan.isEmpty)
    #expect(result.change(Self.support)?.notes.map(\.path.description) == ["metadata.theirs"])
    #expect(world.withoutLock.plan(desired).change(Self.support)?.notes.isEmpty == true)
  }
}

extension World {
  func marker(project: String, _ address: Address) -> Marker {
    Marker(
      project: project, target: "local", address: address, nonce: "n0", baseline: Baseline())
  }

  mutating func addForeign(_ id: String, name: String = "Theirs", marker: Marker?) {
    let kind =
      id.hasPrefix("vs_") ? ResourceSchema.vectorStore.kind : ResourceSchema.assistant.kind
    objects[id] = ObservedResource(
      kind: kind, id: id, attributes: [AttributePath("name"): .string(name)],
      marker: MarkerReading(marker?.text))
  }
}
