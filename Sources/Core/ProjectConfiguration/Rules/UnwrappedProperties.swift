import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A map of names to schemas where a schema is due: `parameters: { query: { type: string } }`.
enum UnwrappedProperties {
  static let rule = Rule(
    "ASST078", "unwrapped-properties", "Properties stand outside of properties", adjustable: true)

  /// The names of the properties that have to be wrapped, which the walk then enters.
  static func check(_ schema: Subschema, in check: inout SchemaCheck) -> [String] {
    guard !schema.has(.properties), !schema.isFragment || schema.types == .object,
      schema.types.map({ $0.contains(.object) }) ?? (!schema.has(.type) || typeIsProperty(schema))
    else { return [] }
    let names = schema.object.elements.compactMap { key, value in
      isProperty(key, value, schema, in: check) ? key : nil
    }
    guard let first = names.first else { return [] }
    let place = check.place(.key(first))
    check.findings.report(
      .unwrappedProperties(
        names, hasType: schema.has(.type) && !names.contains("type"),
        short: schema.object[first]?.string, isShort: isShort(names, schema),
        at: place.keySpan, fix: fix(names, schema, in: check)))
    for name in names { check.claim(.key(name)) }
    check.claim(.key("type"))
    return names
  }

  private static func isShort(_ names: [String], _ schema: Subschema) -> Bool {
    names.contains { schema.object[$0]?.string != nil }
  }

  /// Whether `type` is a property's name, since its value is a schema.
  private static func typeIsProperty(_ schema: Subschema) -> Bool {
    schema.object["type"]?.looksLikeSchema ?? false
  }

  private static func isProperty(
    _ key: String, _ value: JSONValue, _ schema: Subschema, in check: SchemaCheck
  ) -> Bool {
    switch value {
    case .object: break
    case .string where schema.hasUnknownKeys: break
    default: return false
    }
    if let keyword = SchemaKeyword.byName[key] {
      // A property that is called `title` or `format`: the keyword takes no schema.
      let takesData = keyword == .defaultValue || keyword == .const || keyword == .examples
      return keyword.content == .none && !takesData && value.looksLikeSchema
    }
    if check.isClaimed(.key(key)) || key.hasPrefix("x-") { return false }
    if value.looksLikeSchema {
      return schema.types == .object || check.steps.isEmpty
        || UnknownKeyword.meaning(of: key, value, schema)?.takesSchemas != true
    }
    guard let name = value.string, UnknownKeyword.meaning(of: key, value, schema) == nil else {
      return false
    }
    return JSONTypes(named: name) != nil || ForeignType(named: name) != nil
  }

  private static func fix(_ names: [String], _ schema: Subschema, in check: SchemaCheck) -> Fix? {
    let place = check.place()
    guard place.isEditable, !isShort(names, schema) else { return nil }
    let needsType = !schema.has(.type) || names.contains("type")
    return SourceEdit.wrapping(
      names, into: "properties",
      after: needsType ? NewValue.Member("type", .text("object")) : nil, in: place.node
    ).map { Fix("Put them into `properties`", $0) }
  }
}

extension JSONValue {
  /// Whether a mapping says what only a schema says.
  var looksLikeSchema: Bool {
    guard let object else { return false }
    switch object["type"] {
    case .string(let name): return JSONTypes(named: name) != nil || ForeignType(named: name) != nil
    case .array(let names): return !names.isEmpty && names.allSatisfy { $0.string != nil }
    default: break
    }
    if object["$ref"]?.string != nil || object["enum"]?.array != nil { return true }
    if object["anyOf"]?.array != nil || object["oneOf"]?.array != nil { return true }
    return object["properties"]?.object != nil
  }
}

extension Diagnostic {
  fileprivate static func unwrappedProperties(
    _ names: [String], hasType: Bool, short: String?, isShort: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let them = names.count == 1 ? "it" : "them"
    let example = names[0].prefix(40)
    let type =
      short.flatMap { JSONTypes(named: $0) == nil ? ForeignType(named: $0)?.type : $0 }
      ?? "string"
    let help =
      isShort
      ? "Write `properties: { \(example): { type: \(type) } }`"
      : "Put \(them) into `properties`: `properties: { \(example): { … } }`"
    return UnwrappedProperties.rule.finding(
      "A schema is made of keywords, and \(names.inCode) "
        + "\(names.count == 1 ? "is the name of a property" : "are names of properties"). Outside of "
        + "`properties` nobody reads \(them).",
      help: help + (hasType ? "." : ", with `type: object` beside it."), at: span, fix: fix)
  }
}
