import JSONSchema
import OrderedCollections
import PlanRendering
import ResourceModel
import TestSupport
import Testing

/// Verdicts on random schemas, held against what a validator says of values: arguments that only the new
/// schema takes break handlers, arguments that only the old one takes break habits.
@Suite struct SchemaVerdictPropertyTests {
  @Test(arguments: 0..<100 as Range<UInt64>) func theSameSchemaHasNoVerdict(seed: UInt64) {
    var generator = SchemaGenerator(seed: seed)
    let schema = generator.object(depth: 3)
    let functions = FunctionVerdictTests.functions(
      FunctionVerdictTests.tool(schema), FunctionVerdictTests.tool(generator.shuffled(schema)))
    #expect(functions.isEmpty, "\(JSONWriter.string(schema))")
  }

  @Test(arguments: 0..<100 as Range<UInt64>) func theOrderOfKeysDoesNotMatter(seed: UInt64) {
    var generator = SchemaGenerator(seed: seed &+ 1_000)
    let old = generator.object(depth: 3)
    let new = generator.mutated(old)
    let told = Self.told(old, new)
    #expect(told == Self.told(generator.shuffled(old), generator.shuffled(new)))
  }

  @Test(arguments: 0..<200 as Range<UInt64>) func verdictsAreTrueOfValues(seed: UInt64) {
    var generator = SchemaGenerator(seed: seed &+ 2_000)
    let old = generator.object(depth: 2)
    var new = old
    for _ in 0..<Int.random(in: 1...2, using: &generator.random) { new = generator.mutated(new) }
    let verdict = Self.told(old, new).verdict
    let (before, after) = (SchemaValidator(old), SchemaValidator(new))
    for _ in 0..<40 {
      let schema = Bool.random(using: &generator.random) ? old : new
      let value = generator.value(of: schema)
      switch (before.verdict(on: value), after.verdict(on: value)) {
      case (.refused, .accepted):
        #expect(
          verdict == "breaking_for_handlers",
          "\(JSONWriter.string(value)): \(JSONWriter.string(old)) → \(JSONWriter.string(new))")
      case (.accepted, .refused):
        #expect(
          verdict == "breaking_for_habits" || verdict == "breaking_for_handlers",
          "\(JSONWriter.string(value)): \(JSONWriter.string(old)) → \(JSONWriter.string(new))")
      default: break
      }
    }
  }

  private struct Told: Equatable {
    var verdict: String?
    var reasons: Set<JSONValue>
  }

  private static func told(_ old: JSONValue, _ new: JSONValue) -> Told {
    let function = FunctionVerdictTests.functions(
      FunctionVerdictTests.tool(old), FunctionVerdictTests.tool(new)
    ).first
    return Told(
      verdict: function?["verdict"]?.string, reasons: Set(function?["reasons"]?.array ?? []))
  }
}

/// Random schemas as functions have them, changes of them, and values that nearly fit.
private struct SchemaGenerator {
  var random: SeededGenerator
  /// Properties stay the same: one that is added may hold anything before, which no validator calls a
  /// change, and every reader does.
  private let names = ["a", "b", "c"]
  private let words = ["x", "y", "z"]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  mutating func object(depth: Int) -> JSONValue {
    var properties = JSONObject()
    for name in names { properties[name] = schema(depth: depth - 1) }
    let required = names.filter { _ in pick(2) == 0 }
    return [
      "type": "object", "properties": .object(properties),
      "required": .array(required.map(JSONValue.string)), "additionalProperties": false,
    ]
  }

  private mutating func schema(depth: Int) -> JSONValue {
    switch pick(depth > 0 ? 9 : 6) {
    case 0: ["type": "string"]
    case 1: ["type": "integer", "minimum": .integer(pick(3))]
    case 2: ["type": ["number", "null"], "maximum": .integer(2 + pick(3))]
    case 3: ["enum": .array(words.prefix(1 + pick(3)).map(JSONValue.string))]
    case 4: ["type": "string", "maxLength": .integer(1 + pick(3)), "description": "D"]
    case 5: ["type": "boolean"]
    case 6: ["type": "array", "items": schema(depth: depth - 1), "maxItems": .integer(1 + pick(2))]
    case 7: ["anyOf": [schema(depth: 0), ["type": "null"]]]
    default: object(depth: depth)
    }
  }

