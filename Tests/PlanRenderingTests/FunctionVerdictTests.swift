import OrderedCollections
import PlanRendering
import Planning
import ResourceModel
import TestSupport
import Testing

/// Whom a change of a function breaks, change by change.
@Suite struct FunctionVerdictTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var old: JSONValue
    var new: JSONValue
    var verdict: String
    var path: String
    var testDescription: String { name }
  }

  private static func property(
    _ name: String, _ old: JSONValue, _ new: JSONValue, _ verdict: String, _ path: String? = ""
  ) -> Case {
    Case(
      name: name, old: ["type": "object", "properties": ["p": old]],
      new: ["type": "object", "properties": ["p": new]], verdict: verdict,
      path: path.map { "parameters.properties.p" + $0 } ?? "parameters")
  }

  private static func object(
    _ name: String, _ old: JSONValue, _ oldRequired: [String], _ new: JSONValue,
    _ newRequired: [String], _ verdict: String, _ path: String?
  ) -> Case {
    let schema = { (properties: JSONValue, required: [String]) -> JSONValue in
      [
        "type": "object", "properties": properties,
        "required": .array(required.map(JSONValue.string)),
      ]
    }
    return Case(
      name: name, old: schema(old, oldRequired), new: schema(new, newRequired), verdict: verdict,
      path: path.map { "parameters." + $0 } ?? "parameters")
  }

  private static let habits = "breaking_for_habits"
  private static let handlers = "breaking_for_handlers"
  private static let compatible = "compatible"
  private static let text: JSONValue = ["type": "string"]

  static let parameters: [Case] = [
    object(
      "optional added", ["a": text], [], ["a": text, "b": text], [], compatible, "properties.b"),
    object(
      "required added", ["a": text], [], ["a": text, "b": text], ["b"], habits, "properties.b"),
    object(
      "required and nullable added", [:], [], ["b": ["type": ["string", "null"]]], ["b"],
      compatible, "properties.b"),
    object("required removed", ["a": text], ["a"], [:], [], handlers, "properties.a"),
    object("optional removed", ["a": text], [], [:], [], habits, "properties.a"),
    object("became required", ["a": text], [], ["a": text], ["a"], habits, "required"),
    object("became optional", ["a": text], ["a"], ["a": text], [], handlers, "required"),
    object("renamed", ["a": text], ["a"], ["b": text], ["b"], habits, "properties.b"),
    object(
      "required order", ["a": text, "b": text], ["a", "b"], ["a": text, "b": text], ["b", "a"],
      compatible, nil),
  ]

  static let keywords: [Case] = [
    property(
      "description", text, ["type": "string", "description": "P"], compatible, ".description"),
    property("another type", text, ["type": "number"], handlers, ".type"),
    property("type widened", ["type": "integer"], ["type": "number"], handlers, ".type"),
    property("type narrowed", ["type": "number"], ["type": "integer"], habits, ".type"),
    property("may be null", text, ["type": ["string", "null"]], handlers, ".type"),
    property("not null", ["type": ["null", "string"]], text, habits, ".type"),
    property(
      "two ways to say null", ["anyOf": [text, ["type": "null"]]], ["type": ["string", "null"]],
      compatible, nil),
    property("type said", [:], text, habits, ".type"),
    property("type gone", text, [:], handlers, ".type"),
    property("enum narrowed", ["enum": ["a", "b"]], ["enum": ["a"]], habits, ".enum"),
    property("enum widened", ["enum": ["a"]], ["enum": ["b", "a"]], handlers, ".enum"),
    property("enum reordered", ["enum": ["a", "b"]], ["enum": ["b", "a"]], compatible, nil),
    property("enum new", text, ["type": "string", "enum": ["a"]], habits, ".enum"),
    property("enum gone", ["type": "string", "enum": ["a"]], text, handlers, ".enum"),
    property("const to enum", ["const": "a"], ["enum": ["a", "b"]], handlers, ".enum"),
    property("const is one value", ["const": "a"], ["enum": ["a"]], compatible, nil),
    property("lower bound raised", ["minimum": 1], ["minimum": 2], habits, ".minimum"),
    property("lower bound lowered", ["minLength": 2], ["minLength": 1], handlers, ".minLength"),
    property("upper bound lowered", ["maximum": 9], ["maximum": 8], habits, ".maximum"),
    property("upper bound gone", ["maxItems": 9], [:], handlers, ".maxItems"),
    property("pattern new", [:], ["pattern": "a"], habits, ".pattern"),
    property("format another", ["format": "date"], ["format": "time"], handlers, ".format"),
    property("format gone", ["format": "date"], [:], handlers, ".format"),
    property("unique", ["uniqueItems": false], ["uniqueItems": true], habits, ".uniqueItems"),
    property(
      "closed", ["type": "object"], ["type": "object", "additionalProperties": false], compatible,
      ".additionalProperties"),
    property(
      "opened", ["type": "object", "additionalProperties": false], ["type": "object"], handlers,
      ".additionalProperties"),
    property(
      "items", ["type": "array", "items": text], ["type": "array", "items": ["type": "integer"]],
      handlers, ".items.type"),
    property(
      "a form more", ["anyOf": [text, ["type": "boolean"]]],
      ["anyOf": [text, ["type": "boolean"], ["type": "object"]]], handlers, ".anyOf"),
    property(
      "a form less", ["anyOf": [text, ["type": "boolean"], ["type": "object"]]],
      ["anyOf": [["type": "boolean"], text]], habits, ".anyOf"),
    property(
      "one form became two", text, ["anyOf": [text, ["type": "boolean"]]], handlers, ".anyOf"),
    property(
      "inside a form", ["anyOf": [["type": "boolean"], ["enum": ["a", "b"]]]],
      ["anyOf": [["type": "boolean"], ["enum": ["a"]]]], habits, ".anyOf[1].enum"),
    property(
      "a condition more", text, ["type": "string", "allOf": [["minLength": 1]]], habits, ".allOf"),
    property("not judged", [:], ["not": text], handlers, ".not"),
    property("no keyword", [:], ["x-note": 1], compatible, ".x-note"),
    property("never", true, false, habits),
  ]

  @Test(arguments: parameters + keywords)
  func everyChangeOfParameters(_ change: Case) throws {
    let functions = Self.functions(Self.tool(change.old), Self.tool(change.new))
    #expect(functions.first?["verdict"]?.string == change.verdict)
    let reasons = functions.first?["reasons"]?.array ?? []
    #expect(reasons.map { $0["path"]?.string } == [change.path], "\(reasons)")
  }

  @Test func referencesAreFollowed() {
    let schema = { (kind: JSONValue, link: JSONValue) -> JSONValue in
      [
        "type": "object", "properties": ["tree": ["$ref": "#/$defs/node"]],
        "$defs": [
          "node": [
            "type": "object",
            "properties": ["value": ["type": kind], "next": link],
          ]
        ],
      ]
    }
    let link: JSONValue = ["anyOf": [["$ref": "#/$defs/node"], ["type": "null"]]]
    let changed = Self.functions(
      Self.tool(schema("string", link)), Self.tool(schema("number", link)))
    #expect(changed.first?["verdict"]?.string == Self.handlers)
    let reasons = changed.first?["reasons"]?.array ?? []
    #expect(
      reasons.map { $0["path"]?.string } == ["parameters.properties.tree.properties.value.type"])
    // The same, written in place.
    let inline: JSONValue = [
      "type": "object", "properties": ["a": ["type": "string"]],
    ]
    let referred: JSONValue = [
      "type": "object", "properties": ["a": ["$ref": "#/$defs/a"]],
      "$defs": ["a": ["type": "string"]],
    ]
    let same = Self.functions(Self.tool(inline), Self.tool(referred))
    #expect(same.map { $0["verdict"]?.string } == [Self.compatible])
  }

  @Test func functionsThemselves() {
    let search = Fixtures.search(price: "Maximum", required: ["query"])
    let renamed: JSONValue = [
      "type": "function",
      "function": .object(
        (search["function"]?.object ?? [:]).merging(["name": "find"]) { _, new in new }),
    ]
    let verdicts = { (old: JSONValue, new: JSONValue) -> [String?] in
      Self.functions(old, new).map { function in
        [
          function["change"]?.string, function["verdict"]?.string,
          function["previous_name"]?.string,
        ]
        .compactMap { $0 }.joined(separator: " ")
      }
    }
    #expect(verdicts([search], [renamed]) == ["renamed breaking_for_habits search_products"])
    #expect(verdicts([], [search]) == ["added compatible"])
    #expect(verdicts([search], []) == ["removed breaking_for_habits"])
    let b = Fixtures.function("b")
    #expect(verdicts([search, b], [b, search]) == [])
    #expect(
      verdicts([Fixtures.function("a")], [Fixtures.function("a", "Another.")])
        == ["changed compatible"])
    let strict = { (value: Bool) -> JSONValue in
      [["type": "function", "function": ["name": "f", "strict": .bool(value)]]]
    }
    #expect(verdicts(strict(false), strict(true)) == ["changed compatible"])
    #expect(verdicts(strict(true), strict(false)) == ["changed breaking_for_handlers"])
  }

  static func tool(_ parameters: JSONValue) -> JSONValue {
    [["type": "function", "function": ["name": "f", "parameters": parameters]]]
  }

  /// What the JSON plan says of the functions of a list of tools.
  static func functions(_ old: JSONValue, _ new: JSONValue) -> [JSONValue] {
    let plan = Fixtures.plan([Fixtures.update("sales", [Fixtures.attribute("tools", old, new)])])
    let changes = JSONPlanRenderer.render(plan)["resource_changes"]?.array ?? []
    let attributes = changes.first?["attributes"]?.array ?? []
    return attributes.first?["functions"]?.array ?? []
  }
}
