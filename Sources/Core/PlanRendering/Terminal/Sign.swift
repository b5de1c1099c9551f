import Diagnostics

/// The glyph that stands before what happens, one for each kind of change, so that nothing depends on
/// colour. Removed and added lines of a text, `-` and `+`, explain themselves.
enum Sign: String, CaseIterable {
  case create = "+"
  case update = "~"
  case drift = "!"
  case conflict = "‼"
  case recreate = "⊕"
  case replace = "±"
  case delete = "-"
  case adopt = "↻"
  case forget = "×"
  case stay = "="
  case reorder = "↕"
  case moveAway = "«"
  case moveHere = "»"
  case wait = "…"

  var style: StyledText.Style {
    switch self {
    case .create: .added
    case .update, .replace, .adopt, .reorder, .moveAway, .moveHere: .changed
    case .drift, .recreate: .drift
    case .conflict: .conflict
    case .delete: .removed
    case .forget, .stay, .wait: .faint
    }
  }

  var words: String {
    switch self {
    case .create: "create"
    case .update: "update"
    case .drift: "changed outside"
    case .conflict: "changed here and outside"
    case .recreate: "gone outside, made anew"
    case .replace: "replace"
    case .delete: "delete"
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
    case .drift, .conflict, .recreate, .stay, .reorder, .moveAway, .moveHere, .wait: false
    }
  }

  /// What the signs that occur mean, on lines of at most so many columns; none where there is one sign and
  /// the last line says it.
  static func legend(_ used: Set<Sign>, columns: Int?) -> [String] {
    guard used.count > 1 || used.contains(where: { !$0.isCounted }) else { return [] }
    return allCases.filter(used.contains).reduce(into: []) { lines, sign in
      let entry = "\(sign.rawValue) \(sign.words)"
      let line = lines.last.map { "\($0)  \(entry)" } ?? entry
      if let last = lines.indices.last, DisplayWidth.columns(of: line) <= columns ?? .max {
        lines[last] = line
      } else {
        lines.append(entry)
      }
    }
  }
}
