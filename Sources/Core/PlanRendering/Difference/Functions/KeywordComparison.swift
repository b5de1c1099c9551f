import OrderedCollections
import ResourceModel

/// Compares the keywords that narrow a value by themselves: bounds, patterns, formats.
struct KeywordComparison {
  private static let lowerBounds: Set<String> = [
    "exclusiveMinimum", "minContains", "minItems", "minLength", "minProperties", "minimum",
  ]
  private static let upperBounds: Set<String> = [
    "exclusiveMaximum", "maxContains", "maxItems", "maxLength", "maxProperties", "maximum",
  ]
  /// With one of these less is taken than without; two of them cannot be held against each other.
  private static let narrowing: Set<String> = [
    "contentEncoding", "contentMediaType", "format", "multipleOf", "pattern",
  ]
  private static let unjudged: Set<String> = [
    "$dynamicRef", "$ref", "contains", "contentSchema", "dependencies", "dependentRequired",
    "dependentSchemas", "else", "if", "not", "patternProperties", "prefixItems", "propertyNames",
    "then", "unevaluatedItems", "unevaluatedProperties",
  ]
  /// What is compared where the schema is walked.
  private static let walked: Set<String> = [
    "additionalProperties", "allOf", "anyOf", "const", "enum", "items", "oneOf", "properties",
    "required", "type",
  ]

  let old: SchemaView
  let new: SchemaView

  func reasons(at place: SchemaPlace) -> [FunctionVerdict.Reason] {
    let keys = OrderedSet(new.keywords.keys).union(old.keywords.keys)
    return keys.compactMap { key in
      let (before, after) = (old[key], new[key])
      guard !Self.walked.contains(key), !SchemaComparison.annotations.contains(key),
        !(before ?? .null).isEquivalent(to: after ?? .null)
      else { return nil }
      return place.keyword(key).reason(
        effect(key, before, after), Self.words(key, before, after))
    }
  }

  private func effect(
    _ key: String, _ old: JSONValue?, _ new: JSONValue?
  ) -> FunctionVerdict.Effect {
    if Self.lowerBounds.contains(key) || Self.upperBounds.contains(key) {
      guard let old else { return .breaksHabits }
      guard let before = old.number?.double, let after = new?.number?.double else {
        return .breaksHandlers
      }
      let isNarrower = Self.lowerBounds.contains(key) ? after > before : after < before
      return isNarrower ? .breaksHabits : .breaksHandlers
    }
    if Self.narrowing.contains(key) { return old == nil ? .breaksHabits : .breaksHandlers }
    if key == "uniqueItems" { return new == .bool(true) ? .breaksHabits : .breaksHandlers }
    return Self.unjudged.contains(key) ? .breaksHandlers : .compatible
  }

  private static func words(_ key: String, _ old: JSONValue?, _ new: JSONValue?) -> String {
    let text = { (value: JSONValue) in value.isScalar ? JSONWriter.string(value) : "another value" }
    return switch (old, new) {
    case (nil, let value?): "has `\(key)` \(text(value)), and had none"
    case (let value?, nil): "has no `\(key)`, and had \(text(value))"
    case (let before?, let after?) where before.isScalar && after.isScalar:
      "has `\(key)` \(text(after)), and had \(text(before))"
    default: "has another `\(key)`"
    }
  }
}
