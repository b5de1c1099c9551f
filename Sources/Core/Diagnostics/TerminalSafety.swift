/// Prompt text and remote text are hostile to terminals: what could move the cursor, hide text or
/// reverse its direction is shown as an escape instead of being obeyed.
package enum TerminalSafety {
  /// The text with control and invisible characters as `\u{1B}`; line feeds and tabs stay, a carriage
  /// return becomes `\r`. Joiners and selectors of variants stay where emoji and several scripts are
  /// written with them.
  package static func visible(_ text: String) -> String {
    // The common case, plain ASCII text, costs one pass over the bytes and no copy.
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 >= 0x7F }) else {
      return text
    }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    var previous: Unicode.Scalar?
    while index < scalars.endIndex {
      let scalar = scalars[index]
      scalars.formIndex(after: &index)
      if scalar == "\r" {
        result += "\\r"
      } else if scalar == "\u{1F3F4}",
        let end = InvisibleCharacters.flagTags(in: scalars, from: index)
      {
        result.unicodeScalars.append(scalar)
        result.unicodeScalars.append(contentsOf: scalars[index..<end])
        index = end
      } else if isHostile(scalar)
        || InvisibleCharacters.isConditional(scalar)
          && !InvisibleCharacters.isNeeded(
            scalar, after: previous, before: index < scalars.endIndex ? scalars[index] : nil)
      {
        result += escape(scalar)
        previous = nil
        continue
      } else {
        result.unicodeScalars.append(scalar)
      }
      previous = scalar
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

  /// Whether a terminal would obey the character instead of showing it, or shows nothing wherever it
  /// stands.
  package static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    // Direction overrides and isolates, line and paragraph separators.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E: true
    default: scalar.value > 0x9F && InvisibleCharacters.isInvisible(scalar)
    }
  }

  /// Whether a character of a text that is made visible can be seen by itself.
  package static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    !isHostile(scalar) && !InvisibleCharacters.isConditional(scalar)
  }

  /// `\u{200B}`
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  }
}
