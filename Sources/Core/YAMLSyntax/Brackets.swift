/// Whether a bracket is ever closed: what tells a forgotten bracket from a forgotten comma.
enum Brackets {
  /// Whether the bracket at `start` and those within it are closed, quotes and comments aside.
  static func areClosed(in source: SourceExtent, from start: Int) -> Bool {
    var depth = 0
    var quote: UInt8?
    var isComment = false
    for offset in max(start, source.range.lowerBound)..<source.range.upperBound {
      guard let byte = source[offset] else { return false }
      switch byte {
      case UInt8(ascii: "\n"): isComment = false
      case _ where isComment: break
      case _ where quote != nil: if byte == quote { quote = nil }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if opensQuote(source[offset - 1]) { quote = byte }
      case UInt8(ascii: "#"): isComment = (source[offset - 1] ?? 0x20) <= 0x20
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth <= 0 { return true }
      default: break
      }
    }
    return false
  }

  /// Whether a quote after this byte starts a quoted text: the apostrophe of `don't` does not.
  private static func opensQuote(_ before: UInt8?) -> Bool {
    guard let before, before > 0x20 else { return true }
    return [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","), UInt8(ascii: ":")]
      .contains(before)
  }
}
