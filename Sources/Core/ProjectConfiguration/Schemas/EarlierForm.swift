import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// What earlier drafts of JSON Schema wrote in another way, and this one refuses.
enum EarlierForm {
  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    if schema.has(.exclusiveMinimum) {
      checkExclusive("exclusiveMinimum", beside: "minimum", schema, in: &check)
    }
    if schema.has(.exclusiveMaximum) {
      checkExclusive("exclusiveMaximum", beside: "maximum", schema, in: &check)
    }
    if schema.has(.items), schema.object["items"]?.array != nil {
      let place = check.place(.key("items"))
      let edit =
        place.isEditable
        ? SourceEdit.renaming("items", to: "prefixItems", in: check.place().node) : nil
      check.findings.report(
        .listOfItems(at: place.keySpan, fix: edit.map { Fix("Write `prefixItems`", [$0]) }))
      check.claim(.key("items"))
    }
  }

  /// Draft 4: `exclusiveMinimum: true` beside `minimum`.
  private static func checkExclusive(
    _ keyword: String, beside limit: String, _ schema: Subschema, in check: inout SchemaCheck
  ) {
    guard let isExclusive = schema.object[keyword]?.bool else { return }
    let place = check.place(.key(keyword))
    let number = schema.object[limit]?.number
    check.findings.report(
      .exclusiveFlag(
        keyword, isExclusive, limit: limit, number: number,
        at: place.keySpan.joined(with: place.span),
        fix: fix(keyword, isExclusive, limit, number, place, in: check)))
    check.claim(.key(keyword))
  }

  private static func fix(
    _ keyword: String, _ isExclusive: Bool, _ limit: String, _ number: JSONNumber?,
    _ place: SchemaPlace, in check: SchemaCheck
  ) -> Fix? {
    let node = check.place().node
    guard place.isEditable else { return nil }
    guard isExclusive else {
      return SourceEdit.removing(keyword, from: node).map { Fix("Remove it", [$0]) }
    }
    guard let number, let removal = SourceEdit.removing(limit, from: node),
      let edit = SourceEdit.replacing(place.node, with: .literal(number.text)),
      removal.span.end <= edit.span.start || edit.span.end <= removal.span.start
    else { return nil }
    return Fix("Write the limit into `\(keyword)`", [removal, edit])
  }
}

extension Diagnostic {
  fileprivate static func exclusiveFlag(
    _ keyword: String, _ isExclusive: Bool, limit: String, number: JSONNumber?,
    at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    InvalidSchema.rule.finding(
      "`\(keyword)` takes the limit itself, a number. As a flag beside `\(limit)` it is draft 4 of "
        + "JSON Schema.",
      help: isExclusive
        ? "Write `\(keyword): \(number?.text ?? "0")` in place of `\(limit)`." : "Remove it.",
      at: span, fix: fix)
  }

  fileprivate static func listOfItems(at span: SourceSpan, fix: Fix?) -> Diagnostic {
    InvalidSchema.rule.finding(
      "`items` takes one schema, for all members. A list, one schema a member, is `prefixItems` "
        + "since 2020-12.",
      help: "Write `prefixItems`, or give `items` the schema of every member.", at: span, fix: fix)
  }
}
