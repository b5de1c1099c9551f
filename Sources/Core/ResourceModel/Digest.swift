import Crypto

/// A SHA-256, of a file's bytes or of a value's canonical ones: what markers and lock files hold
/// instead of prompts.
///
/// Held as four words, since a plan compares tens of thousands of them.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  package init(of bytes: some Sequence<UInt8>) {
    self.init(SHA256.hash(data: Array(bytes)))
  }

  init(_ hash: SHA256.Digest) {
    words = (0, 0, 0, 0)
    for byte in hash { shiftIn(UInt64(byte), bits: 8) }
  }

  /// Of a JSON value, whatever the order of its keys.
  package init(of value: JSONValue) {
    self.init(of: JSONWriter.bytes(value, .canonical))
  }

  /// Reads `sha256:` and 64 lower-case digits, as lock files hold it; nil for anything else.
  package init?(recorded text: String) {
    let bytes = text.utf8
    guard bytes.count == Self.prefix.utf8.count + 64, text.hasPrefix(Self.prefix) else {
      return nil
    }
    words = (0, 0, 0, 0)
    for byte in bytes.dropFirst(Self.prefix.utf8.count) {
      switch byte {
      case 0x30...0x39: shiftIn(UInt64(byte - 0x30), bits: 4)
      case 0x61...0x66: shiftIn(UInt64(byte - 0x61 + 10), bits: 4)
      default: return nil
      }
    }
  }

  /// 64 lower-case hexadecimal digits.
  package var hexadecimal: String {
    [words.0, words.1, words.2, words.3].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  /// `sha256:` and 64 digits.
  package var description: String { Self.prefix + hexadecimal }

  /// The first 8 digits: what a marker has room for.
  package var short: String {
    let digits = String(words.0 >> 32, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  package static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }

  /// All 256 bits move up, and the new ones come in below.
  private mutating func shiftIn(_ value: UInt64, bits: UInt64) {
    let carry = 64 - bits
    words.0 = words.0 << bits | words.1 >> carry
    words.1 = words.1 << bits | words.2 >> carry
    words.2 = words.2 << bits | words.3 >> carry
    words.3 = words.3 << bits | value
  }

  private static let prefix = "sha256:"
}
