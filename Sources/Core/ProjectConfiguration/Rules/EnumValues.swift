import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// An `enum` with values that `type` refuses, with one value twice, or with none at all.
enum EnumValues {
  static let rule = Rule(
    "ASST083", "enum-values", "The values of an enum do not fit", adjustable: true)

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard let values = schema.object["enum"]?.array else { return }
    if values.isEmpty {
      check.findings.report(.emptyEnum(at: check.place(.key("enum")).keySpan))
      check.claim(.key("enum"))
      return
    }
    checkTypes(values, schema, in: &check)
    checkTwice(values, in: &check)
  }

  private static func checkTypes(
    _ values: [JSONValue], _ schema: Subschema, in check: inout SchemaCheck
  ) {
    guard let types = schema.types else { return }
    let wrong = values.indices.filter { !types.allow(values[$0]) }
    guard let first = wrong.first else { return }
    let places = wrong.map { check.place(.key("enum"), .index($0)) }
    check.findings.report(
      .enumType(
        values[first], types, others: wrong.count - 1, isAll: wrong.count == values.count,
        at: places[0].span, fix: fix(wrong.map { values[$0] }, at: places, types)))
    for index in wrong { check.claim(.key("enum"), .index(index)) }
  }

  private static func fix(
    _ values: [JSONValue], at places: [SchemaPlace], _ types: JSONTypes
  ) -> Fix? {
    var edits: [SourceEdit] = []
    for (value, place) in zip(values, places) {
      guard let written = value.rewritten(as: types), place.isEditable,
        let edit = SourceEdit.replacing(place.node, with: written)
      else { return nil }
      edits.append(edit)
    }
    return Fix(types == .string ? "Put the values in quotes" : "Take the quotes off", edits)
  }

  private static func checkTwice(_ values: [JSONValue], in check: inout SchemaCheck) {
    var seen: [JSONValue: Int] = [:]
    for (index, value) in values.enumerated() {
      guard let first = seen[value] ?? equal(to: value, before: index, in: values) else {
        seen[value] = index
        continue
      }
      guard value.isEquivalent(to: values[first]) else { continue }
      let place = check.place(.key("enum"), .index(index))
      let removal =
        place.isEditable
        ? SourceEdit.removing(index, from: check.place(.key("enum")).node) : nil
      check.findings.report(
        .enumTwice(
          value, at: place.span, first: check.place(.key("enum"), .index(first)).span,
          fix: removal.map { Fix("Remove the second one", [$0]) }))
      check.claim(.key("enum"), .index(index))
    }
  }
}

extension EnumValues {
  /// The first object or list that is the same, whatever the order of keys: these are few.
  private static func equal(to value: JSONValue, before end: Int, in values: [JSONValue]) -> Int? {
    guard value.object != nil || value.array != nil else { return nil }
    return values[..<min(end, mostCompared)].firstIndex { $0.isEquivalent(to: value) }
  }

  private static let mostCompared = 100
}

extension JSONValue {
  /// How the same characters are written as a value of a type: with quotes, or without them.
  func rewritten(as types: JSONTypes) -> NewValue? {
    switch (self, types) {
    case (.number(let number), .string): return .text(number.text)
    case (.bool(let value), .string): return .text(value ? "true" : "false")
    case (.string(let text), .integer), (.string(let text), .number), (.string(let text), .boolean):
      let read = YAMLScalar(text: text, style: .plain)
      let value: JSONValue
      switch read.value {
      case .bool(let bool): value = .bool(bool)
      case .integer(let digits) where digits == text, .float(let digits) where digits == text:
        value = .number(JSONNumber(validated: digits))
      default: return nil
      }
      return types.allow(value) ? .literal(text.lowercased()) : nil
    default: return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func enumType(
    _ value: JSONValue, _ types: JSONTypes, others: Int, isAll: Bool, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    let rest =
      others == 0 ? "" : others == 1 ? " So is one more value." : " So are \(others) more values."
    var help: String
    switch value {
    case .null:
      help = "Add `\"null\"` to `type`, or remove the value."
    case .number, .bool:
      help = types.contains(.string) ? "Put it in quotes to make it text" : "Change the value"
      help += isAll ? ", or change `type`." : "."
    case .string:
      help = fix == nil ? "Change the value" : "Remove the quotes"
      help += isAll ? ", or write `type: string`." : "."
    default: help = "Change the value, or `type`."
    }
    return EnumValues.rule.finding(
      "`type` allows \(types.words), and \(value.words) is refused by it: no value can satisfy "
        + "both.\(rest)", help: help, at: span, fix: fix)
  }

  fileprivate static func enumTwice(
    _ value: JSONValue, at span: SourceSpan, first: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    EnumValues.rule.finding(
      "The values of `enum` are different from each other; this one stands twice.",
      help: "Remove one of the two.", at: span,
      related: [Related("It stands here first.", at: first)],
      fix: fix)
  }

  fileprivate static func emptyEnum(at span: SourceSpan) -> Diagnostic {
    EnumValues.rule.finding(
      "Without a value in `enum`, no value is allowed at all.",
      help: "List the values, or remove `enum`.", at: span)
  }
}
