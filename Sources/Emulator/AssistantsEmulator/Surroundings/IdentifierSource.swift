/// Makes the identifiers that the server assigns, in the shapes of the real one.
package struct IdentifierSource: Sendable {
  private static let alphanumeric = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Text of so many letters out of an alphabet; never the same text twice.
  private let text: @Sendable (_ alphabet: [UInt8], _ count: Int) -> String

  package init(text: @escaping @Sendable (_ alphabet: [UInt8], _ count: Int) -> String) {
    self.text = text
  }

  package static let random = IdentifierSource { alphabet, count in
    var generator = SystemRandomNumberGenerator()
    let letters = (0..<count).map { _ in
      alphabet[Int.random(in: alphabet.indices, using: &generator)]
    }
    return String(decoding: letters, as: UTF8.self)
  }

  func assistant() -> String { "asst_" + text(Self.alphanumeric, 24) }

  /// Ids of vector stores begin with the second of their creation, as the real ones do.
  func vectorStore(createdAt second: Int) -> String {
    let stamp = String(UInt32(truncatingIfNeeded: second), radix: 16)
    let padding = String(repeating: "0", count: 8 - stamp.utf8.count)
    return "vs_" + padding + stamp + text(Self.hexadecimal, 24)
  }

  func file() -> String { "file-" + text(Self.alphanumeric, 22) }

  func fileBatch() -> String { "vsfb_" + text(Self.hexadecimal, 32) }

  func request() -> String { "req_" + text(Self.hexadecimal, 32) }
}
