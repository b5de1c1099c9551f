/// The keywords of JSON Schema 2020-12, with those of earlier drafts that it still reads.
enum SchemaKeyword: UInt8, CaseIterable {
  // The core vocabulary.
  case schema, id, ref, anchor, dynamicRef, dynamicAnchor, vocabulary, comment, defs
  case definitions, dependencies, recursiveRef, recursiveAnchor
  // Schemas within schemas.
  case prefixItems, items, contains, additionalProperties, properties, patternProperties
  case dependentSchemas, propertyNames, ifTrue, thenAlso, elseAlso, allOf, anyOf, oneOf, not
  case unevaluatedItems, unevaluatedProperties, contentSchema
  // Assertions.
  case type, const, enumeration, multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
  case maxLength, minLength, pattern, maxItems, minItems, uniqueItems, maxContains, minContains
  case maxProperties, minProperties, required, dependentRequired
  // Notes.
  case title, description, defaultValue, deprecated, readOnly, writeOnly, examples
  case format, contentEncoding, contentMediaType

  /// The keywords as they are written.
  static let byName: [String: SchemaKeyword] = {
    let special: [SchemaKeyword: String] = [
      .schema: "$schema", .id: "$id", .ref: "$ref", .anchor: "$anchor",
      .dynamicRef: "$dynamicRef", .dynamicAnchor: "$dynamicAnchor", .vocabulary: "$vocabulary",
      .comment: "$comment", .defs: "$defs", .recursiveRef: "$recursiveRef",
      .recursiveAnchor: "$recursiveAnchor", .ifTrue: "if", .thenAlso: "then", .elseAlso: "else",
      .enumeration: "enum", .defaultValue: "default",
    ]
    return Dictionary(
      uniqueKeysWithValues: allCases.map { (special[$0] ?? String(describing: $0), $0) })
  }()

  /// How the keyword's value holds other schemas.
  enum Content {
    case none, schema, list, map
  }

  var content: Content {
    switch self {
    case .items, .contains, .additionalProperties, .propertyNames, .ifTrue, .thenAlso, .elseAlso,
      .not, .unevaluatedItems, .unevaluatedProperties, .contentSchema:
      .schema
    case .prefixItems, .allOf, .anyOf, .oneOf: .list
    case .properties, .patternProperties, .dependentSchemas, .dependencies, .defs, .definitions:
      .map
    default: .none
    }
  }

  /// The types that the keyword says something about; all of them where it does not matter.
  var types: JSONTypes {
    switch self {
    case .multipleOf, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum: [.number]
    case .maxLength, .minLength, .pattern, .contentEncoding, .contentMediaType, .contentSchema:
      [.string]
    case .prefixItems, .items, .contains, .unevaluatedItems, .maxItems, .minItems, .uniqueItems,
      .maxContains, .minContains:
      [.array]
    case .additionalProperties, .properties, .patternProperties, .dependentSchemas,
      .propertyNames, .unevaluatedProperties, .maxProperties, .minProperties, .required,
      .dependentRequired, .dependencies:
      [.object]
    default: .all
    }
  }
}

/// Which keywords a schema has: one bit each, so that most questions about it cost nothing.
struct KeywordSet {
  private var bits: UInt64 = 0

  mutating func insert(_ keyword: SchemaKeyword) { bits |= 1 << UInt64(keyword.rawValue) }

  func contains(_ keyword: SchemaKeyword) -> Bool { bits & 1 << UInt64(keyword.rawValue) != 0 }

  func intersects(_ other: KeywordSet) -> Bool { bits & other.bits != 0 }
}

extension KeywordSet: ExpressibleByArrayLiteral {
  init(arrayLiteral keywords: SchemaKeyword...) {
    for keyword in keywords { insert(keyword) }
  }
}
