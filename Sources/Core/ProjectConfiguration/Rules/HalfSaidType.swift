import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Properties without `type: object`, and lists whose members nobody describes.
enum HalfSaidType {
  static let rule = Rule(
    "ASST085", "half-said-type", "A schema leaves out half of what it means", severity: .warning,
    adjustable: true)

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    if schema.isFragment || schema.isComposed { return }
    if !schema.has(.type) {
      guard let keyword = objectKeyword(of: schema), !check.isClaimed(.key("type")) else { return }
      let node = check.place().node
      let place = check.place(.key(keyword))
      let edit =
        check.place().isEditable
        ? SourceEdit.inserting(NewValue.Member("type", .text("object")), .first, into: node) : nil
      check.findings.report(
        .missingObjectType(
          keyword, at: place.keySpan, fix: edit.map { Fix("Write `type: object`", [$0]) }))
      check.claim(.key("type"))
    } else if let types = schema.types, types.contains(.array), types != .all,
      !schema.keywords.intersects(Self.describesMembers)
    {
      let place = check.place(.key("type"))
      check.findings.report(.missingItems(at: place.keySpan.joined(with: place.span)))
    }
  }

  private static let describesMembers: KeywordSet = [
    .items, .prefixItems, .contains, .enumeration, .const, .unevaluatedItems,
  ]

  /// The keyword that speaks of an object's parts.
  private static func objectKeyword(of schema: Subschema) -> String? {
    if schema.keywords.intersects([.enumeration, .const]) { return nil }
    if schema.has(.properties) { return "properties" }
    if let required = schema.required, !required.isEmpty { return "required" }
    return schema.has(.additionalProperties) ? "additionalProperties" : nil
  }
}

extension Diagnostic {
  fileprivate static func missingObjectType(
    _ keyword: String, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    HalfSaidType.rule.finding(
      "`\(keyword)` says something about objects alone; without `type: object` beside it, a text "
        + "or a number is fine too.", help: "Add `type: object`.", at: span, fix: fix)
  }

  fileprivate static func missingItems(at span: SourceSpan) -> Diagnostic {
    HalfSaidType.rule.finding(
      "A list of what? Without `items` its members may be anything, and some hosts refuse the "
        + "schema.", help: "Say what the members are: `items: { type: string }`.", at: span)
  }
}
