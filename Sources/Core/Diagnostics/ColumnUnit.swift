/// What columns count.
package enum ColumnUnit: Sendable {
  /// What a person counts, as messages do: an emoji with its modifiers is one.
  case characters
  /// What Unicode counts.
  case codePoints

  /// How many of them a text has.
  func count(in text: ArraySlice<UInt8>) -> Int {
    switch self {
    case .characters:
      let isPlain = text.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\r") }
      return isPlain ? text.count : String(decoding: text, as: UTF8.self).count
    case .codePoints:
      return text.allSatisfy { $0 < 0x80 }
        ? text.count : String(decoding: text, as: UTF8.self).unicodeScalars.count
    }
  }
}