  /// One place changed.
  mutating func mutated(_ schema: JSONValue) -> JSONValue {
    guard var members = schema.object else { return schema }
    if let properties = members["properties"]?.object, pick(4) > 0 {
      let name = names[pick(names.count)]
      var changed = properties
      changed[name] = mutated(properties[name] ?? [:])
      members["properties"] = .object(changed)
      return .object(members)
    }
    if let properties = members["properties"]?.object {
      // What may be null says no more by being there: as `strict` writes what is optional.
      let before = members["required"]?.array ?? []
      let required = names.filter { name in
        Self.takesNull(properties[name]) ? before.contains(.string(name)) : pick(2) == 0
      }
      members["required"] = .array(required.map(JSONValue.string))
      return .object(members)
    }
    if let items = members["items"], pick(2) == 0 {
      members["items"] = mutated(items)
      return .object(members)
    }
    switch pick(6) {
    case 0: members["description"] = .string("D\(pick(3))")
    case 1:
      for key in members.keys where members[key]?.number != nil {
        members[key] = .integer(pick(5))
      }
    case 2:
      if let values = members["enum"]?.array {
        members["enum"] = .array(values.count > 1 ? Array(values.dropLast()) : ["y", "z"])
      }
    case 3: return self.schema(depth: 1)
    case 4:
      for key in ["minimum", "maximum", "maxLength", "maxItems"] {
        members.removeValue(forKey: key)
      }
    default:
      if let type = members["type"]?.string, members["properties"] == nil {
        members["type"] = [.string(type), "null"]
      }
    }
    return .object(members)
  }

  private static func takesNull(_ schema: JSONValue?) -> Bool {
    schema?["anyOf"] != nil || schema?["type"]?.array != nil
  }

  /// The same with the keys of every object in another order, where order says nothing.
  mutating func shuffled(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      var pairs = members.map { ($0.key, $0.value) }
      pairs.shuffle(using: &random)
      var result = JSONObject()
      for (key, member) in pairs { result[key] = shuffled(member) }
      return .object(result)
    case .array(let items):
      var result: [JSONValue] = []
      for item in items { result.append(shuffled(item)) }
      return .array(result)
    default: return value
    }
  }

  /// A value that a schema takes, or that is a little off.
  mutating func value(of schema: JSONValue) -> JSONValue {
    if pick(12) == 0 { return stray() }
    if let branches = schema["anyOf"]?.array { return value(of: branches[pick(branches.count)]) }
    if let values = schema["enum"]?.array { return values[pick(values.count)] }
    let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string ?? "string"]
    switch types[pick(types.count)] {
    case "object":
      var members = JSONObject()
      let required = schema["required"]?.array ?? []
      for (name, inner) in schema["properties"]?.object ?? [:]
      where required.contains(.string(name)) || pick(2) == 0 {
        members[name] = value(of: inner)
      }
      return .object(members)
    case "array":
      var items: [JSONValue] = []
      for _ in 0..<pick(4) { items.append(value(of: schema["items"] ?? [:])) }
      return .array(items)
    case "integer": return .integer(pick(6))
    case "number": return .number(JSONNumber(validated: ["0", "1.5", "3", "4"][pick(4)]))
    case "boolean": return .bool(pick(2) == 0)
    case "null": return .null
    default: return .string(String(repeating: "x", count: pick(5)))
    }
  }

  private mutating func stray() -> JSONValue {
    [.null, 1, "y", true, [], [:], .number(JSONNumber(validated: "1.5"))][pick(7)]
  }
}
