/// A stretch of text as words, white space and single other characters, found by its bytes: in a line of
/// 256,000 characters, finding the characters that people see would cost more than everything else.
///
/// A token's number is a hash: equal tokens have equal numbers, and who relies on the reverse compares
/// bytes.
struct ByteTokens {
  /// Words from this length on, in bytes, end where their bytes say so, so that after a change in a text
  /// without spaces tokens are soon the same again.
  private static let longWord = 16
  private static let longestWord = 256

  let bytes: ArraySlice<UInt8>
  private(set) var numbers: [Int] = []
  /// Where each token starts; one more entry, the end.
  private var starts: [Int]

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    starts = [bytes.startIndex]
    numbers.reserveCapacity(bytes.count / 3)
    starts.reserveCapacity(bytes.count / 3)
    bytes.withUnsafeBufferPointer { read($0, from: bytes.startIndex) }
  }

  var count: Int { numbers.count }

  func slice(_ tokens: Range<Int>) -> ArraySlice<UInt8> {
    bytes[starts[tokens.lowerBound]..<starts[tokens.upperBound]]
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) {
    var index = 0
    while index < bytes.count {
      let start = index
      let kind = Kind(at: &index, in: bytes)
      var recent: UInt32 = 0
      while index < bytes.count, kind != .other {
        var next = index
        guard Kind(at: &next, in: bytes) == kind, index - start < Self.longestWord else { break }
        if index - start >= Self.longWord, (recent &* 0x9E37_79B1) >> 27 == 0 { break }
        // The last six bytes or so.
        for byte in bytes[index..<next] { recent = recent << 5 ^ UInt32(byte) }
        index = next
      }
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes[start..<index] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      numbers.append(Int(truncatingIfNeeded: hash))
      starts.append(offset + index)
    }
  }

  private enum Kind {
    case word, space, other

    /// The kind of the character at an index, which moves behind it.
    init(at index: inout Int, in bytes: UnsafeBufferPointer<UInt8>) {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        self = .word
      case 0x20, 0x09: self = .space
      case 0..<0x80: self = .other
      default:
        var value = UInt32(byte & (byte >= 0xF0 ? 0x07 : byte >= 0xE0 ? 0x0F : 0x1F))
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
          value = value << 6 | UInt32(bytes[index] & 0x3F)
          index += 1
        }
        self = Self.standsAlone(value) ? .other : .word
      }
    }

    /// No-break spaces, punctuation, and the scripts that put no spaces between words. Joiners stay with
    /// what they join.
    private static func standsAlone(_ value: UInt32) -> Bool {
      switch value {
      case 0xA0...0xBF, 0x2000...0x200B, 0x2010...0x206F, 0x2E80...0x9FFF, 0xF900...0xFAFF,
        0xFF00...0xFF0F, 0x20000...0x3FFFD:
        true
      default: false
      }
    }
  }
}
