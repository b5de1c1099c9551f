import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A name in `required` that is no property, or that stands there twice.
enum RequiredNames {
  static let rule = Rule(
    "ASST086", "required-names", "A list of required names is wrong", adjustable: true)

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard let names = schema.required, !check.isClaimed(.key("required")) else { return }
    var seen: [String: Int] = [:]
    var unknown = 0
    for (index, value) in names.enumerated() {
      guard let name = value.string else { continue }
      if let first = seen[name] {
        check.findings.report(
          .requiredTwice(
            name, at: check.place(.key("required"), .index(index)).span,
            first: check.place(.key("required"), .index(first)).span,
            fix: removal(index, in: check)))
        check.claim(.key("required"), .index(index))
        continue
      }
      seen[name] = index
      guard isDefinite(schema), schema.properties?[name] == nil, !check.isClaimed(.key(name)) else {
        continue
      }
      unknown += 1
      report(name, index, schema, suggests: unknown <= mostSuggested, in: check)
      check.claim(.key("required"), .index(index))
    }
  }

  /// Looking for the name that was meant is slow, and a list with more wrong names is another one.
  private static let mostSuggested = 20

  /// Whether the properties are all that there can be.
  private static func isDefinite(_ schema: Subschema) -> Bool {
    if schema.isFragment || schema.isComposed || schema.has(.patternProperties) { return false }
    // Without either, the type is what is missing, and that is told.
    guard schema.has(.properties) ? schema.properties != nil : schema.has(.type) else {
      return false
    }
    return switch schema.object["additionalProperties"] {
    case nil, .bool(false): true
    default: false
    }
  }

  private static func report(
    _ name: String, _ index: Int, _ schema: Subschema, suggests: Bool, in check: SchemaCheck
  ) {
    let place = check.place(.key("required"), .index(index))
    let properties = schema.properties.map { Array($0.keys) } ?? []
    let listed = suggests ? Set((schema.required ?? []).compactMap(\.string)) : []
    let nearest =
      suggests
      ? Suggestion.nearest(to: name, in: properties.filter { !listed.contains($0) }) : nil
    let fix = nearest.flatMap {
      place.replacement(.text($0), title: "Write the name of the property")
    }
    check.findings.report(
      .requiredUnknown(name, nearest: nearest, properties: properties, at: place.span, fix: fix))
  }

  private static func removal(_ index: Int, in check: SchemaCheck) -> Fix? {
    let list = check.place(.key("required"))
    guard list.isEditable else { return nil }
    return SourceEdit.removing(index, from: list.node).map { Fix("Remove the second one", [$0]) }
  }
}

extension Diagnostic {
  fileprivate static func requiredUnknown(
    _ name: String, nearest: String?, properties: [String], at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let help: String
    if let nearest {
      help = "Did you mean \(nearest.inCode)?"
    } else if properties.isEmpty {
      help = "Describe it: `properties: { \(name.prefix(40)): { type: string } }`."
    } else {
      help = "Describe it in `properties`, which has \(properties.inCode), or remove the name."
    }
    return RequiredNames.rule.finding(
      "\(name.inCode) has to be there, and `properties` does not say what it is.", help: help,
      at: span, fix: fix)
  }

  fileprivate static func requiredTwice(
    _ name: String, at span: SourceSpan, first: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    RequiredNames.rule.finding(
      "\(name.inCode) stands in `required` twice, and JSON Schema wants each name once.",
      help: "Remove one of the two.", at: span,
      related: [Related("It stands here first.", at: first)],
      fix: fix)
  }
}
