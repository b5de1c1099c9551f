import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A `type` that JSON Schema does not have: a typing error, or the type of another language.
enum UnknownType {
  static let rule = Rule(
    "ASST080", "unknown-type", "A schema names a type that JSON Schema does not have")

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard schema.types == nil, let type = schema.object["type"] else { return }
    switch type {
    case .string, .null:
      report(type, in: check, at: check.place(.key("type")), of: schema)
      check.claim(.key("type"))
    case .array(let items):
      for (index, item) in items.enumerated() {
        guard item.string.map({ JSONTypes(named: $0) == nil }) ?? item.isNull else { continue }
        report(item, in: check, at: check.place(.key("type"), .index(index)), of: nil)
        check.claim(.key("type"), .index(index))
      }
    case .object where type["type"] != nil && !schema.has(.properties):
      // A property named `type`, of a mapping that lacks `properties`.
      break
    default: break
    }
  }

  /// - Parameter schema: nil for one of several types in a list.
  private static func report(
    _ type: JSONValue, in check: SchemaCheck, at place: SchemaPlace, of schema: Subschema?
  ) {
    guard let name = type.string else {
      let fix = place.replacement(.text("null"), title: "Write `\"null\"` in quotes")
      check.findings.report(.unquotedNull(at: place.span, fix: fix))
      return
    }
    let foreign = ForeignType(named: name)
    if let foreign {
      check.findings.report(
        .foreignType(
          name, foreign, at: place.span, fix: fix(name, foreign, at: place, of: schema, in: check)))
    } else if let (help, types) = TypeExpression.reading(name) {
      let value = types.map { NewValue.list($0) }
      let fix = value.flatMap { value in
        schema == nil ? nil : place.replacement(value, title: "Write the list of types")
      }
      check.findings.report(.typeExpression(name, help: help, at: place.span, fix: fix))
    } else {
      let nearest = Suggestion.nearest(to: name, in: JSONTypes.names)
      let fix = nearest.flatMap { place.replacement(.text($0), title: "Write `\($0)`") }
      check.findings.report(.unknownType(name, nearest: nearest, at: place.span, fix: fix))
    }
  }

  private static func fix(
    _ name: String, _ foreign: ForeignType, at place: SchemaPlace, of schema: Subschema?,
    in check: SchemaCheck
  ) -> Fix? {
    if let schema, ForeignType.meansAnything(name) {
      // What stands beside it may rely on a type.
      guard schema.object.count > 1, place.isEditable else { return nil }
      return SourceEdit.removing("type", from: check.place().node).map {
        Fix("Remove `type`", [$0])
      }
    }
    guard let type = foreign.type else { return nil }
    if foreign.isExact { return place.replacement(.text(type), title: "Write `\(type)`") }
    guard let schema, let format = ForeignType.format(for: name), !schema.has(.format),
      let edit = place.replacement(.text(type), title: "")?.edits,
      let addition = SourceEdit.inserting(
        NewValue.Member("format", .text(format)), .after("type"), into: check.place().node)
    else { return nil }
    return Fix("Write `type: \(type)` with `format: \(format)`", edit + [addition])
  }
}

extension SchemaPlace {
  /// A fix that writes another value here; nil where it could do anything else.
  func replacement(_ value: NewValue, title: String) -> Fix? {
    guard isEditable else { return nil }
    return SourceEdit.replacing(node, with: value).map { Fix(title, [$0]) }
  }
}

extension Diagnostic {
  private static let types =
    "`string`, `number`, `integer`, `boolean`, `object`, `array` and `null`"

  fileprivate static func foreignType(
    _ name: String, _ foreign: ForeignType, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let help = foreign.note ?? foreign.type.map { "Write `\($0)`." }
    return UnknownType.rule.finding(
      "JSON Schema has no type \(name.inCode). Its types are \(types).", help: help, at: span,
      fix: fix)
  }

  fileprivate static func typeExpression(
    _ name: String, help: String, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    UnknownType.rule.finding(
      "\(name.inCode) is a type of a programming language. In JSON Schema the types are \(types).",
      help: help, at: span, fix: fix)
  }

  fileprivate static func unknownType(
    _ name: String, nearest: String?, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    UnknownType.rule.finding(
      "JSON Schema has no type \(name.inCode). Its types are \(types).",
      help: nearest.map { "Did you mean `\($0)`?" }
        ?? "Describe a type of your own with `type: object` and `properties`.",
      at: span, fix: fix)
  }

  fileprivate static func unquotedNull(at span: SourceSpan, fix: Fix?) -> Diagnostic {
    UnknownType.rule.finding(
      "Without quotes this is YAML's null, an absent value. The type is a text.",
      help: "Write `\"null\"`, in quotes.", at: span, fix: fix)
  }
}
