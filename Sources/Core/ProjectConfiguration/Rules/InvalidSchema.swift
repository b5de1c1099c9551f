import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// Whatever the meta-schema of JSON Schema 2020-12 refuses and no other rule has words for.
enum InvalidSchema {
  static let rule = Rule(
    "ASST087", "invalid-schema", "A schema is not valid JSON Schema")

  static func check(in check: inout SchemaCheck) {
    let violations = MetaSchema.violations(in: check.value)
    if violations.isEmpty { return }
    check.isValid = false
    for violation in violations where !check.isExplained(violation.place.steps) {
      let place = SchemaPlace(violation.place.steps, in: check.root)
      guard let found = check.value.value(at: violation.place.steps) else { continue }
      let repair = repair(of: found, violation, place)
      check.findings.report(
        .invalidSchema(
          violation, found, help: repair?.help, at: place.span, fix: repair?.fix))
    }
  }

  /// What to do, for the values that are almost right.
  private static func repair(
    of found: JSONValue, _ violation: MetaSchema.Violation, _ place: SchemaPlace
  ) -> (help: String, fix: Fix?)? {
    let keyword = SchemaKeyword.byName[violation.keyword]
    switch found {
    case .string, .number, .bool:
      guard keyword == .enumeration, let value = found.asWritten else {
        return scalarRepair(of: found, keyword, place)
      }
      let list = NewValue.list([value])
      return (
        "Write it as a list: `enum: \(list.written(asJSON: false))`.",
        place.replacement(list, title: "Write it as a list")
      )
    case .null:
      return ("Give `\(violation.keyword)` a value, or remove it.", nil)
    default: return nil
    }
  }

  private static func scalarRepair(
    of found: JSONValue, _ keyword: SchemaKeyword?, _ place: SchemaPlace
  ) -> (help: String, fix: Fix?)? {
    switch found {
    case .string(let text):
      if keyword?.content != .some(.none), let type = typeName(text) {
        let schema = NewValue.map([.init("type", .text(type))])
        let written = schema.written(asJSON: false)
        return ("Write `\(written)`.", place.replacement(schema, title: "Write a schema"))
      }
      if let value = found.rewritten(as: .number) ?? found.rewritten(as: .boolean) {
        let takesNumber = keyword.map { numeric.contains($0) } ?? false
        let takesBoolean = keyword.map { boolean.contains($0) } ?? false
        guard takesNumber && found.rewritten(as: .number) != nil || takesBoolean else { return nil }
        return ("Remove the quotes.", place.replacement(value, title: "Remove the quotes"))
      }
      return nil
    case .number, .bool:
      guard keyword.map({ texts.contains($0) }) ?? false,
        let value = found.rewritten(as: .string)
      else { return nil }
      return ("Put it in quotes.", place.replacement(value, title: "Put it in quotes"))
    default: return nil
    }
  }

  private static func typeName(_ text: String) -> String? {
    if JSONTypes(named: text) != nil { return text }
    return ForeignType(named: text).flatMap { $0.isExact ? $0.type : nil }
  }

  private static let numeric: KeywordSet = [
    .multipleOf, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum, .maxLength, .minLength,
    .maxItems, .minItems, .maxContains, .minContains, .maxProperties, .minProperties,
  ]
  private static let boolean: KeywordSet = [.uniqueItems, .deprecated, .readOnly, .writeOnly]
  private static let texts: KeywordSet = [
    .title, .description, .pattern, .format, .comment, .id, .ref,
  ]
}

extension JSONValue {
  /// A scalar as an edit writes it.
  fileprivate var asWritten: NewValue? {
    switch self {
    case .string(let text): .text(text)
    case .number(let number): .literal(number.text)
    case .bool(let value): .literal(value ? "true" : "false")
    default: nil
    }
  }
}

extension Diagnostic {
  fileprivate static func invalidSchema(
    _ violation: MetaSchema.Violation, _ found: JSONValue, help: String?, at span: SourceSpan,
    fix: Fix?
  ) -> Diagnostic {
    let isMember =
      SchemaKeyword.byName[violation.keyword]?.content == .map
      && violation.place.steps.last != .key(violation.keyword)
    let wanted =
      isMember
      ? "Every value in \(violation.keyword.inCode) is a schema"
      : "\(violation.keyword.inCode) takes \(violation.expected)"
    return InvalidSchema.rule.finding(
      "\(wanted); this is \(found.words).", help: help, at: span, fix: fix)
  }
}
