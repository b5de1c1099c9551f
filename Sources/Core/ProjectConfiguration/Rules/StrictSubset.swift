import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// What a schema may not say, or has to say, when a host enforces it while the model writes.
///
/// The subset is that of structured outputs as OpenAI documents it (guide "Structured Outputs",
/// section "Supported schemas", of 2026-02): an object at the root that is no `anyOf`; every property
/// required; `additionalProperties: false` on every object; of strings `pattern` and `format`, of
/// numbers their bounds and `multipleOf`, of lists `minItems` and `maxItems`; definitions, recursion
/// and `anyOf`; no `allOf`, `not`, `dependentRequired`, `dependentSchemas`, `if`, `then`, `else`.
/// `oneOf`, a schema without a type, and keywords beside `$ref` are refused by the API's answers
/// alone. What only some hosts refuse is `StrictPortability`'s.
enum StrictSubset {
  static let rule = Rule(
    "ASST089", "strict-subset", "A strict schema leaves the subset that can be enforced",
    adjustable: true)

  private static let refused: KeywordSet = [
    .uniqueItems, .contains, .minContains, .maxContains,
    .prefixItems, .unevaluatedItems, .unevaluatedProperties, .patternProperties, .propertyNames,
    .minProperties, .maxProperties, .allOf, .oneOf, .not, .ifTrue, .thenAlso, .elseAlso,
    .dependentRequired, .dependentSchemas, .dependencies, .dynamicRef, .recursiveRef,
  ]
  /// What gives a schema a type.
  private static let typing: KeywordSet = [.type, .ref, .anyOf, .enumeration, .const]
  /// What says nothing about values, and may stand beside `$ref`.
  private static let besideReference: KeywordSet = [.ref, .defs, .definitions, .schema, .id]

  static func refuses(_ keyword: SchemaKeyword) -> Bool { refused.contains(keyword) }

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    if check.isOutsideSubset { return }
    if schema.keywords.intersects(refused) { checkKeywords(schema, in: &check) }
    StrictPortability.check(schema, in: &check)
    if check.steps.isEmpty, !check.shape.isOfObject, schema.object["type"] != "object" {
      if !check.isClaimed(.key("type")) {
        check.findings.report(.strictRoot(at: rootSpan(schema, in: check)))
      }
      return
    }
    if schema.has(.ref) { return checkReference(schema, in: &check) }
    guard schema.keywords.intersects(typing) || schema.keywords.intersects(refused) else {
      if !check.isClaimed(.key("type")) {
        check.findings.report(.strictType(at: check.place().keySpan))
      }
      return
    }
    if schema.types?.contains(.object) == true { checkObject(schema, in: &check) }
  }

  private static func rootSpan(_ schema: Subschema, in check: SchemaCheck) -> SourceSpan {
    for keyword in ["anyOf", "type", "$ref"] where schema.object[keyword] != nil {
      return check.place(.key(keyword)).keySpan
    }
    return check.place().span
  }

  private static func checkKeywords(_ schema: Subschema, in check: inout SchemaCheck) {
    for key in schema.object.keys {
      guard let keyword = SchemaKeyword.byName[key], refuses(keyword),
        !check.isClaimed(.key(key))
      else { continue }
      check.findings.report(.strictKeyword(key, keyword, at: check.place(.key(key)).keySpan))
    }
  }

  private static func checkReference(_ schema: Subschema, in check: inout SchemaCheck) {
    let beside = schema.object.keys.first { key in
      SchemaKeyword.byName[key].map { !besideReference.contains($0) && !refuses($0) } ?? false
    }
    guard let beside, !check.isClaimed(.key(beside)) else { return }
    check.findings.report(.strictReference(beside, at: check.place(.key(beside)).keySpan))
  }

  private static func checkObject(_ schema: Subschema, in check: inout SchemaCheck) {
    let place = check.place()
    switch schema.object["additionalProperties"] {
    case .bool(false): break
    case nil:
      let member = NewValue.Member("additionalProperties", .literal("false"))
      let edit =
        place.isEditable ? SourceEdit.inserting(member, .after("type"), into: place.node) : nil
      let type = check.place(.key("type"))
      check.findings.report(
        .strictOpen(
          at: type.keySpan.joined(with: type.span),
          fix: edit.map { Fix("Add `additionalProperties: false`", [$0]) }))
    case let value?:
      let further = check.place(.key("additionalProperties"))
      let fix =
        value == true ? further.replacement(.literal("false"), title: "Write `false`") : nil
      check.findings.report(
        .strictOpen(at: further.keySpan.joined(with: further.span), fix: fix))
    }
    checkRequired(schema, place, in: &check)
  }

  private static func checkRequired(
    _ schema: Subschema, _ place: SchemaPlace, in check: inout SchemaCheck
  ) {
    guard let properties = schema.properties, !check.isClaimed(.key("required")),
      !schema.has(.required) || schema.required != nil
    else { return }
    let listed = Set((schema.required ?? []).compactMap(\.string))
    let missing = properties.elements.filter { name, property in
      // `required: true` on the property itself is told about already.
      !listed.contains(name) && property["required"]?.truth == nil
    }.map(\.key)
    if missing.isEmpty { return }
    let edits = RequiredForm.requiring(missing, in: place, schema.object)
    check.findings.report(
      .strictRequired(
        missing, at: check.place(.key(schema.has(.required) ? "required" : "properties")).keySpan,
        fix: edits.map {
          Fix(missing.count == 1 ? "Add the name to `required`" : "Add the names to `required`", $0)
        }))
  }
}

