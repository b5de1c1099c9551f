import Diagnostics
import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// What was reviewed is what is applied: a plan of then against the world of today.
struct PlanReviewTests {
  static let store: Address = "vector_stores.manuals"
  static let support: Address = "assistants.support"
  static let sales: Address = "assistants.sales"

  static func desired(support name: JSONValue = "Support") -> DesiredState {
    Fixture.desired(
      Fixture.store(), Fixture.assistant("support", ["name": name], stores: [.address(store)]),
      Fixture.assistant("sales", ["name": "Sales", "instructions": "Sell."]))
  }

  func reviewed(
    _ world: World, _ desired: DesiredState, options: PlanOptions = PlanOptions()
  ) -> ReviewedPlan {
    ReviewedPlan(
      plan: world.plan(desired, options: options).plan,
      request: PlanRequest(options: options, configuration: "assistants"),
      desired: desired, observed: Fixture.observed(Array(world.objects.values)),
      lockSerial: world.lock.serial)
  }

  func review(
    _ reviewed: ReviewedPlan, _ world: World, _ desired: DesiredState
  ) -> PlanReview {
    PlanReview(
      reviewed, desired: desired, recorded: world.lock,
      observed: Fixture.observed(Array(world.objects.values)))
  }

  func refusals(_ review: PlanReview) -> [Address: Refusal.Reason] {
    Dictionary(uniqueKeysWithValues: review.refusals.map { ($0.address, $0.reason) })
  }

  // MARK: - Nothing happened since

  @Test(arguments: UInt64(0)..<60)
  func thePlanOfAnUnchangedWorldIsTheSame(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var world = World()
    world.fillsIn = Bool.random(using: &random)
    var options = PlanOptions()
    options.prunes = true
    options.allowsMassChange = true
    for round in 0..<4 {
      let desired = RandomProject.make(using: &random)
      let plan = world.plan(desired, options: options)
      let reviewed = reviewed(world, desired, options: options)
      let review = review(reviewed, world, desired)
      #expect(review.result.plan == plan.plan, "round \(round)")
      #expect(review.refusals.isEmpty && review.appeared.isEmpty)
      #expect(review.result.problems == plan.problems)
      let text = JSONWriter.string(SavedPlan.document(reviewed, toolVersion: "1"), .indented)
      #expect(try SavedPlan.read(JSONParser.parse(text)) == reviewed, "round \(round)")

      // Applied, there is nothing left of it, however often it is repeated.
      world.apply(desired, options: options)
      let again = self.review(reviewed, world, desired)
      #expect(again.result.plan.isEmpty, "round \(round)")
      #expect(again.refusals.isEmpty && again.result.problems.isEmpty)
    }
  }

  /// Killed after any of its changes, it is finished by the same plan.
  @Test(arguments: UInt64(0)..<40)
  func aPartThatIsDoneIsLeftOut(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var world = World()
    var options = PlanOptions()
    options.prunes = true
    options.allowsMassChange = true
    world.apply(RandomProject.make(using: &random))
    let desired = RandomProject.make(using: &random)
    let reviewed = reviewed(world, desired, options: options)
    guard let change = reviewed.plan.effective.randomElement(using: &random) else { return }
    var part = options
    part.only = [change.address]
    world.apply(desired, options: part)
    let review = review(reviewed, world, desired)
    #expect(review.refusals.isEmpty)
    let done = Set(world.plan(desired, options: options).plan.effective.map(\.address))
    #expect(Set(review.result.plan.effective.map(\.address)) == done)
  }

  // MARK: - The checkout changed

  @Test func anEditRefusesItsResourceAlone() {
    let world = World()
    let reviewed = reviewed(world, Self.desired())
    let review = review(reviewed, world, Self.desired(support: "Helpdesk"))
    #expect(refusals(review) == [Self.support: .configurationChanged])
    #expect(review.result.plan.effective.map(\.address) == [Self.store, Self.sales])
    #expect(review.result.problems.isEmpty)
  }

