import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Deleting and replacing.
extension PlanReviewTests {
  private static func pruning() -> PlanOptions {
    var options = PlanOptions()
    options.prunes = true
    return options
  }

  /// Killed once the marker was off, what is left is to take it out of the lock file.
  @Test func whatIsForgottenHalfWayIsForgotten() throws {
    var world = World()
    world.apply(Self.desired())
    var desired = Self.desired()
    desired.resources[Self.sales] = nil
    desired.removed = [RemovedResource(address: Self.sales)]
    let reviewed = reviewed(world, desired)
    #expect(review(reviewed, world, desired).result.plan == reviewed.plan)
    world.objects[try #require(world.lock.resources[Self.sales]?.id)]?.marker = .absent
    let half = review(reviewed, world, desired)
    #expect(half.refusals.isEmpty)
    #expect(half.result.plan.effective.map(\.action) == [.forget])
    #expect(half.result.plan.isEmpty, "nothing is sent")
  }

  @Test func onlyReviewedDeletionsAreDone() {
    var world = World()
    world.apply(Self.desired())
    let desired = Fixture.desired(
      Fixture.store(),
      Fixture.assistant("support", ["name": "Support"], stores: [.address(Self.store)]))
    let reviewed = reviewed(world, desired, options: Self.pruning())
    #expect(reviewed.plan.effective.map(\.address) == [Self.sales])
    // Another resource left the YAML since.
    let fewer = Fixture.desired(Fixture.store())
    let review = review(reviewed, world, fewer)
    #expect(review.result.plan.effective.map(\.address) == [Self.sales])
    #expect(review.appeared == [Self.support])
    // One that was edited meanwhile is looked at again before it goes.
    world.edit("instructions", of: Self.sales, to: "Precious words.")
    #expect(refusals(self.review(reviewed, world, desired)) == [Self.sales: .changedOutside])
  }

  @Test func aDeletionThatIsDeclaredAgainIsRefused() {
    var world = World()
    world.apply(Self.desired())
    let reviewed = reviewed(world, Fixture.desired(Fixture.store()), options: Self.pruning())
    let review = review(reviewed, world, Self.desired())
    #expect(
      refusals(review)
        == [Self.support: .configurationChanged, Self.sales: .configurationChanged])
    #expect(review.result.plan.isEmpty)
  }

  /// The deletion is done, and the resource is declared again: nobody has reviewed that it is made.
  @Test func aDeletionThatIsDoneMakesNothing() {
    var world = World()
    world.apply(Self.desired())
    let fewer = Fixture.desired(Fixture.store())
    let reviewed = reviewed(world, fewer, options: Self.pruning())
    world.apply(fewer, options: Self.pruning())
    let review = review(reviewed, world, Self.desired())
    #expect(refusals(review).isEmpty && review.result.plan.isEmpty)
    #expect(Set(review.appeared) == [Self.support, Self.sales])
  }

  /// What is undeclared as well, and stays since somebody changed it, keeps what it refers to.
  @Test func whatARefusedDeletionHoldsStays() {
    var world = World()
    world.apply(Self.desired())
    let nothing = Fixture.desired(Fixture.assistant("other"))
    let reviewed = reviewed(world, nothing, options: Self.pruning())
    world.edit("name", of: Self.support, to: "theirs")
    let review = review(reviewed, world, nothing)
    #expect(refusals(review)[Self.support] == .changedOutside)
    #expect(refusals(review)[Self.store] == .neededBy(Self.support))
  }

  @Test func whatARefusedResourceHoldsStays() {
    var world = World()
    world.apply(Self.desired())
    // The store goes, and the assistant lets go of it.
    let desired = Fixture.desired(Fixture.assistant("support", ["name": "Support"], stores: []))
    let reviewed = reviewed(world, desired, options: Self.pruning())
    world.edit("name", of: Self.support, to: "theirs")
    let review = review(reviewed, world, desired)
    #expect(
      refusals(review)
        == [Self.support: .changedOutside, Self.store: .neededBy(Self.support)])
    #expect(review.result.plan.effective.map(\.address) == [Self.sales])
  }

  /// Also where only a dashboard made it refer to what goes.
  @Test func whatSomethingElseHoldsStays() throws {
    var world = World()
    let sales = Fixture.assistant("sales", ["name": "Sales"], stores: [])
    world.apply(
      Fixture.desired(
        Fixture.store(), Fixture.assistant("support", stores: [.address(Self.store)]), sales))
    let desired = Fixture.desired(Fixture.assistant("support", stores: []), sales)
    let reviewed = reviewed(world, desired, options: Self.pruning())
    #expect(reviewed.plan.effective.map(\.address) == [Self.support, Self.store])
    let store = try #require(world.lock.resources[Self.store]?.id)
    let id = try #require(world.lock.resources[Self.sales]?.id)
    world.objects[id]?.attributes[AttributePath("file_search.vector_stores")] = [.string(store)]
    let review = review(reviewed, world, desired)
    #expect(refusals(review) == [Self.store: .neededBy(Self.sales)])
    #expect(review.appeared == [Self.sales])
    #expect(review.result.plan.effective.map(\.address) == [Self.support])
  }

  @Test func aReplacementIsDoneOnce() throws {
    var world = World()
    world.apply(Self.desired())
    var options = PlanOptions()
    options.replacing = [Self.store]
    let reviewed = reviewed(world, Self.desired(), options: options)
    #expect(reviewed.plan.effective.map(\.action) == [.replace, .update])
    #expect(review(reviewed, world, Self.desired()).result.plan == reviewed.plan)
    world.apply(Self.desired(), options: options)
    let again = review(reviewed, world, Self.desired())
    #expect(again.result.plan.isEmpty && again.refusals.isEmpty)

    // Killed between the two halves, the old one is still to go.
    let old = try #require(reviewed.plan.effective.first?.id)
    var object = try #require(
      world.objects.values.first { $0.kind == ResourceSchema.vectorStore.kind })
    object.id = old
    world.objects[old] = object
    world.lock.resources[Self.store]?.leaving = [old]
    let half = review(reviewed, world, Self.desired())
    #expect(half.result.plan.effective.map(\.action) == [.delete])
    #expect(half.result.plan.effective.map(\.id) == [old])
  }

  @Test func aReplacementWaitsForWhatRefersToIt() {
    var world = World()
    world.apply(Self.desired())
    var options = PlanOptions()
    options.replacing = [Self.store]
    let reviewed = reviewed(world, Self.desired(), options: options)
    world.edit("name", of: Self.support, to: "theirs")
    let review = review(reviewed, world, Self.desired())
    #expect(
      refusals(review)
        == [Self.support: .changedOutside, Self.store: .neededBy(Self.support)])
    #expect(review.result.plan.effective.isEmpty)
    #expect(review.result.problems.isEmpty)
  }
}
