import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import TestSupport
import Testing

/// A lock file from markers.
struct RecoveryTests {
  private let support: Address = "assistants.support"

  private func project() -> DesiredState {
    Fixture.desired(
      Fixture.store("manuals", ["name": "Manuals"]),
      Fixture.assistant(
        "support",
        ["name": "Support", "temperature": 1, "metadata.team": "a", "instructions": "one\r\ntwo"],
        stores: [.address("vector_stores.manuals")]))
  }

  private func applied() -> World {
    var world = World()
    world.apply(project())
    return world
  }

  private func recover(_ world: World, _ desired: DesiredState? = nil) -> Recovery {
    Recovery(
      desired: desired ?? project(), recorded: world.lock,
      observed: Fixture.observed(Array(world.objects.values)))
  }

  private func id(_ address: Address, in world: World) throws -> String {
    try #require(world.lock.resources[address]?.id)
  }

  /// Another object like the one of the address.
  private func twin(
    of address: Address, in world: World, id: String, nonce: String?, createdAt: Int
  ) throws -> ObservedResource {
    var object = try #require(world.objects[try self.id(address, in: world)])
    object.id = id
    object.createdAt = createdAt
    if let nonce, var marker = object.marker.marker {
      marker.nonce = nonce
      object.marker = .marker(marker)
    }
    return object
  }

