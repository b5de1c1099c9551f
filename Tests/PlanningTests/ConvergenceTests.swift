import Diagnostics
import OrderedCollections
import Planning
import ResourceModel
import TestSupport
import Testing

/// After an apply, the next plan is empty, whatever was declared and whatever the server fills in.
struct ConvergenceTests {
  @Test(arguments: UInt64(0)..<60)
  func aSecondPlanIsEmpty(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var world = World()
    world.fillsIn = Bool.random(using: &random)
    world.showsResultCount = Bool.random(using: &random)
    var pruning = PlanOptions()
    pruning.prunes = true
    pruning.allowsMassChange = true
    // Later rounds change, add, give back and remove what earlier ones declared.
    for round in 0..<4 {
      let desired = RandomProject.make(using: &random)
      world.apply(desired, options: pruning)
      for (name, world) in [("with", world), ("without", world.withoutLock)] {
        let result = world.plan(desired)
        #expect(result.plan.isEmpty, "round \(round), \(name) a lock")
        #expect(!result.plan.hasDrift)
        #expect(result.problems.isEmpty)
        #expect(result.plan.changes.allSatisfy { $0.notes.isEmpty })
        #expect(result.plan.changes.count == desired.resources.count)
      }
      #expect(world.objects.count == desired.resources.count, "no duplicate, no orphan")
    }
  }

  /// The other half of the promise: a real difference in a declared attribute is never overlooked.
  @Test(arguments: UInt64(0)..<40)
  func whatSomebodyChangedIsDrift(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var world = World()
    let desired = RandomProject.make(using: &random)
    world.apply(desired)
    let resource = try #require(desired.resources.values.randomElement(using: &random))
    let names = resource.attributes.filter { path, attribute in
      if case .json(.string(let text)) = attribute.value { !text.isEmpty } else { false }
    }
    guard let path = names.keys.randomElement(using: &random) else { return }
    world.edit(path.description, of: resource.address, to: "changed outside")
    for world in [world, world.withoutLock] {
      let result = world.plan(desired)
      #expect(result.cause(path.description, of: resource.address) == .drift)
      #expect(result.plan.effective.map(\.address) == [resource.address])
      #expect(result.plan.effective.map { $0.attributes.map(\.path) } == [[path]])
    }
  }

  @Test func theSameInputGivesTheSamePlan() {
    var random = SeededGenerator(seed: 7)
    var world = World()
    world.apply(RandomProject.make(using: &random))
    let desired = RandomProject.make(using: &random)
    let first = world.plan(desired)
    for seed in UInt64(0)..<20 {
      var shuffle = SeededGenerator(seed: seed)
      // The order in which a lock file or a list was read must not matter.
      let shuffled = Planner.plan(
        desired: desired,
        recorded: Fixture.recorded(
          Dictionary(uniqueKeysWithValues: world.lock.resources.shuffled(using: &shuffle))),
        observed: Fixture.observed(world.objects.values.shuffled(using: &shuffle)))
      #expect(shuffled.plan == first.plan)
      #expect(shuffled.problems == first.problems)
    }
  }

  @Test func changesComeInTheOrderOfTheYAML() {
    let desired = Fixture.desired(
      Fixture.assistant("zebra"), Fixture.store("b"), Fixture.assistant("apple"), Fixture.store("a")
    )
    #expect(
      World().plan(desired).plan.changes.map(\.address.description)
        == ["assistants.zebra", "vector_stores.b", "assistants.apple", "vector_stores.a"])
  }
}

/// Valid projects of every shape: each attribute may be declared, null, the default, or something else.
enum RandomProject {
  static func make(using random: inout SeededGenerator) -> DesiredState {
    let stores = (0..<Int.random(in: 0...3, using: &random)).map { "store\($0)" }
    var resources = stores.map { key in
      var resource = Fixture.store(key)
      fill(&resource, from: storeValues, using: &random)
      return resource
    }
    for number in 0..<Int.random(in: 1...5, using: &random) {
      let reference: [Reference]? =
        if Bool.random(using: &random) {
          stores.randomElement(using: &random).map {
            [.address(Address(collection: "vector_stores", key: $0))]
          }
        } else {
          [nil, [], [.identifier("vs_theirs")]].randomElement(using: &random) ?? nil
        }
      var resource = Fixture.assistant("assistant\(number)", stores: reference)
      fill(&resource, from: assistantValues, using: &random)
      resources.append(resource)
    }
    return Fixture.desired(resources)
  }

  private static func fill(
    _ resource: inout DesiredResource, from values: KeyValuePairs<String, [JSONValue]>,
    using random: inout SeededGenerator
  ) {
    for (name, choices) in values where Bool.random(using: &random) {
      guard let value = choices.randomElement(using: &random) else { continue }
      resource.attributes[Fixture.path(name)] = DesiredAttribute(.json(value))
    }
  }

  // A store's description cannot change in place, so it stays away from the rounds.
  private static let storeValues: KeyValuePairs<String, [JSONValue]> = [
    "name": [.null, "Manuals", "Handbücher 📚"],
    "expires_after": [.null, ["days": 7], ["anchor": "last_active_at", "days": 30]],
    "metadata.team": [.null, "a", "b"], "metadata.owner": ["", "x"],
  ]

  private static let assistantValues: KeyValuePairs<String, [JSONValue]> = [
    "name": [.null, "A", "B", ""], "description": [.null, "D"],
    "instructions": [.null, "one\r\ntwo", "x\n"],
    "temperature": [.null, 0, 1, .number(JSONNumber(validated: "0.20"))], "top_p": [.null, 1],
    "reasoning_effort": [.null, "high"], "metadata.team": [.null, "a", "b"], "metadata.x-y": ["1"],
    "response_format": [
      .null, "auto", ["type": "text"], ["type": "json_object"],
      [
        "type": "json_schema",
        "json_schema": [
          "name": "r", "description": .null, "strict": false, "schema": ["type": "object"],
        ],
      ],
    ],
    "tools": [
      .null, [], [["type": "code_interpreter"]], [["type": "file_search", "max_num_results": 8]],
      [["type": "file_search", "ranking_options": ["ranker": "auto", "score_threshold": 0]]],
      [
        ["type": "function", "function": ["name": "a", "strict": true]],
        [
          "type": "function",
          "function": [
            "name": "b", "description": "B", "strict": false,
            "parameters": ["properties": [:], "type": "object"],
          ],
        ], ["type": "file_search"],
      ],
    ],
  ]
}
