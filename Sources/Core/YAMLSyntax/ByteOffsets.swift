/// libyaml counts characters; spans count bytes. Follows the one to the other as events go by.
///
/// Events come almost in order, so each look-up is a short step from the last one, over eight bytes
/// at once where they are ASCII. A whole file costs one pass.
struct ByteOffsets {
  private let bytes: UnsafeRawBufferPointer
  private var character = 0
  private var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// The byte offset of a character, in the bytes that libyaml was given.
  mutating func offset(ofCharacter target: Int) -> Int {
    while character < target, offset < bytes.count { stepForward(atMost: target - character) }
    while character > target, offset > 0 { stepBack() }
    return offset
  }

  private mutating func stepForward(atMost limit: Int) {
    if limit >= 8, offset + 8 <= bytes.count,
      bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      offset += 8
      character += 8
      return
    }
    offset += 1
    while offset < bytes.count, Self.isContinuation(bytes[offset]) { offset += 1 }
    character += 1
  }

  private mutating func stepBack() {
    offset -= 1
    while offset > 0, Self.isContinuation(bytes[offset]) { offset -= 1 }
    character -= 1
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