  @Test func aLostLockFileIsRebuiltAndTheNextPlanIsEmpty() {
    let world = applied()
    let recovery = recover(world.withoutLock)
    #expect(recovery.problems.isEmpty && recovery.orphans.isEmpty && recovery.gone.isEmpty)
    #expect(Set(recovery.found.map(\.address)) == Set(world.lock.resources.keys))
    #expect(recovery.found.allSatisfy { $0.hasMarker })
    #expect(recovery.recorded.resources.mapValues(\.id) == world.lock.resources.mapValues(\.id))
    #expect(
      recovery.recorded.resources.mapValues(\.applied)
        == world.lock.resources.mapValues(\.applied))
    var recovered = world
    recovered.lock = recovery.recorded
    let plan = recovered.plan(project()).plan
    #expect(plan.isEmpty && !plan.hasDrift && plan.effective.isEmpty)
  }

  @Test(arguments: UInt64(0)..<40)
  func whateverWasDeclaredTheNextPlanIsEmpty(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var world = World()
    let desired = RandomProject.make(using: &random)
    world.apply(desired)
    for start in [world, world.withoutLock] {
      let recovery = recover(start, desired)
      var recovered = world
      recovered.lock = recovery.recorded
      let result = recovered.plan(desired)
      #expect(result.plan.isEmpty && result.plan.effective.isEmpty && !result.plan.hasDrift)
      #expect(result.plan.changes.allSatisfy { $0.notes.isEmpty })
      // Doing it again changes nothing.
      #expect(recover(recovered, desired).recorded.resources == recovery.recorded.resources)
    }
  }

  @Test func whatDriftedIsStillDriftAfterwards() throws {
    var world = applied()
    let id = try id(support, in: world)
    world.objects[id]?.attributes[AttributePath("name")] = "Renamed outside"
    let recovery = recover(world.withoutLock)
    world.lock = recovery.recorded
    #expect(world.plan(project()).cause("name") == .drift)
  }

  @Test func whatTheYAMLChangedIsNotRecordedAsApplied() throws {
    var world = applied()
    let changed = Fixture.desired(
      Fixture.store("manuals", ["name": "Manuals"]),
      Fixture.assistant(
        "support", ["name": "New name", "temperature": 1],
        stores: [.address("vector_stores.manuals")]))
    world.lock = recover(world.withoutLock, changed).recorded
    #expect(world.plan(changed).cause("name") == .changed)
  }

  @Test func anObjectWithoutAMarkerKeepsWhatTheLockFileSays() {
    let world = applied()
    let recovery = recover(world.withoutMarkers)
    #expect(recovery.found.allSatisfy { !$0.hasMarker } && recovery.found.count == 2)
    #expect(recovery.recorded.resources == world.lock.resources)
    var lost = world.withoutMarkers
    lost.lock = Fixture.recorded()
    #expect(recover(lost).recorded.resources.isEmpty && recover(lost).found.isEmpty)
  }

  @Test func whatIsRecordedAndGoneIsDropped() throws {
    var world = applied()
    world.objects[try id(support, in: world)] = nil
    let recovery = recover(world)
    #expect(recovery.gone == [support])
    #expect(recovery.recorded.resources[support] == nil)
  }

  @Test func ofTwoCreatesTheRecordedOneStaysOrElseTheOldest() throws {
    var world = applied()
    let id = try id(support, in: world)
    let older = try twin(of: support, in: world, id: "asst_old", nonce: "other", createdAt: -5)
    world.objects["asst_old"] = older
    let recorded = recover(world)
    #expect(recorded.recorded.resources[support]?.id == id)
    #expect(recorded.duplicates.map(\.id) == ["asst_old"])
    #expect(recorded.duplicates[0].kept == id && recorded.duplicates[0].keptIsRecorded)
    #expect(recorded.copies.isEmpty)
    let lost = recover(world.withoutLock)
    #expect(lost.recorded.resources[support]?.id == "asst_old")
    #expect(lost.duplicates.map(\.id) == [id])
    #expect(lost.duplicates[0].kept == "asst_old" && !lost.duplicates[0].keptIsRecorded)
  }

  @Test func aCopyOfADashboardIsNoDuplicate() throws {
    var world = applied()
    world.objects["asst_copy"] = try twin(
      of: support, in: world, id: "asst_copy", nonce: nil, createdAt: 99)
    for recovery in [recover(world), recover(world.withoutLock)] {
      #expect(recovery.duplicates.isEmpty)
      #expect(recovery.copies.map(\.id) == ["asst_copy"])
      #expect(recovery.copies[0].kept == (try id(support, in: world)))
      #expect(recovery.recorded.resources[support]?.id == (try id(support, in: world)))
    }
  }

  /// The copy of a duplicate is a copy of that one.
  @Test func aCopyNamesItsOwnOriginal() throws {
    var world = applied()
    for (id, createdAt) in [("asst_twin", 50), ("asst_twin_copy", 60)] {
      world.objects[id] = try twin(
        of: support, in: world, id: id, nonce: "other", createdAt: createdAt)
    }
    let recovery = recover(world)
    #expect(recovery.duplicates.map(\.id) == ["asst_twin"])
    #expect(recovery.copies.map(\.id) == ["asst_twin_copy"])
    #expect(recovery.copies[0].kept == "asst_twin")
  }

  @Test func anAddressThatNobodyDeclaresIsAnOrphan() throws {
    let world = applied()
    let id = try id(support, in: world)
    let less = Fixture.desired(Fixture.store("manuals", ["name": "Manuals"]))
    let lost = recover(world.withoutLock, less)
    #expect(lost.orphans.map(\.id) == [id] && lost.orphans[0].kept == nil)
    // `--prune` deletes what is recorded, so nothing is recorded that was not.
    #expect(lost.recorded.resources[support] == nil)
    let recorded = recover(world, less)
    #expect(recorded.orphans.map(\.id) == [id])
    #expect(recorded.recorded.resources[support]?.id == id)
    #expect(!recorded.found.contains { $0.address == support })
  }

  @Test func whatIsToBeForgottenIsNoOrphan() {
    let world = applied()
    var less = Fixture.desired(Fixture.store("manuals", ["name": "Manuals"]))
    less.removed = [RemovedResource(address: support)]
    #expect(recover(world.withoutLock, less).orphans.isEmpty)
  }

  @Test func protectionIsTakenFromTheYAMLOrElseFromTheLockFile() throws {
    var world = applied()
    let less = Fixture.desired(Fixture.store("manuals", ["name": "Manuals"]))
    world.lock.resources[support]?.isProtected = true
    let kept = recover(world, less)
    #expect(kept.orphans.map(\.isProtected) == [true])
    #expect(kept.recorded.resources[support]?.isProtected == true)
    // The YAML says no.
    #expect(recover(world).recorded.resources[support]?.isProtected == false)
    let protecting = Fixture.desired(Fixture.assistant("support", protect: true))
    let protected = recover(world.withoutLock, protecting)
    #expect(protected.recorded.resources[support]?.isProtected == true)
    world.objects["asst_twin"] = try twin(
      of: support, in: world, id: "asst_twin", nonce: "other", createdAt: 99)
    #expect(recover(world, protecting).duplicates.map(\.isProtected) == [true])
  }

  @Test func anAddressThatTwoObjectsClaimUnderTwoNamesIsAnError() throws {
    var world = applied()
    var former = try twin(
      of: support, in: world, id: "asst_help", nonce: "other", createdAt: 99)
    if var marker = former.marker.marker {
      marker.address = "assistants.help"
      former.marker = .marker(marker)
    }
    world.objects["asst_help"] = former
    var resource = Fixture.assistant("support")
    resource.formerly = ["help"]
    let recovery = recover(world.withoutLock, Fixture.desired(resource))
    #expect(recovery.problems.count == 1 && recovery.problems.allSatisfy { $0.severity == .error })
    #expect(recovery.recorded.resources[support] == nil)
  }

  @Test func whatIsLeavingIsKeptAndOthersMarkersAreNotOurs() throws {
    var world = applied()
    world.lock.resources[support]?.leaving = ["asst_0"]
    var theirs = try twin(of: support, in: world, id: "theirs", nonce: "x", createdAt: 1)
    if var marker = theirs.marker.marker {
      marker.project = "another"
      theirs.marker = .marker(marker)
    }
    world.objects["theirs"] = theirs
    let recovery = recover(world)
    #expect(recovery.recorded.resources[support]?.leaving == ["asst_0"])
    #expect(recovery.duplicates.isEmpty && recovery.copies.isEmpty)
  }

  @Test func outputsNameWhatExists() throws {
    let world = applied()
    var desired = project()
    desired.outputs = [
      "ID": OutputReference(address: support),
      "NONE": OutputReference(address: "assistants.none"),
    ]
    #expect(
      recover(world.withoutLock, desired).recorded.outputs == ["ID": try id(support, in: world)])
  }
}
