/// How many columns of a terminal a text takes.
package enum DisplayWidth {
  /// The columns of a text without control characters: 2 for East Asian wide characters and emoji,
  /// 0 for combining marks.
  package static func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  /// At most `columns` wide; what is cut off is replaced by `…`.
  package static func cut(_ text: String, to columns: Int) -> String {
    guard self.columns(of: text) > columns else { return text }
    var room = max(1, columns) - 1
    var result = ""
    for character in text {
      room -= self.columns(of: character)
      if room < 0 { break }
      result.append(character)
    }
    // A joiner joins nothing any more.
    while let last = result.unicodeScalars.last, last == "\u{200C}" || last == "\u{200D}" {
      result.unicodeScalars.removeLast()
    }
    return result + "…"
  }

  /// An emoji of several code points (a family, a flag, a skin tone, a keycap) is one picture of 2
  /// columns. In other scripts each code point of a character has the columns that it has alone.
  package static func columns(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x80, scalars.count == 1 { return first.value < 0x20 ? 0 : 1 }
    if isEmoji(scalars) { return 2 }
    return scalars.reduce(0) { $0 + columns(of: $1) }
  }

  private static func isEmoji(_ scalars: Character.UnicodeScalarView) -> Bool {
    guard let first = scalars.first else { return false }
    // U+FE0F asks for the picture of a character that is a text too.
    return first.properties.isEmojiPresentation
      || first.properties.isEmoji && scalars.contains { $0 == "\u{FE0F}" }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    // Vowels and final consonants of Hangul stand inside the syllable that their first one begins.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
    // Unicode Standard Annex 11, classes W and F, in ranges.
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F200...0x1F265, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
