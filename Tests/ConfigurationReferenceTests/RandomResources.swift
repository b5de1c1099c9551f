import OrderedCollections
import ProjectConfiguration
import ResourceModel
import TestSupport

/// Resources made from the shapes of their kinds, all of them right: each form that the loader takes
/// turns up sooner or later.
struct RandomResources {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func document() -> JSONValue {
    var document: JSONObject = ["x-notes": ["anything", 1]]
    for schema in ResourceCatalogue.standard.schemas {
      var resources = JSONObject()
      for number in 0..<3 { resources["random_\(number)"] = .object(resource(schema)) }
      document[schema.collection] = .object(resources)
    }
    return .object(document)
  }

  private mutating func resource(_ schema: ResourceSchema) -> JSONObject {
    var resource = JSONObject()
    for attribute in schema.attributes where !attribute.isLifted {
      guard attribute.field.isRequired || chance(2) else { continue }
      resource[attribute.name] = value(of: attribute.field, in: schema)
    }
    if resource["files"] != nil {
      if chance(2) { resource["exclude"] = chance(2) ? "draft-*" : ["draft-*"] }
      if chance(2) {
        resource["chunking"] = ["max_chunk_size_tokens": 800, "chunk_overlap_tokens": 0]
      }
    }
    if chance(3) {
      resource["lifecycle"] = ["protect": .bool(chance(2)), "ignore": ["metadata.x"]]
    }
    return resource
  }

  private mutating func value(of field: FieldSchema, in schema: ResourceSchema) -> JSONValue {
    if field.isNullable, chance(8) { return .null }
    return value(field.shape, in: schema)
  }

  private mutating func value(_ shape: ValueShape, in schema: ResourceSchema) -> JSONValue {
    switch shape {
    case .string(let limits):
      let length = max(limits.minimum, min(limits.maximum ?? 20, below(20)))
      return .string(String(repeating: limits.pattern == nil ? "é" : "a", count: length))
    case .number(let range):
      let low = max(range.lowerBound, -1000), high = min(range.upperBound, 1000)
      return JSONNumber(low + (high - low) * Double(below(101)) / 100).map(JSONValue.number) ?? 0
    case .integer(let range):
      // Small, so that one limit never breaks another: an overlap is half of a chunk at the most.
      return .integer(range.lowerBound + below(min(range.count, 40)))
    case .boolean: return .bool(chance(2))
    case .enumeration(let words): return .string(words[below(words.count)])
    case .object(let shape): return .object(object(shape, in: schema))
    case .list(let element, _): return list(element, in: schema)
    case .map(let limits):
      var map = JSONObject()
      for number in 0..<below(4) { map["key \(number)"] = value(limits.value, in: schema) }
      return .object(map)
    case .variants(let shape):
      return variant(shape.variants[below(shape.variants.count)], of: shape, in: schema)
    case .either(let shapes): return value(shapes[below(shapes.count)], in: schema)
    case .jsonSchema:
      return [
        "type": "object", "properties": ["a": ["type": ["string", "null"]]],
        "required": ["a"], "additionalProperties": false,
      ]
    case .references: return chance(2) ? "product_manuals" : [["id": "vs_1"]]
    case .files(let shape):
      let entry: JSONValue =
        shape.chunking == nil
        ? ["path": "data/catalog.csv", "name": "c.csv"]
        : ["path": "knowledge/*.md", "attributes": ["year": 2026, "good": true]]
      let path: JSONValue = shape.chunking == nil ? "data/catalog.csv" : "knowledge/a.md"
      return chance(2) ? path : ["knowledge/a.md", entry]
    }
  }

  private mutating func object(_ shape: ObjectShape, in schema: ResourceSchema) -> JSONObject {
    var object = JSONObject()
    for field in shape.fields where field.isRequired || chance(2) {
      object[field.name] = value(of: field, in: schema)
    }
    return object
  }

  /// Members of one identity stand once.
  private mutating func list(_ element: ValueShape, in schema: ResourceSchema) -> JSONValue {
    guard case .variants(let shape) = element else {
      return .array((0..<below(4)).map { _ in value(element, in: schema) })
    }
    return .array(
      shape.variants.filter { _ in chance(2) }.map { variant($0, of: shape, in: schema) })
  }

  private mutating func variant(
    _ variant: VariantShape.Variant, of shape: VariantShape, in schema: ResourceSchema
  ) -> JSONValue {
    var members = object(variant.shape, in: schema)
    for member in variant.liftedFields where chance(2) {
      guard let field = schema.attribute(member.attribute)?.field else { continue }
      members[member.name] = value(of: field, in: schema)
    }
    if variant.shape.field(variant.name) == nil, chance(3) {
      members = [variant.name: .object(members)]
    }
    if variant.impliedBy == nil || chance(2) {
      members.updateValue(.string(variant.name), forKey: shape.discriminator, insertingAt: 0)
    }
    return .object(members)
  }

  private mutating func chance(_ one: Int) -> Bool { below(one) == 0 }

  private mutating func below(_ bound: Int) -> Int {
    Int.random(in: 0..<max(1, bound), using: &random)
  }
}
