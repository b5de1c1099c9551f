import OrderedCollections
import ProjectConfiguration
import ResourceModel

/// Shapes in words: what a value may be, and how far.
enum FieldWords {
  /// A summary as a sentence of its own; those of rules and kinds have no stop everywhere.
  static func sentence(_ summary: String) -> String {
    summary.hasSuffix(".") ? summary : summary + "."
  }

  /// What an editor shows when the pointer rests on the field.
  static func markdown(_ field: FieldSchema) -> String {
    var parts = [sentence(field.summary), "*\(type(of: field.shape))*"]
    if let value = defaultValue(of: field) { parts.append("Default: `\(value)`") }
    if let example = ExampleValue(field) {
      parts.append("```yaml\n\(example.lines(named: field.name).joined(separator: "\n"))\n```")
    }
    return parts.joined(separator: "\n\n")
  }

  /// The default as it would be written; nil where leaving the field out is all that there is to say.
  static func defaultValue(of field: FieldSchema) -> String? {
    guard let value = field.defaults.first, !field.isRequired else { return nil }
    switch value {
    case .null: return nil
    case .string(let text): return text
    case .array(let items) where items.isEmpty: return nil
    default: return JSONWriter.string(value)
    }
  }

  /// `a number from 0 to 2`
  static func type(of shape: ValueShape) -> String {
    switch shape {
    case .string(let limits): text(limits)
    case .number(let range): "a number" + words(range)
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .boolean: "`true` or `false`"
    case .enumeration(let words):
      words.count == 1
        ? "`\(words[0])`" : "one of " + words.map { "`\($0)`" }.joined(separator: ", ")
    case .object: "a mapping"
    case .list(let element, let maximum):
      "a list" + (maximum == .max ? "" : " of up to \(grouped(maximum))")
        + ", each \(type(of: element))"
    case .map(let limits): map(limits)
    case .variants(let shape): "a mapping told apart by its `\(shape.discriminator)`"
    case .either(let shapes): either(shapes)
    case .jsonSchema: "a JSON Schema"
    case .references(let collection, let maximum):
      "a key under `\(collection)`, or `{ id: … }`" + (maximum > 1 ? "; up to \(maximum)" : "")
    case .files(let shape):
      "paths and patterns of up to \(grouped(shape.maximum)) files"
        + (shape.chunking == nil ? "" : ", or mappings with a `path`")
    }
  }

  /// One or two words for a table.
  static func shortType(of shape: ValueShape) -> String {
    switch shape {
    case .string: "text"
    case .number: "number"
    case .integer: "integer"
    case .boolean: "boolean"
    case .enumeration(let words): words.count == 1 ? words[0] : "word"
    case .object, .map, .variants: "mapping"
    case .list: "list"
    case .either(let shapes):
      isOneOrMore(shapes)
        ? shortType(of: shapes[0]) + " or list"
        : shapes.map(shortType).reduce(into: [String]()) { words, word in
          if !words.contains(word) { words.append(word) }
        }.joined(separator: " or ")
    case .jsonSchema: "schema"
    case .references: "key"
    case .files: "files"
    }
  }

  /// `256,000`
  private static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    for position in stride(from: digits.count - 3, to: 0, by: -3) {
      digits.insert(",", at: position)
    }
    return String(digits)
  }

  private static func text(_ limits: StringLimits) -> String {
    if let form = limits.form { return form.words }
    if let pattern = limits.pattern { return "text that follows `\(pattern.rawValue)`" }
    return switch (limits.minimum, limits.maximum) {
    case (0, nil): "text"
    case (_, nil): "text, not empty"
    case (0, let maximum?): "text of up to \(grouped(maximum)) characters"
    case (let minimum, let maximum?): "text of \(minimum) to \(grouped(maximum)) characters"
    }
  }

  private static func words(_ range: ClosedRange<Double>) -> String {
    guard range.upperBound < .greatestFiniteMagnitude,
      let lower = JSONNumber(range.lowerBound), let upper = JSONNumber(range.upperBound)
    else { return "" }
    return " from \(lower.canonicalText) to \(upper.canonicalText)"
  }

  private static func map(_ limits: MapLimits) -> String {
    var words = "a mapping"
    if limits.maximumEntries != .max { words += " of up to \(limits.maximumEntries) pairs" }
    if limits.maximumKeyLength != .max {
      words += ", keys of up to \(limits.maximumKeyLength) characters"
    }
    if let keys = limits.keys { words += " whose keys are \(keys.words)" }
    return words + "; each value is \(type(of: limits.value))"
  }

  private static func either(_ shapes: [ValueShape]) -> String {
    if isOneOrMore(shapes) { return type(of: shapes[0]) + "; or a list of them" }
    return shapes.map(type).joined(separator: ", or ")
  }

  /// One value, or a list of the same.
  private static func isOneOrMore(_ shapes: [ValueShape]) -> Bool {
    guard shapes.count == 2, case .list(_, .max) = shapes[1] else { return false }
    return true
  }
}
