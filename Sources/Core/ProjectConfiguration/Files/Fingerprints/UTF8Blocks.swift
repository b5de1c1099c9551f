/// Looks at UTF-8 block by block, whatever it says: each byte is judged by itself and the three before
/// it, without a branch, so that the compiler does many at a time. By table 3-7 of the Unicode standard;
/// NUL is no text.
enum UTF8Blocks {
  private static let size = 64
  /// How many bytes before a byte decide about it, too.
  static let reach = 3

  /// Where the bytes were looked at up to, which is the start of a character; nil where they are no
  /// text. `start` has to be the start of a character that `reach` bytes stand before.
  static func check(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return start }
    var index = start
    while index + size <= bytes.count {
      if isWrong(base + index) { return nil }
      index += size
    }
    // The last character may not be whole.
    while index > start {
      index -= 1
      if bytes[index] & 0xC0 != 0x80 { break }
    }
    return index
  }

  @inline(__always)
  private static func isWrong(_ block: UnsafePointer<UInt8>) -> Bool {
    var wrong: UInt8 = 0
    for offset in 0..<size {
      let byte = block[offset]
      let (first, second, third) = (block[offset &- 1], block[offset &- 2], block[offset &- 3])
      let follows: UInt8 = byte & 0xC0 == 0x80 ? 1 : 0
      let mustFollow: UInt8 =
        (first >= 0xC0 ? 1 : 0) | (second >= 0xE0 ? 1 : 0) | (third >= 0xF0 ? 1 : 0)
      wrong |= follows ^ mustFollow
      wrong |= (byte == 0 ? 1 : 0) | (byte & 0xFE == 0xC0 ? 1 : 0) | (byte >= 0xF5 ? 1 : 0)
      // Longer than need be, surrogates, and beyond the last character.
      wrong |= (first == 0xE0 ? 1 : 0) & (byte < 0xA0 ? 1 : 0)
      wrong |= (first == 0xED ? 1 : 0) & (byte >= 0xA0 ? 1 : 0)
      wrong |= (first == 0xF0 ? 1 : 0) & (byte < 0x90 ? 1 : 0)
      wrong |= (first == 0xF4 ? 1 : 0) & (byte >= 0x90 ? 1 : 0)
    }
    return wrong != 0
  }
}
