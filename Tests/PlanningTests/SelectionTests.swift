import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import Testing

struct SelectionTests {
  private static let store: Address = "vector_stores.manuals"
  private static let support: Address = "assistants.support"
  private static let desired = Fixture.desired(
    Fixture.store(), Fixture.store("unrelated"),
    Fixture.assistant("support", stores: [.address(store)]), Fixture.assistant("other"))

  private static func options(
    only: Set<Address>? = nil, excluding: Set<Address> = [], replacing: Set<Address> = []
  ) -> PlanOptions {
    var options = PlanOptions()
    options.only = only
    options.excluding = excluding
    options.replacing = replacing
    return options
  }

  @Test func onlyAddsWhatDoesNotExistYet() {
    let options = Self.options(only: [Self.support])
    var world = World()
    let fresh = world.plan(Self.desired, options: options)
    #expect(fresh.plan.changes.map(\.address) == [Self.store, Self.support])
    world.apply(Self.desired)
    world.edit("name", of: Self.store, to: "theirs")
    let later = world.plan(Self.desired, options: options)
    #expect(later.plan.changes.map(\.address) == [Self.support])
    #expect(later.problems.isEmpty)
  }

  @Test func excludingWhatIsNeededIsAnError() {
    let options = Self.options(excluding: [Self.store])
    var world = World()
    #expect(world.plan(Self.desired, options: options).codes == ["ASST210"])
    world.apply(Self.desired)
    let later = world.plan(Self.desired, options: options)
    #expect(later.problems.isEmpty)
    #expect(later.change(Self.store) == nil)
  }

  @Test func replacingWithoutWhatRefersToItIsAnError() {
    var world = World()
    world.apply(Self.desired)
    for options in [
      Self.options(only: [Self.store], replacing: [Self.store]),
      Self.options(excluding: [Self.support], replacing: [Self.store]),
    ] {
      let result = world.plan(Self.desired, options: options)
      #expect(result.codes == ["ASST213"], "the old store is deleted while support reads it")
      #expect(result.problems.hasErrors)
    }
    let both = Self.options(only: [Self.store, Self.support], replacing: [Self.store])
    #expect(world.plan(Self.desired, options: both).problems.isEmpty)
  }

  @Test func selectionHoldsForWhatIsNoLongerDeclared() {
    var world = World()
    world.apply(Self.desired)
    var options = Self.options(only: ["assistants.other"])
    options.prunes = true
    let result = world.plan(Fixture.desired(), options: options)
    #expect(result.plan.changes.map(\.address) == ["assistants.other"])
    #expect(result.plan.kept.isEmpty)
    options.prunes = false
    #expect(world.plan(Fixture.desired(), options: options).plan.kept.count == 1)
  }

  @Test func destroyOnlyTakesWhatIsSelected() {
    var world = World()
    world.apply(Self.desired)
    var options = Self.options(only: [Self.support])
    options.destroys = true
    #expect(
      world.plan(Self.desired, options: options).plan.changes.map(\.address) == [Self.support])
  }

  @Test func anUnknownAddressSaysWhichOneWasMeant() {
    let typo: Address = "assistants.suport"
    for (flag, options) in [
      ("--only", Self.options(only: [typo])), ("--exclude", Self.options(excluding: [typo])),
      ("--replace", Self.options(replacing: [typo])),
    ] {
      let result = World().plan(Self.desired, options: options)
      #expect(result.codes == ["ASST209"])
      #expect(result.problems.first?.detail.contains("`\(flag) assistants.suport`") == true)
      #expect(result.problems.first?.help == "Did you mean `assistants.support`?")
    }
  }
}

struct ThresholdTests {
  private static func world(_ count: Int) -> (World, DesiredState) {
    let desired = Fixture.desired((0..<count).map { Fixture.assistant("a\($0)") })
    var world = World()
    world.apply(desired)
    return (world, desired)
  }

  /// Below ten resources all have to be gone, from ten on more than three in ten.
  @Test(arguments: [
    (1, 1, true), (9, 8, false), (9, 9, true), (10, 3, false), (10, 4, true), (20, 6, false),
    (20, 7, true),
  ])
  func missingResourcesLookLikeAnotherAccount(count: Int, gone: Int, isRefused: Bool) {
    var (world, desired) = Self.world(count)
    for id in world.objects.keys.prefix(gone) { world.objects[id] = nil }
    #expect(world.plan(desired).codes == (isRefused ? ["ASST207"] : []))
    var options = PlanOptions()
    options.allowsRecreation = true
    #expect(world.plan(desired, options: options).problems.isEmpty)
  }

  /// `--only` does not make another account the right one.
  @Test func aSelectionDoesNotHideAnotherAccount() {
    var (world, desired) = Self.world(5)
    world.objects = [:]
    var options = PlanOptions()
    options.only = ["assistants.a0"]
    #expect(world.plan(desired, options: options).codes == ["ASST207"])
  }

  /// Who only looks is warned; nothing would be written.
  @Test func thresholdsWarnWhoOnlyLooks() {
    var (world, desired) = Self.world(10)
    world.objects = [:]
    var options = PlanOptions()
    options.onlyLooks = true
    let gone = world.plan(desired, options: options)
    #expect(gone.codes == ["ASST207"] && !gone.problems.hasErrors)
    #expect(gone.plan.hasDrift)

    (world, desired) = Self.world(10)
    desired.resources["assistants.a0"]?.lifecycle.protect = true
    options.replacing = Set(desired.resources.keys)
    let replaced = world.plan(desired, options: options)
    #expect(replaced.codes == ["ASST206", "ASST208"] && !replaced.problems.hasErrors)
  }

  @Test func anEmptyLockIsNoOtherAccount() {
    #expect(World().plan(Self.world(12).1).problems.isEmpty)
  }

  @Test(arguments: [(9, 9, false), (10, 3, false), (10, 4, true), (20, 6, false), (20, 7, true)])
  func aLargeShareOfDeletionsNeedsConsent(count: Int, going: Int, isRefused: Bool) {
    let (world, desired) = Self.world(count)
    var pruned = desired
    for address in desired.resources.keys.prefix(going) { pruned.resources[address] = nil }
    var pruning = PlanOptions()
    pruning.prunes = true
    var replacing = PlanOptions()
    replacing.replacing = Set(desired.resources.keys.prefix(going))
    for (desired, options) in [(pruned, pruning), (desired, replacing)] {
      #expect(world.plan(desired, options: options).codes == (isRefused ? ["ASST208"] : []))
      var consented = options
      consented.allowsMassChange = true
      #expect(world.plan(desired, options: consented).problems.isEmpty)
    }
  }

  @Test func destroyAsksByItself() {
    let (world, desired) = Self.world(12)
    var options = PlanOptions()
    options.destroys = true
    #expect(world.plan(desired, options: options).problems.isEmpty)
  }

  /// The replacement was consented to; its other half needs no second consent.
  @Test func leftoversOfAReplacementAreNoMassChange() {
    var (world, desired) = Self.world(10)
    for (number, address) in desired.resources.keys.prefix(5).enumerated() {
      world.addForeign("asst_old\(number)", marker: world.marker(project: "shop", address))
      world.lock.resources[address]?.leaving = ["asst_old\(number)"]
    }
    let result = world.plan(desired)
    #expect(result.plan.count(.delete) == 5)
    #expect(result.problems.isEmpty)
  }
}