extension Diagnostic {
  fileprivate static func strictRoot(at span: SourceSpan) -> Diagnostic {
    StrictSubset.rule.finding(
      "With `strict: true` the schema is that of an object, `type: object`, and no `anyOf`.",
      help: "Make this the schema of a property of an object.", at: span)
  }

  fileprivate static func strictType(at span: SourceSpan) -> Diagnostic {
    StrictSubset.rule.finding(
      "With `strict: true` every schema says its type; this one takes any value.",
      help: "Add `type`, or `anyOf` with the types that it may have.", at: span)
  }

  fileprivate static func strictKeyword(
    _ key: String, _ keyword: SchemaKeyword, at span: SourceSpan
  ) -> Diagnostic {
    let help =
      switch keyword {
      case .oneOf: "Write `anyOf`."
      case .allOf: "Write the parts as one schema."
      case .patternProperties, .propertyNames, .minProperties, .maxProperties,
        .unevaluatedProperties:
        "Use a list of objects with a name and a value, or turn `strict` off."
      default: "Remove it and say it in `description`, or turn `strict` off."
      }
    return StrictSubset.rule.finding(
      "With `strict: true` the host refuses `\(key)`.", help: help, at: span)
  }

  fileprivate static func strictReference(_ beside: String, at span: SourceSpan) -> Diagnostic {
    StrictSubset.rule.finding(
      "With `strict: true` nothing may stand beside `$ref`, not even `\(beside)`.",
      help: "Move it into the schema that `$ref` points to.", at: span)
  }

  fileprivate static func strictOpen(at span: SourceSpan, fix: Fix?) -> Diagnostic {
    StrictSubset.rule.finding(
      "With `strict: true` every object says that it has no further properties.",
      help: "Write `additionalProperties: false`.", at: span, fix: fix)
  }

  fileprivate static func strictRequired(
    _ names: [String], at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    StrictSubset.rule.finding(
      "With `strict: true` every property is in `required`; \(names.inCode) "
        + "\(names.count == 1 ? "is" : "are") not.",
      help: "Add \(names.count == 1 ? "it" : "them"). What may be left empty takes null: "
        + "`type: [string, \"null\"]`.", at: span, fix: fix)
  }
}
