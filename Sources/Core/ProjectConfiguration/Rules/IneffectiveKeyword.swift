import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel

/// A keyword about values of another type than the schema allows: `minLength` on a number.
enum IneffectiveKeyword {
  static let rule = Rule(
    "ASST079", "ineffective-keyword", "A keyword says nothing about this type", severity: .warning,
    adjustable: true)

  /// The keywords that are about values of some types alone.
  private static let typed = SchemaKeyword.allCases.filter { $0.types != .all }
    .reduce(into: KeywordSet()) { $0.insert($1) }

  static func check(_ schema: Subschema, in check: inout SchemaCheck) {
    guard schema.keywords.intersects(typed), let types = schema.types else { return }
    for key in schema.object.keys {
      guard let keyword = SchemaKeyword.byName[key] else { continue }
      let meant = keyword.types
      guard meant != .all, meant.isDisjoint(with: types), !check.isClaimed(.key(key)),
        !(check.isStrict && StrictSubset.refuses(keyword))
      else { continue }
      check.findings.report(
        .ineffective(
          key, meant, types, instead: counterpart(of: keyword, for: types),
          at: check.place(.key(key)).keySpan))
    }
  }

  /// The keyword that says the same about the type that is there.
  private static func counterpart(of keyword: SchemaKeyword, for types: JSONTypes) -> String? {
    let (isLower, isUpper) = (
      [.minimum, .minLength, .minItems, .minProperties].contains(keyword),
      [.maximum, .maxLength, .maxItems, .maxProperties].contains(keyword)
    )
    if types.contains(.array), keyword == .properties { return "items" }
    guard isLower || isUpper else { return nil }
    let bound = isLower ? "min" : "max"
    switch types.subtracting(.null) {
    case .string: return bound + "Length"
    case .number, .integer: return bound + "imum"
    case .array: return bound + "Items"
    case .object: return bound + "Properties"
    default: return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func ineffective(
    _ keyword: String, _ meant: JSONTypes, _ types: JSONTypes, instead: String?, at span: SourceSpan
  ) -> Diagnostic {
    let help: String
    switch instead {
    case "items"?: help = "Put it into the schema of the members: `items: { type: object, … }`."
    case let name?: help = "Write `\(name)`, or change `type`."
    case nil: help = "Remove it, or change `type`."
    }
    return IneffectiveKeyword.rule.finding(
      "`\(keyword)` is about \(meant.words) alone, and `type` allows only \(types.words).",
      help: help, at: span)
  }
}