  @Test func aReorderedSchemaIsAnEdit() {
    let tools = { (keys: [String]) -> JSONValue in
      let properties = JSONObject(uniqueKeysWithValues: keys.map { ($0, ["type": "string"]) })
      return [
        [
          "type": "function",
          "function": [
            "name": "f", "parameters": ["type": "object", "properties": .object(properties)],
          ],
        ]
      ]
    }
    let desired = { (keys: [String]) in
      Fixture.desired(Fixture.assistant("support", ["tools": tools(keys)]))
    }
    let world = World()
    let reviewed = reviewed(world, desired(["a", "b"]))
    #expect(
      refusals(review(reviewed, world, desired(["b", "a"])))
        == [Self.support: .configurationChanged])
  }

  @Test func whatDependsOnARefusedResourceIsRefused() {
    let world = World()
    let reviewed = reviewed(world, Self.desired())
    var edited = Self.desired()
    edited.resources[Self.store]?.attributes[Fixture.path("name")] = DesiredAttribute(.json("New"))
    let review = review(reviewed, world, edited)
    #expect(
      refusals(review)
        == [Self.store: .configurationChanged, Self.support: .needs(Self.store)])
    #expect(review.result.plan.effective.map(\.address) == [Self.sales])
    #expect(review.result.problems.isEmpty)
  }

  /// The store exists and is gone since: an update of the assistant would bind it to another one.
  @Test func whatRefersToARefusedResourceWaitsForIt() throws {
    var world = World()
    world.apply(Self.desired())
    var desired = Self.desired(support: "Helpdesk")
    desired.resources[Self.store]?.attributes[Fixture.path("name")] = DesiredAttribute(.json("New"))
    let reviewed = reviewed(world, desired)
    #expect(reviewed.plan.effective.map(\.action) == [.update, .update])
    world.objects[try #require(world.lock.resources[Self.store]?.id)] = nil
    let review = review(reviewed, world, desired)
    #expect(
      refusals(review) == [Self.store: .deletedOutside, Self.support: .needs(Self.store)])
    #expect(review.result.plan.isEmpty)
  }

  /// Where nobody refused what it refers to, it is bound to another object than was reviewed.
  @Test func anotherObjectBehindAReferenceIsRefused() throws {
    var world = World()
    world.apply(Self.desired())
    let reviewed = reviewed(world, Self.desired(support: "Helpdesk"))
    let old = try #require(world.lock.resources[Self.store]?.id)
    let found = world.objects.removeValue(forKey: old)
    var store = try #require(found)
    store.id = "vs_restored"
    world.objects[store.id] = store
    world.lock.resources[Self.store]?.id = store.id
    let review = review(reviewed, world, Self.desired(support: "Helpdesk"))
    #expect(refusals(review) == [Self.support: .otherReference])
  }

  @Test(arguments: [true, false])
  func theRestIsSpokenOfWhereThereIsOne(leavesRest: Bool) {
    let reasons: [Refusal.Reason] = [
      .configurationChanged, .changedOutside, .deletedOutside, .otherAction(nil), .otherReference,
    ]
    for reason in reasons {
      let refusal = Refusal(address: Self.sales, action: .update, reason: reason)
      let told = ReviewProblems.refused(refusal, desired: nil, leavesRest: leavesRest).detail
      #expect(told.contains("the rest of the plan is applied") == leavesRest, "\(told)")
      #expect(told.contains("nothing else of the plan is left to apply") != leavesRest, "\(told)")
    }
  }

  @Test func whatAppearedSinceIsNotDone() {
    var world = World()
    world.apply(Self.desired())
    let reviewed = reviewed(world, Self.desired(support: "Helpdesk"))
    #expect(reviewed.plan.effective.map(\.address) == [Self.support])
    var today = Self.desired(support: "Helpdesk")
    let fresh = Fixture.assistant("fresh")
    today.resources[fresh.address] = fresh
    world.edit("instructions", of: Self.sales, to: "changed outside")
    let review = review(reviewed, world, today)
    #expect(review.result.plan.effective.map(\.address) == [Self.support])
    #expect(review.refusals.isEmpty)
    #expect(review.appeared == [Self.sales, "assistants.fresh"])
  }

  @Test func whatWasNotSelectedDidNotAppear() {
    let world = World()
    var options = PlanOptions()
    options.only = [Self.sales]
    let reviewed = reviewed(world, Self.desired(), options: options)
    let review = review(reviewed, world, Self.desired())
    #expect(review.result.plan.effective.map(\.address) == [Self.sales])
    #expect(review.appeared.isEmpty && review.refusals.isEmpty)
  }

  // MARK: - The provider changed

  @Test func driftThatWasShownIsConsentedTo() {
    var world = World()
    world.apply(Self.desired())
    world.edit("name", of: Self.support, to: "theirs")
    let reviewed = reviewed(world, Self.desired())
    #expect(reviewed.plan.hasDrift)
    let review = review(reviewed, world, Self.desired())
    #expect(review.result.plan == reviewed.plan)
    #expect(review.refusals.isEmpty)
  }

  /// Also where the edit is not in what the plan writes: `name` is written, `description` is nobody's.
  @Test(arguments: ["name", "description"])
  func newerDriftIsRefused(attribute: String) {
    var world = World()
    world.apply(Self.desired())
    let reviewed = reviewed(world, Self.desired(support: "Helpdesk"))
    world.edit(attribute, of: Self.support, to: "theirs")
    let review = review(reviewed, world, Self.desired(support: "Helpdesk"))
    #expect(refusals(review) == [Self.support: .changedOutside])
    #expect(review.result.plan.isEmpty)
  }

  @Test func whatTheSameEditDidOutsideIsInPlace() {
    var world = World()
    world.apply(Self.desired())
    let reviewed = reviewed(world, Self.desired(support: "Helpdesk"))
    world.edit("name", of: Self.support, to: "Helpdesk")
    let review = review(reviewed, world, Self.desired(support: "Helpdesk"))
    #expect(review.result.plan.isEmpty && review.refusals.isEmpty)
  }

  @Test func whatIsGoneSinceIsNotMadeAnew() throws {
    var world = World()
    world.apply(Self.desired())
    let reviewed = reviewed(world, Self.desired(support: "Helpdesk"))
    world.objects[try #require(world.lock.resources[Self.support]?.id)] = nil
    let review = review(reviewed, world, Self.desired(support: "Helpdesk"))
    #expect(refusals(review) == [Self.support: .deletedOutside])
    #expect(review.result.plan.effective.isEmpty)
  }

  @Test func whatWasCreatedAndDeletedOutsideIsNotCreatedAgain() throws {
    var world = World()
    let reviewed = reviewed(world, Self.desired())
    world.apply(Self.desired())
    world.objects[try #require(world.lock.resources[Self.sales]?.id)] = nil
    let review = review(reviewed, world, Self.desired())
    #expect(refusals(review) == [Self.sales: .deletedOutside])
  }
}
