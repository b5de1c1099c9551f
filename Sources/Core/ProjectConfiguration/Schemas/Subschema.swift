import OrderedCollections
import ResourceModel

/// One schema inside a schema, with what rules ask about it again and again.
struct Subschema {
  enum Position {
    case root
    case property(String)
    /// Of the members of a list, of further properties, of definitions.
    case value
    /// Of what `anyOf`, `if` and their like say about the same value.
    case branch

    var propertyName: String? { if case .property(let name) = self { name } else { nil } }
  }

  let object: JSONObject
  let position: Position
  /// Whether it says only a part, so that a part that is missing may well stand elsewhere.
  let isFragment: Bool
  let keywords: KeywordSet
  /// Whether there are keys that are no keywords.
  let hasUnknownKeys: Bool
  /// The types that `type` names; nil without one, and when one of them is no type.
  let types: JSONTypes?

  init(_ object: JSONObject, _ position: Position, isFragment: Bool) {
    self.object = object
    self.position = position
    self.isFragment = isFragment
    var keywords = KeywordSet()
    var hasUnknownKeys = false
    for key in object.keys {
      if let keyword = SchemaKeyword.byName[key] {
        keywords.insert(keyword)
      } else {
        hasUnknownKeys = true
      }
    }
    self.keywords = keywords
    self.hasUnknownKeys = hasUnknownKeys
    types = keywords.contains(.type) ? object["type"].flatMap(JSONTypes.init(_:)) : nil
  }

  func has(_ keyword: SchemaKeyword) -> Bool { keywords.contains(keyword) }

  /// The schemas of the properties; nil without `properties`, or with some that are none.
  var properties: JSONObject? { has(.properties) ? object["properties"]?.object : nil }

  var required: [JSONValue]? { has(.required) ? object["required"]?.array : nil }

  /// Whether what it says may be completed by another schema for the same value.
  var isComposed: Bool { keywords.intersects(Self.composition) }

  private static let composition: KeywordSet = [.ref, .dynamicRef, .allOf, .anyOf, .oneOf]

  /// Whether it is one of an object, by its type or, without one, by its properties.
  var isObject: Bool {
    types.map { $0.contains(.object) } ?? (!has(.type) && has(.properties))
  }
}
