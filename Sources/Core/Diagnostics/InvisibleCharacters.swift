/// Characters that nobody sees but that some texts are written with: they stay where writing needs them,
/// and nowhere else, since whatever is not seen can carry a message to the model.
enum InvisibleCharacters {
  /// What is invisible wherever it stands, in texts of every script.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Soft hyphen, grapheme joiner, fillers of Hangul, vowels of Khmer without a sound, a Braille cell
    // without a dot.
    case 0xAD, 0x034F, 0x115F...0x1160, 0x17B4...0x17B5, 0x2800, 0x3164, 0xFFA0: true
    // What takes no room and joins nothing.
    case 0x180E, 0x200B, 0x2060...0x206F, 0xFEFF, 0xFFF0...0xFFFB: true
    // Formatting of shorthand and of music; tags and selectors of variants of ideographs.
    case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    default: false
    }
  }

  /// What is invisible and yet needed between some characters: joiners and selectors of variants.
  static func isConditional(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C...0x200D, 0xFE00...0xFE0F, 0x180B...0x180D, 0x180F: true
    default: false
    }
  }

  /// Whether what is written needs a conditional character between these two.
  static func isNeeded(
    _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
  ) -> Bool {
    guard let previous else { return false }
    switch scalar.value {
    case 0x200C: return isJoined(previous) && mayJoin(next)
    case 0x200D:
      // Emoji of several people; conjuncts and half forms, which a virama begins.
      return (isPicture(previous) || previous.value == 0xFE0F) && next.map(isPicture) ?? false
        || isJoined(previous) && (mayJoin(next) || isVirama(previous))
    // Whether a character is shown as text or as a picture; keycaps.
    case 0xFE0E: return isPicture(previous)
    case 0xFE0F: return isPicture(previous) || isKey(previous) && next?.value == 0x20E3
    case 0x180B...0x180D, 0x180F: return (0x1807...0x18AA).contains(previous.value)
    default: return false
    }
  }

  /// The tags behind U+1F3F4 that make a flag of it: England, Scotland, Wales. What else could stand there
  /// is not drawn, and so is a hiding place.
  static func flagTags(
    in scalars: String.UnicodeScalarView, from start: String.UnicodeScalarView.Index
  ) -> String.UnicodeScalarView.Index? {
    let tags = scalars[start...].prefix(6)
    let letters = tags.compactMap { tag in
      0xE0061...0xE007F ~= tag.value ? Unicode.Scalar(tag.value - 0xE0000) : nil
    }
    let name = String(String.UnicodeScalarView(letters))
    guard ["gbeng\u{7F}", "gbsct\u{7F}", "gbwls\u{7F}"].contains(name) else { return nil }
    return tags.endIndex
  }

  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && scalar.properties.isEmoji
  }

  private static func isKey(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "#" || scalar == "*" || "0"..."9" ~= scalar
  }

  private static func isVirama(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.canonicalCombiningClass == .virama
  }

  /// Where a line ends, a long word may have been broken.
  private static func mayJoin(_ next: Unicode.Scalar?) -> Bool {
    next == nil || next == "\n" || isJoined(next)
  }

  /// A letter, or a mark on one, of a script in which letters take another form beside each other: Arabic,
  /// Syriac, N'Ko, Mandaic; the scripts of India and its neighbours; Mongolian.
  private static func isJoined(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return false }
    switch scalar.value {
    case 0x0600...0x08FF, 0x0900...0x109F, 0x1700...0x18AF, 0x1A20...0x1BFF, 0xA840...0xA8DF,
      0xA980...0xA9DF, 0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x11000...0x1137F, 0x11400...0x114DF:
      break
    default: return false
    }
    switch scalar.properties.generalCategory {
    case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark: return true
    default: return false
    }
  }
}
