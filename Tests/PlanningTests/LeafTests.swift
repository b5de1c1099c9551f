import OrderedCollections
import Planning
import ResourceModel
import Testing

/// Inside an object, only declared leaves are compared: what a server fills in is no difference, and
/// what the YAML takes out or says explicitly is.
struct LeafTests {
  private static func tools(_ tool: JSONValue) -> DesiredState {
    Fixture.desired(Fixture.assistant("support", ["tools": [tool]]))
  }

  private static func function(_ extra: KeyValuePairs<String, JSONValue>) -> JSONValue {
    var members: JSONObject = ["name": "search"]
    for (key, value) in extra { members[key] = value }
    return ["type": "function", "function": .object(members)]
  }

  private static let half = JSONValue.number(JSONNumber(validated: "0.5"))

  struct Edit: Sendable {
    let before: JSONValue
    let after: JSONValue
  }

  @Test(arguments: [
    Edit(before: function(["description": "Finds"]), after: function([:])),
    Edit(before: function(["strict": true]), after: function([:])),
    Edit(
      before: function(["parameters": ["type": "object", "required": ["a"]]]), after: function([:])),
    Edit(
      before: ["type": "file_search", "max_num_results": 8], after: ["type": "file_search"]),
    Edit(
      before: ["type": "file_search", "ranking_options": ["score_threshold": half]],
      after: ["type": "file_search"]),
  ])
  func aLeafTakenOutOfTheYAMLIsAChange(_ edit: Edit) {
    for losesLock in [false, true] {
      var world = World()
      world.apply(Self.tools(edit.before))
      if losesLock { world = world.withoutLock }
      #expect(world.plan(Self.tools(edit.after)).cause("tools") == .changed)
      world.apply(Self.tools(edit.after))
      #expect(world.plan(Self.tools(edit.after)).plan.isEmpty)
    }
  }

  @Test func aLeafThatIsDeclaredAsItsDefaultIsWatched() {
    var world = World()
    let desired = Self.tools(Self.function(["strict": false]))
    world.apply(desired)
    #expect(world.plan(desired).plan.isEmpty)
    world.edit("tools", to: [Self.function(["strict": true])])
    #expect(world.plan(desired).cause("tools") == .drift)
  }

  @Test func aLeafThatIsNotDeclaredIsTheServers() {
    var world = World()
    world.showsResultCount = true
    let desired = Self.tools(["type": "file_search"])
    world.apply(desired)
    #expect(world.plan(desired).plan.isEmpty)
    #expect(world.withoutLock.plan(desired).plan.isEmpty)
    world.edit(
      "tools", to: [["type": "file_search", "ranking_options": ["ranker": "default_2027_01_01"]]])
    #expect(world.plan(desired).plan.isEmpty)
  }

  @Test func anUnknownToolInADeclaredListIsDrift() {
    var world = World()
    let desired = Self.tools(["type": "code_interpreter"])
    world.apply(desired)
    world.edit("tools", to: [["type": "code_interpreter"], ["type": "bing_grounding"]])
    #expect(world.plan(desired).cause("tools") == .drift)
  }

  @Test func theOrderOfToolsCounts() {
    var world = World()
    let (a, b): (JSONValue, JSONValue) = (["type": "code_interpreter"], ["type": "file_search"])
    world.apply(Fixture.desired(Fixture.assistant("support", ["tools": [a, b]])))
    let result = world.plan(Fixture.desired(Fixture.assistant("support", ["tools": [b, a]])))
    #expect(result.cause("tools") == .changed)
  }
}

/// Models read the keys of a schema in order, so a new order is sent; but a server's order is its own.
struct KeyOrderTests {
  private static func desired(_ keys: [String]) -> DesiredState {
    Fixture.desired(Fixture.assistant("support", ["tools": .array([tool(keys)])]))
  }

  private static func tool(_ keys: [String]) -> JSONValue {
    var properties = JSONObject()
    for key in keys { properties[key] = ["type": "string"] }
    let parameters: JSONValue = ["type": "object", "properties": .object(properties)]
    return ["type": "function", "function": ["name": "f", "parameters": parameters]]
  }

  @Test func aNewOrderIsAnUpdateWhereTheLockKnowsTheOldOne() {
    var world = World()
    world.apply(Self.desired(["a", "b"]))
    #expect(world.plan(Self.desired(["b", "a"])).cause("tools") == .reordered)
    world.apply(Self.desired(["b", "a"]))
    #expect(world.plan(Self.desired(["b", "a"])).plan.isEmpty)
  }

  @Test func withoutALockTheOrderIsTheServers() {
    var world = World()
    world.apply(Self.desired(["a", "b"]))
    #expect(world.withoutLock.plan(Self.desired(["b", "a"])).plan.isEmpty)
  }

  @Test func aServerWithAnOrderOfItsOwnIsNoDifference() {
    var world = World()
    world.apply(Self.desired(["b", "a"]))
    world.edit("tools", to: [Self.tool(["a", "b"])])
    #expect(world.plan(Self.desired(["b", "a"])).plan.isEmpty)
    #expect(world.plan(Self.desired(["a", "b"])).plan.isEmpty, "it has that order already")
  }
}

extension World {
  /// What somebody does in a dashboard.
  mutating func edit(
    _ path: String, of address: Address = "assistants.support", to value: JSONValue?
  ) {
    guard let id = objects.values.first(where: { $0.marker.marker?.address == address })?.id else {
      return
    }
    objects[id]?.attributes[Fixture.path(path)] = value
  }
}
