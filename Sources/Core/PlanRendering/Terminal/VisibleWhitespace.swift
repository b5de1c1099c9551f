import Diagnostics

/// White space that nobody sees and every model reads, with glyphs: `·` for a space at a line's end,
/// `→` for a tab, `⍽` for a no-break space, `␍` for a carriage return.
enum VisibleWhitespace {
  /// The spaces that do not look like one, anywhere in a text.
  static func special(_ text: String) -> String {
    guard !isPrintable(text),
      text.unicodeScalars.contains(where: { glyph(for: $0) != nil })
    else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let glyph = glyph(for: scalar) {
        result += glyph
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A piece of a changed line; in the part that ends the line spaces are shown too.
  static func shown(_ text: String, endsLine: Bool) -> String {
    guard endsLine else { return special(text) }
    // The common case costs one look at the bytes.
    if text.utf8.last != 0x20, isPrintable(text) { return text }
    let scalars = Array(text.unicodeScalars)
    let end = scalars.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? 0
    var result = ""
    result.unicodeScalars.append(contentsOf: scalars[..<end])
    return special(result)
      + scalars[end...].map { $0 == " " ? "·" : glyph(for: $0) ?? String(Character($0)) }.joined()
  }

  /// A line that is the same in both texts: a tab is as wide as it is shown elsewhere.
  static func spaced(_ text: String) -> String {
    text.utf8.contains(0x09) ? text.replacing("\t", with: "    ") : text
  }

  /// ASCII without tabs and control characters.
  private static func isPrintable(_ text: String) -> Bool {
    text.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
  }

  private static func glyph(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    // As wide everywhere, so that lines can be laid out.
    case 0x09: "→   "
    case 0x0D: "␍"
    case 0xA0: "⍽"
    // Spaces of other widths, and the glyphs that stand for something here.
    case 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0x237D, 0x23CE, 0x240D:
      TerminalSafety.escape(scalar)
    default: nil
    }
  }
}
