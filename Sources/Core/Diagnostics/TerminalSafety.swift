/// Prompt text and remote text are hostile to terminals: what could move the cursor, hide text or
/// reverse its direction is shown as an escape instead of being obeyed.
package enum TerminalSafety {
  /// The text with control and invisible formatting characters as `\u{1B}`; line feeds and tabs
  /// stay, a carriage return becomes `\r`.
  package static func visible(_ text: String) -> String {
    // The common case, plain ASCII text, costs one pass over the bytes and no copy.
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 >= 0x7F }) else {
      return text
    }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar == "\r" {
        result += "\\r"
      } else if isHostile(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text on one line: line breaks and tabs are escaped too. For names, IDs and messages.
  package static func visibleOnOneLine(_ text: String) -> String {
    var result = ""
    for character in visible(text).unicodeScalars {
      switch character {
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Whether a terminal would obey the character instead of showing it.
  package static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    // Direction overrides and isolates, line and paragraph separators, the byte order mark.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x206F, 0xFEFF: true
    // What takes no room and joins nothing, and so can hide a message to the model. The joiners
    // U+200C and U+200D stay: emoji and several scripts are written with them.
    case 0x180E, 0x200B, 0x2060...0x2065, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
    default: false
    }
  }
}
