/// The keywords of JSON Schema 2020-12, and the older ones that its meta-schema still describes.
///
/// What is not listed is no keyword: the meta-schema takes it whatever its value, and a validator
/// passes over it.
package enum Keyword: String, Sendable, CaseIterable {
  // Core
  case id = "$id"
  case dialect = "$schema"
  case reference = "$ref"
  case anchor = "$anchor"
  case dynamicReference = "$dynamicRef"
  case dynamicAnchor = "$dynamicAnchor"
  case vocabularies = "$vocabulary"
  case comment = "$comment"
  case definitions = "$defs"
  // Applicator
  case prefixItems, items, contains
  case properties, patternProperties, additionalProperties, propertyNames, dependentSchemas
  case `if`, then, `else`
  case allOf, anyOf, oneOf, not
  // Unevaluated
  case unevaluatedItems, unevaluatedProperties
  // Validation
  case type, `enum`, const
  case multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
  case maxLength, minLength, pattern
  case maxItems, minItems, uniqueItems, maxContains, minContains
  case maxProperties, minProperties, required, dependentRequired
  // Meta-data
  case title, description, `default`, deprecated, readOnly, writeOnly, examples
  // Format annotation
  case format
  // Content
  case contentEncoding, contentMediaType, contentSchema
  // Former drafts
  case formerDefinitions = "definitions"
  case formerDependencies = "dependencies"
  case formerRecursiveAnchor = "$recursiveAnchor"
  case formerRecursiveReference = "$recursiveRef"

  package var name: String { rawValue }
}

extension Keyword {
  /// The part of the standard that a keyword is from.
  package enum Vocabulary: String, Sendable, CaseIterable {
    case core, applicator, unevaluated, validation
    case metadata = "meta-data"
    case format = "format-annotation"
    case content
    /// Deprecated: described by the meta-schema so that nobody gives them another meaning.
    case former
  }

  package var vocabulary: Vocabulary {
    switch self {
    case .id, .dialect, .reference, .anchor, .dynamicReference, .dynamicAnchor, .vocabularies,
      .comment, .definitions:
      .core
    case .prefixItems, .items, .contains, .properties, .patternProperties, .additionalProperties,
      .propertyNames, .dependentSchemas, .if, .then, .else, .allOf, .anyOf, .oneOf, .not:
      .applicator
    case .unevaluatedItems, .unevaluatedProperties: .unevaluated
    case .type, .enum, .const, .multipleOf, .maximum, .exclusiveMaximum, .minimum,
      .exclusiveMinimum, .maxLength, .minLength, .pattern, .maxItems, .minItems, .uniqueItems,
      .maxContains, .minContains, .maxProperties, .minProperties, .required, .dependentRequired:
      .validation
    case .title, .description, .default, .deprecated, .readOnly, .writeOnly, .examples: .metadata
    case .format: .format
    case .contentEncoding, .contentMediaType, .contentSchema: .content
    case .formerDefinitions, .formerDependencies, .formerRecursiveAnchor,
      .formerRecursiveReference:
      .former
    }
  }

  /// The form that the keyword's value has to have.
  package var takes: KeywordForm {
    switch self {
    case .items, .contains, .additionalProperties, .propertyNames, .if, .then, .else, .not,
      .unevaluatedItems, .unevaluatedProperties, .contentSchema:
      .schema
    case .prefixItems, .allOf, .anyOf, .oneOf: .schemas
    case .definitions, .properties, .patternProperties, .dependentSchemas, .formerDefinitions:
      .schemaMap
    case .formerDependencies: .schemaOrTextsMap
    case .required: .textsOnce
    case .dependentRequired: .textsOnceMap
    case .type: .types
    case .enum, .examples: .list
    case .const, .default: .anything
    case .multipleOf: .positiveNumber
    case .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum: .number
    case .maxLength, .minLength, .maxItems, .minItems, .maxContains, .minContains,
      .maxProperties, .minProperties:
      .count
    case .uniqueItems, .deprecated, .readOnly, .writeOnly: .flag
    case .vocabularies: .flagMap
    case .pattern: .regularExpression
    case .title, .description, .comment, .format, .contentEncoding, .contentMediaType: .text
    case .id: .identifier
    case .dialect: .uri
    case .reference, .dynamicReference, .formerRecursiveReference: .uriReference
    case .anchor, .dynamicAnchor, .formerRecursiveAnchor: .anchor
    }
  }
}
