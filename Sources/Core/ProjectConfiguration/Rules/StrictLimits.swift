import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel

/// A strict schema that is larger than a host compiles.
enum StrictLimits {
  static let rule = Rule(
    "ASST090", "strict-limits", "A strict schema is too large to be enforced", adjustable: true)

  // The figures of OpenAI's guide "Structured Outputs", section "Supported schemas", of 2026-02.
  private static let properties = 5_000
  private static let levels = 10
  /// Names of properties and definitions, values of `enum` and `const`, in characters.
  private static let characters = 120_000
  private static let values = 1_000
  /// The characters of one enum that has more than `manyValues` of them.
  private static let charactersOfMany = 15_000
  private static let manyValues = 250

  /// What a schema amounts to, in all.
  struct Counts {
    fileprivate var properties = 0
    fileprivate var characters = 0
    fileprivate var values = 0
    fileprivate var level = 0
    fileprivate var deepest: (level: Int, steps: [JSONPointer.Step])?
    fileprivate var largeEnums: [(characters: Int, steps: [JSONPointer.Step])] = []

    mutating func enter(_ schema: Subschema, at steps: [JSONPointer.Step]) {
      if schema.isObject {
        level += 1
        if level > StrictLimits.levels, deepest == nil { deepest = (level, steps) }
      }
      for name in schema.properties?.keys ?? [] {
        properties += 1
        characters += name.unicodeScalars.count
      }
      if schema.has(.defs) || schema.has(.definitions) {
        for holder in ["$defs", "definitions"] {
          for name in schema.object[holder]?.object?.keys ?? [] {
            characters += name.unicodeScalars.count
          }
        }
      }
      if schema.has(.const) { characters += schema.object["const"]?.characters ?? 0 }
      if schema.has(.enumeration), let listed = schema.object["enum"]?.array {
        let count = listed.reduce(0) { $0 + $1.characters }
        values += listed.count
        characters += count
        if listed.count > manyValues, count > charactersOfMany {
          largeEnums.append((count, steps + [.key("enum")]))
        }
      }
    }

    mutating func leave(_ schema: Subschema) { if schema.isObject { level -= 1 } }
  }

  static func check(in check: inout SchemaCheck) {
    let (counts, root) = (check.counts, SchemaPlace([], in: check.root))
    let totals = [
      ("properties", counts.properties, properties), ("values in `enum`", counts.values, values),
      ("characters in names and in values of `enum`", counts.characters, characters),
    ]
    for (what, count, maximum) in totals where count > maximum {
      check.findings.report(.strictTotal(what, count: count, maximum: maximum, at: root.span))
    }
    if let deepest = counts.deepest {
      let place = SchemaPlace(deepest.steps, in: check.root)
      check.findings.report(.strictDepth(maximum: levels, at: place.keySpan))
    }
    for large in counts.largeEnums {
      let place = SchemaPlace(large.steps, in: check.root)
      check.findings.report(
        .strictEnum(
          count: large.characters, many: manyValues, maximum: charactersOfMany, at: place.keySpan))
    }
  }
}

extension JSONValue {
  /// The length of a text; other values count for nothing.
  fileprivate var characters: Int { string?.unicodeScalars.count ?? 0 }
}

extension Diagnostic {
  fileprivate static func strictTotal(
    _ what: String, count: Int, maximum: Int, at span: SourceSpan
  ) -> Diagnostic {
    StrictLimits.rule.finding(
      "With `strict: true` a schema has \(maximum) \(what) in all at the most; this has \(count).",
      help: "Make it smaller, spread it over several schemas, or turn `strict` off.", at: span)
  }

  fileprivate static func strictDepth(maximum: Int, at span: SourceSpan) -> Diagnostic {
    StrictLimits.rule.finding(
      "With `strict: true` objects stand in each other \(maximum) levels deep at the most; this one "
        + "is a level below.", help: "Make the schema flatter, or turn `strict` off.", at: span)
  }

  fileprivate static func strictEnum(
    count: Int, many: Int, maximum: Int, at span: SourceSpan
  ) -> Diagnostic {
    StrictLimits.rule.finding(
      "With `strict: true` an `enum` of more than \(many) values has \(maximum) characters at the "
        + "most; this has \(count).",
      help: "Shorten the values, or take a text and check it where the function runs.", at: span)
  }
}
