import Diagnostics
import OrderedCollections
import Planning
import ResourceModel

/// Values that fit on a line.
enum InlineValue {
  /// Longer texts are shown as blocks.
  static let widest = 60

  /// A scalar bare where nothing can be mistaken, else as JSON; lists and objects as JSON.
  static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: return "(not set)"
    case .string(let text) where isPlainWord(text): return text
    case .object(let members) where !members.isEmpty && members.values.allSatisfy(\.isScalar):
      return members.map { key, value in "\(TerminalSafety.visibleOnOneLine(key)) \(text(value))" }
        .joined(separator: ", ")
    default: return quoted(value)
    }
  }

  /// As JSON on one line, with every odd character made visible.
  static func quoted(_ value: JSONValue) -> String {
    visible(JSONWriter.string(value))
  }

  static func visible(_ text: String) -> String {
    TerminalSafety.visibleOnOneLine(VisibleWhitespace.special(text))
  }

  /// At most `columns` wide; what is cut off is replaced by `…`.
  static func cut(_ text: String, to columns: Int) -> String {
    DisplayWidth.cut(text, to: columns)
  }

  static func isShort(_ text: String) -> Bool {
    text.utf8.count <= 4 * widest && !text.utf8.contains(0x0A)
      && DisplayWidth.columns(of: text) <= widest
  }

  /// `24 lines, 812 characters`; characters are code points, as the API counts them.
  static func size(of text: String) -> String {
    let lines = TextLines(text).countAsRead
    let characters = "\(grouped(text.unicodeScalars.count)) characters"
    return lines > 1 ? "\(grouped(lines)) lines, \(characters)" : characters
  }

  /// `7,412`
  static func grouped(_ number: Int) -> String {
    var digits = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { digits.append(",") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }

  /// A word that is no number and no keyword, so that it needs no quotes.
  private static func isPlainWord(_ text: String) -> Bool {
    guard !text.isEmpty, Double(text) == nil, !["true", "false", "null"].contains(text) else {
      return false
    }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "._/:@+-".contains($0) }
  }
}

/// References, named by what they point to.
struct ReferenceNames {
  private var addresses: [String: Address] = [:]

  /// The IDs that the plan knows the addresses of.
  init(of plan: Plan) {
    for change in plan.changes {
      if let id = change.id { addresses[id] = change.address }
      for case .references(let references) in change.attributes.map(\.after) {
        for reference in references {
          if let id = reference.id, let address = reference.address { addresses[id] = address }
        }
      }
    }
    for kept in plan.kept { addresses[kept.id] = kept.address }
  }

  func text(_ references: [PlannedReference]) -> String {
    if references.isEmpty { return "none" }
    return references.map { reference in
      let id = reference.id.map(TerminalSafety.visibleOnOneLine)
      guard let address = reference.address else { return "{ id: \(id ?? "?") }" }
      return "\(address) (\(id ?? "known after apply"))"
    }.joined(separator: ", ")
  }

  /// What the provider holds: a list of IDs.
  func text(_ value: JSONValue) -> String {
    guard let ids = value.array, !ids.isEmpty else {
      return value.isNull || value.array != nil ? "none" : InlineValue.text(value)
    }
    return ids.map { item in
      guard let id = item.string else { return InlineValue.text(item) }
      let shown = TerminalSafety.visibleOnOneLine(id)
      return addresses[id].map { "\($0) (\(shown))" } ?? shown
    }.joined(separator: ", ")
  }
}

extension InlineValue {
  /// Indented JSON, line by line.
  static func lines(of value: JSONValue) -> [String] {
    JSONWriter.string(value, .indented).split(separator: "\n").map {
      TerminalSafety.visibleOnOneLine(VisibleWhitespace.special(String($0)))
    }
  }
}
