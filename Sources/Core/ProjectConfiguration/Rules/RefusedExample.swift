import Diagnostics
import JSONSchema
import OrderedCollections
import ResourceModel
import YAMLSyntax

/// A value that a schema gives, and that the schema itself refuses.
enum RefusedExample {
  static let rule = Rule(
    "ASST084", "refused-example", "A schema refuses its own value", severity: .warning,
    adjustable: true)

  private static let values: KeywordSet = [.defaultValue, .const, .examples]

  /// Tells what `type` and `enum` refuse, whatever else is wrong, and keeps the rest for a check of
  /// the whole.
  static func collect(_ schema: Subschema, in check: inout SchemaCheck) {
    guard schema.keywords.intersects(values) else { return }
    if let value = schema.object["default"] {
      collect(value, "default", [.key("default")], schema, in: &check)
    }
    if let value = schema.object["const"] {
      collect(value, "const", [.key("const")], schema, in: &check)
    }
    for (index, value) in (schema.object["examples"]?.array ?? []).enumerated() {
      collect(value, "examples", [.key("examples"), .index(index)], schema, in: &check)
    }
  }

  private static func collect(
    _ value: JSONValue, _ keyword: String, _ steps: [JSONPointer.Step], _ schema: Subschema,
    in check: inout SchemaCheck
  ) {
    // A default beside `strict` is told about already.
    if check.isStrict, keyword == "default" { return }
    let pointer = check.steps + steps
    if let types = schema.types, !types.allow(value) {
      let place = SchemaPlace(pointer, in: check.root)
      let fix = value.rewritten(as: types).flatMap {
        place.replacement($0, title: types == .string ? "Put it in quotes" : "Remove the quotes")
      }
      check.findings.report(.refusedByType(value, keyword, types, at: place.span, fix: fix))
    } else if let allowed = schema.object["enum"]?.array, !allowed.isEmpty,
      !allowed.contains(where: { $0.isEquivalent(to: value) })
    {
      let place = SchemaPlace(pointer, in: check.root)
      let nearest = value.string.flatMap {
        Suggestion.nearest(to: $0, in: allowed.compactMap(\.string))
      }
      check.findings.report(.refusedByEnum(value, keyword, nearest: nearest, at: place.span))
    } else {
      check.examples.append(
        SchemaExample(value: value, keyword: keyword, place: pointer, schema: check.steps))
    }
  }

  /// So many parts of a schema with mistakes are asked on their own.
  private static let mostParts = 1_000

  /// Asks the schema itself, which is possible only where nothing is wrong with it. Where something is
  /// wrong elsewhere, the part that gives the value is asked, if it stands for itself.
  static func check(in check: inout SchemaCheck) {
    guard !check.examples.isEmpty else { return }
    let whole = check.isClean ? SchemaValidator(check.value) : nil
    for example in check.examples.prefix(whole == nil ? mostParts : .max) {
      let verdict =
        if let whole {
          whole.verdict(on: example.value, at: JSONPointer(example.schema))
        } else {
          part(of: check, at: example.schema)?.verdict(on: example.value)
        }
      guard verdict == .refused else { continue }
      let place = SchemaPlace(example.place, in: check.root)
      check.findings.report(.refused(example.value, example.keyword, at: place.span))
    }
  }
}

extension RefusedExample {
  /// A part with nothing wrong in it that refers to no other.
  private static func part(
    of check: SchemaCheck, at steps: [JSONPointer.Step]
  ) -> SchemaValidator? {
    guard !check.isTouched(steps), let part = check.value.value(at: steps), !part.holdsReference,
      MetaSchema.violations(in: part).isEmpty
    else { return nil }
    return SchemaValidator(part)
  }
}

extension JSONValue {
  fileprivate var holdsReference: Bool {
    switch self {
    case .object(let object):
      object["$ref"] != nil || object["$dynamicRef"] != nil
        || object.values.contains(where: \.holdsReference)
    case .array(let items): items.contains(where: \.holdsReference)
    default: false
    }
  }
}

/// A value inside a schema that stands for what the schema describes.
struct SchemaExample {
  let value: JSONValue
  let keyword: String
  let place: [JSONPointer.Step]
  /// The place of the schema that gives it.
  let schema: [JSONPointer.Step]
}

extension Diagnostic {
  fileprivate static func refusedByType(
    _ value: JSONValue, _ keyword: String, _ types: JSONTypes, at span: SourceSpan, fix: Fix?
  ) -> Diagnostic {
    var help: String
    if value.isNull {
      help = "Remove it, or add `\"null\"` to `type` where null is a value."
    } else if let fix {
      help = "\(fix.title), or change `type`."
    } else if value.string == "None" || value.string == "nil" || value.string == "undefined" {
      help = "\(value.string?.inCode ?? "") is a text here; remove the `\(keyword)`."
    } else {
      help = "Give a value of that type, or change `type`."
    }
    return RefusedExample.rule.finding(
      "`type` allows \(types.words), and `\(keyword)` is \(value.words).", help: help, at: span,
      fix: fix)
  }

  fileprivate static func refusedByEnum(
    _ value: JSONValue, _ keyword: String, nearest: String?, at span: SourceSpan
  ) -> Diagnostic {
    RefusedExample.rule.finding(
      "`enum` lists the values that are allowed; \(value.words) in `\(keyword)` is none of them.",
      help: nearest.map { "Did you mean \($0.inCode)?" } ?? "Add it to `enum`, or change it.",
      at: span)
  }

  fileprivate static func refused(
    _ value: JSONValue, _ keyword: String, at span: SourceSpan
  ) -> Diagnostic {
    RefusedExample.rule.finding(
      "`\(keyword)` is \(value.words), and the schema that it stands in refuses it.",
      help: "Change the value, or the limits that refuse it.", at: span)
  }
}
