import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A schema of something else where only that of an object is taken.
enum SchemaRoot {
  static let rule = Rule(
    "ASST091", "schema-root", "A schema has to be that of an object", adjustable: true)

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard check.steps.isEmpty, check.shape.isOfObject, !check.isClaimed(.key("type")) else {
      return
    }
    let place = check.place()
    if schema.has(.type) {
      guard schema.object["type"] != "object", schema.types != nil else { return }
      let type = check.place(.key("type"))
      check.findings.report(.rootOfOtherType(at: type.keySpan.joined(with: type.span)))
      return
    }
    let edit =
      place.isEditable && !schema.isComposed
      ? SourceEdit.inserting(NewValue.Member("type", .text("object")), .first, into: place.node)
      : nil
    check.findings.report(
      .rootWithoutType(
        isEmpty: schema.object.isEmpty, isComposed: schema.isComposed, at: place.span,
        fix: edit.map { Fix("Write `type: object`", [$0]) }))
    check.claim(.key("type"))
  }
}

extension Diagnostic {
  private static let reason =
    "Arguments have names, so that their schema is that of an object, and says so itself"

  fileprivate static func rootOfOtherType(at span: SourceSpan) -> Diagnostic {
    SchemaRoot.rule.finding(
      "\(reason): `type: object` and no other type.",
      help: "Write `type: object`, and make this the schema of a property.", at: span)
  }

  fileprivate static func rootWithoutType(
    isEmpty: Bool, isComposed: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let help: String
    if isEmpty {
      help = "Write `{ type: object, properties: {} }`, or leave the schema out."
    } else if isComposed {
      help = "Write `type: object` with `properties`, and put the alternatives into a property."
    } else {
      help = "Add `type: object`."
    }
    return SchemaRoot.rule.finding(
      "\(reason), with `type: object`.", help: help, at: span, fix: fix)
  }
}
