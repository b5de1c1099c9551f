import Crypto

/// The SHA-256 of a value's canonical bytes: what markers and lock files hold instead of prompts.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
  /// 64 lower-case hexadecimal digits.
  package let hexadecimal: String

  package init(of bytes: some Sequence<UInt8>) {
    let hash = SHA256.hash(data: Array(bytes))
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in hash {
      digits.append(Self.alphabet[Int(byte >> 4)])
      digits.append(Self.alphabet[Int(byte & 15)])
    }
    self.hexadecimal = String(decoding: digits, as: UTF8.self)
  }

  /// Of a JSON value, whatever the order of its keys.
  package init(of value: JSONValue) {
    self.init(of: JSONWriter.bytes(value, .canonical))
  }

  /// Reads `sha256:` and 64 digits, as lock files hold it; nil for anything else.
  package init?(recorded text: String) {
    guard text.hasPrefix(Self.prefix) else { return nil }
    let digits = text.dropFirst(Self.prefix.count)
    guard digits.utf8.count == 64, digits.utf8.allSatisfy(Self.isDigit) else { return nil }
    self.hexadecimal = String(digits)
  }

  /// `sha256:` and 64 digits.
  package var description: String { Self.prefix + hexadecimal }

  /// The first 8 digits: what a marker has room for.
  package var short: String { String(hexadecimal.prefix(8)) }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x66
  }

  private static let prefix = "sha256:"
  private static let alphabet = Array("0123456789abcdef".utf8)
}
