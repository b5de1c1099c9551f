import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// `optional: true` and `nullable: true`, which other notations have and JSON Schema has not.
enum OptionalForm {
  static let rule = Rule(
    "ASST082", "optional-form", "What is optional is not said as JSON Schema says it",
    severity: .warning, adjustable: true)

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    if let isOptional = schema.object["optional"]?.truth {
      let place = check.place(.key("optional"))
      check.findings.report(
        .optional(
          isOptional, property: schema.position.propertyName, isStrict: check.isStrict,
          at: place.keySpan.joined(with: place.span),
          fix: optionalFix(isOptional, schema, place, in: check)))
      check.claim(.key("optional"))
    }
    if let isNullable = schema.object["nullable"]?.truth {
      let place = check.place(.key("nullable"))
      let type = schema.object["type"]?.string.flatMap {
        JSONTypes(named: $0) == nil ? ForeignType(named: $0)?.type : $0
      }
      check.findings.report(
        .nullable(
          isNullable, type: type, hasEnum: schema.has(.enumeration),
          at: place.keySpan.joined(with: place.span),
          fix: nullableFix(isNullable, schema, place, in: check)))
      check.claim(.key("nullable"))
    }
  }

  private static func optionalFix(
    _ isOptional: Bool, _ schema: Subschema, _ place: SchemaPlace, in check: SchemaCheck
  ) -> Fix? {
    guard !check.isStrict, let property = schema.position.propertyName, let owner = check.owner,
      let ownerSchema = check.ownerSchema, place.isEditable,
      let removal = SourceEdit.removing("optional", from: check.place().node)
    else { return nil }
    let names = ownerSchema["required"]?.array ?? []
    guard names.count <= WrittenLimits.parts else { return nil }
    let isListed = names.contains(.string(property))
    if isOptional == isListed {
      guard !isOptional else { return nil }
      return RequiredForm.requiring([property], in: owner, ownerSchema).map {
        Fix("Add the name to the object's `required`", [removal] + $0)
      }
    }
    return Fix("Remove `optional`", [removal])
  }

  private static func nullableFix(
    _ isNullable: Bool, _ schema: Subschema, _ place: SchemaPlace, in check: SchemaCheck
  ) -> Fix? {
    guard place.isEditable,
      let removal = SourceEdit.removing("nullable", from: check.place().node)
    else { return nil }
    guard isNullable else { return Fix("Remove `nullable`", [removal]) }
    guard !schema.has(.enumeration), !schema.has(.const), schema.types != nil,
      let type = schema.object["type"]
    else { return nil }
    let typePlace = check.place(.key("type"))
    guard typePlace.isEditable else { return nil }
    let title = "Add `\"null\"` to `type`"
    switch type {
    case .string(let name) where name != "null":
      return SourceEdit.replacing(typePlace.node, with: .list([name, "null"])).map {
        Fix(title, [removal, $0])
      }
    case .array(let names) where !names.contains("null"):
      return SourceEdit.appending([.text("null")], to: typePlace.node).map {
        Fix(title, [removal, $0])
      }
    default: return Fix("Remove `nullable`", [removal])
    }
  }
}

extension Diagnostic {
  fileprivate static func optional(
    _ isOptional: Bool, property: String?, isStrict: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let help: String
    if isStrict, isOptional {
      help =
        "Remove it. With `strict: true` every property is in `required`; one that may be left "
        + "empty takes null: `type: [string, \"null\"]`."
    } else if isOptional {
      help = "Remove it, and leave \(property.map(\.inCode) ?? "the name") out of `required`."
    } else {
      help =
        "Remove it, and put \(property.map(\.inCode) ?? "the name") in the list beside "
        + "`properties`: `required: [\(property ?? "name")]`."
    }
    return OptionalForm.rule.finding(
      "JSON Schema has no `optional`, so that it says nothing. A property is optional unless the "
        + "`required` of its object lists it.", help: help, at: span, fix: fix)
  }

  fileprivate static func nullable(
    _ isNullable: Bool, type: String?, hasEnum: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    var help = "Remove it: without `\"null\"` among the types, null is refused anyway."
    if isNullable {
      help = "Write `type: [\(type ?? "string"), \"null\"]`"
      help += hasEnum ? ", add `null` to `enum`, and remove it." : " and remove it."
    }
    return OptionalForm.rule.finding(
      "`nullable` is a word of OpenAPI 3.0; JSON Schema has none, so that it says nothing. Null is "
        + "one of the types.", help: help, at: span, fix: fix)
  }
}
