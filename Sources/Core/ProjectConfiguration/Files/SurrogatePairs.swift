/// JSON writes a character beyond U+FFFF as two escapes (`\ud83d\ude00`), as many programs do for every
/// such character. YAML knows one escape a character, so the pairs are joined before JSON is read as
/// YAML. Columns behind a joined pair on the same line count the character as one.
enum SurrogatePairs {
  /// The text with each pair as the character that it stands for. Halves alone stay, and are refused
  /// by whoever reads them.
  static func joined(in text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "\\"), index + 1 < text.count else {
        result.append(text[index])
        index += 1
        continue
      }
      if let high = unit(at: index, in: text), (0xD800...0xDBFF).contains(high),
        let low = unit(at: index + 6, in: text), (0xDC00...0xDFFF).contains(low),
        let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
      {
        result += String(scalar).utf8
        index += 12
      } else {
        // The escaped character goes along, so that an escaped backslash starts nothing.
        result += text[index...index + 1]
        index += 2
      }
    }
    return result
  }

  /// The UTF-16 unit that an escape at this place stands for.
  private static func unit(at index: Int, in text: [UInt8]) -> UInt32? {
    guard index + 6 <= text.count, text[index] == UInt8(ascii: "\\"),
      text[index + 1] == UInt8(ascii: "u")
    else { return nil }
    return UInt32(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16)
  }
}
