import Diagnostics
import OrderedCollections

/// What stands before what happens, with one glyph for each kind of change, so that nothing depends on
/// colour. Removed and added lines of a text, `-` and `+`, explain themselves.
enum Sign: CaseIterable {
  case create
  /// A member of a list, such as a tool, which is no object of its own.
  case add
  case update
  case drift
  case conflict
  case recreate
  case replace
  case delete
  /// Out of a list.
  case remove
  case adopt
  case forget
  case stay
  case reorder
  case moveAway
  case moveHere
  case wait

  var glyph: String {
    switch self {
    case .create, .add: "+"
    case .update: "~"
    case .drift: "!"
    case .conflict: "‼"
    case .recreate: "⊕"
    case .replace: "±"
    case .delete, .remove: "-"
    case .adopt: "↻"
    case .forget: "×"
    case .stay: "="
    case .reorder: "↕"
    case .moveAway: "«"
    case .moveHere: "»"
    case .wait: "…"
    }
  }

  var style: StyledText.Style {
    switch self {
    case .create, .add: .added
    case .update, .replace, .adopt, .reorder, .moveAway, .moveHere: .changed
    case .drift, .recreate: .drift
    case .conflict: .conflict
    case .delete, .remove: .removed
    case .forget, .stay, .wait: .faint
    }
  }

  var words: String {
    switch self {
    case .create: "create"
    case .add: "add"
    case .update: "update"
    case .drift: "changed outside"
    case .conflict: "changed here and outside"
    case .recreate: "gone outside, made anew"
    case .replace: "replace"
    case .delete: "delete"
    case .remove: "remove"
    case .adopt: "adopt"
    case .forget: "leaves the lock file"
    case .stay: "stays"
    case .reorder: "in another place"
    case .moveAway: "lines moved away"
    case .moveHere: "lines moved here"
    case .wait: "being indexed"
    }
  }

  /// Whether the plan's last line counts it in words.
  private var isCounted: Bool {
    switch self {
    case .create, .update, .replace, .delete, .adopt, .forget: true
    case .add, .remove, .drift, .conflict, .recreate, .stay, .reorder, .moveAway, .moveHere, .wait:
      false
    }
  }

  /// What the signs that occur mean, on lines of at most so many columns; none where there is one glyph
  /// and the last line says what it means.
  static func legend(_ used: Set<Sign>, columns: Int?) -> [String] {
    var words: OrderedDictionary<String, [String]> = [:]
    for sign in allCases where used.contains(sign) {
      words[sign.glyph, default: []].append(sign.words)
    }
    guard words.count > 1 || !used.contains(where: \.isCounted) else { return [] }
    return words.reduce(into: []) { lines, entry in
      let entry = "\(entry.key) \(entry.value.joined(separator: " or "))"
      let line = lines.last.map { "\($0)  \(entry)" } ?? entry
      if let last = lines.indices.last, DisplayWidth.columns(of: line) <= columns ?? .max {
        lines[last] = line
      } else {
        lines.append(entry)
      }
    }
  }
}
