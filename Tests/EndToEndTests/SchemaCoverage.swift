import OrderedCollections
import ResourceModel

/// Whether a schema says something about all of a value.
enum SchemaCoverage {
  /// The members that the schema says nothing about: it allows them, and nobody could use them. Where it
  /// says of an object only that it is one, what the object holds is free.
  static func undescribed(_ value: JSONValue, by schema: JSONValue) -> [String] {
    undescribed(value, by: schema, in: schema)
  }

  /// The same by one of the definitions.
  static func undescribed(
    _ value: JSONValue, byDefinition name: String, of schema: JSONValue
  ) -> [String] {
    undescribed(value, by: ["$ref": .string("#/$defs/\(name)")], in: schema)
  }

  private static func undescribed(
    _ value: JSONValue, by schema: JSONValue, in root: JSONValue
  ) -> [String] {
    if let reference = schema["$ref"]?.string {
      let name = String(reference.dropFirst("#/$defs/".count))
      guard let target = root["$defs"]?[name] else { return [reference] }
      return undescribed(value, by: target, in: root)
    }
    switch value {
    case .object(let members):
      guard schema["properties"] != nil || schema["additionalProperties"] != nil else { return [] }
      return members.flatMap { name, member in
        (schema["properties"]?[name] ?? schema["additionalProperties"]).map {
          undescribed(member, by: $0, in: root)
        } ?? [name]
      }
    case .array(let items):
      return items.flatMap { undescribed($0, by: schema["items"] ?? [:], in: root) }
    default: return []
    }
  }
}
