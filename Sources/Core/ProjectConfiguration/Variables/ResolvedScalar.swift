import Diagnostics
import YAMLSyntax

/// A scalar after its variables were filled in.
struct ResolvedScalar {
  var text: String
  /// The value by its type: of a scalar that is one variable alone, the variable's.
  var value: YAMLScalar.CoreValue
  /// Whether it was written in quotes or as a block, so that it is text whatever it looks like.
  var isQuoted: Bool

  /// The text, where the scalar may stand for one.
  var string: String? {
    if isQuoted { return text }
    if case .string(let text) = value { return text }
    return nil
  }

  var isNull: Bool { if case .null = value { !isQuoted } else { false } }

  /// What was found, in the words of a message: `the number 42`.
  var words: String {
    if isQuoted { return "the text `\(shortened)`" }
    return switch value {
    case .null: "null"
    case .bool: "the boolean `\(text)`"
    case .integer, .float: "the number `\(text)`"
    case .string: text.isEmpty ? "an empty text" : "the text `\(shortened)`"
    }
  }

  /// What a scalar means that should be a boolean and almost is one.
  var meantBoolean: Bool? {
    switch text.lowercased() {
    case "yes", "on", "\"true\"", "true", "1": true
    case "no", "off", "\"false\"", "false", "0": false
    default: nil
    }
  }

  /// What to write instead of such a scalar.
  var booleanHelp: String? {
    meantBoolean.map {
      text.lowercased() == "\($0)" && isQuoted ? "Remove the quotes." : "Write `\($0)`."
    }
  }

  /// At most 40 characters, on one line.
  var shortened: String {
    let line = text.prefix { !$0.isNewline }
    return line.count > 40 || line.endIndex != text.endIndex
      ? line.prefix(39) + "…" : String(line)
  }
}

extension YAMLNode {
  /// What was found, in the words of a message: `a list`.
  func words(_ resolved: ResolvedScalar?) -> String {
    switch content {
    case .scalar: resolved?.words ?? "a scalar"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The repair of a scalar that is written here, in so many words; nil for what an alias, a variable
  /// or a tag stands for.
  func rewritten(as text: String) -> Fix? {
    guard let scalar else { return nil }
    let written = span.file.string(in: span.start..<span.end)
    guard [scalar.text, "\"\(scalar.text)\"", "'\(scalar.text)'"].contains(written),
      !InterpolationPart.occurs(in: written)
    else { return nil }
    return Fix("Write `\(text)`", [SourceEdit(replace: span, with: text)])
  }

  /// A span that shows on one line what the node is about: the node where it is that short, else
  /// its first entry or item.
  var head: SourceSpan {
    if scalar != nil || span.file.line(at: span.start) == span.file.line(at: span.end) {
      return span
    }
    switch content {
    case .scalar: return span
    case .sequence(let items): return items.first?.head ?? span
    case .mapping(let mapping):
      guard let first = mapping.entries.first else { return span }
      let isShort = first.value.scalar != nil && first.value.span.file === first.keySpan.file
      let end = isShort ? max(first.keySpan.end, first.value.span.end) : first.keySpan.end
      return SourceSpan(file: first.keySpan.file, start: first.keySpan.start, end: end)
    }
  }
}

extension SourceSpan {
  /// Where `text` stands in the span, from the byte `from` on; nil when it is written differently
  /// there (with escapes, or folded over lines).
  func find(_ text: String, from: Int) -> SourceSpan? {
    let wanted = Array(text.utf8)
    let last = min(end, file.text.count) - wanted.count
    guard let first = wanted.first, max(from, start) <= last else { return nil }
    for offset in max(from, start)...last where file.text[offset] == first {
      if file.text[offset..<offset + wanted.count].elementsEqual(wanted) {
        return SourceSpan(file: file, start: offset, end: offset + wanted.count)
      }
    }
    return nil
  }
}
