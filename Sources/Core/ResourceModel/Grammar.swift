/// The grammar of names: narrow enough to stand in a marker, a file name and a shell word unquoted.
package enum Grammar {
  /// A project's or target's name: `[a-z0-9-]{1,40}`.
  package static func isName(_ text: String) -> Bool {
    (1...40).contains(text.utf8.count)
      && text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == 0x2D }
  }

  /// A resource's key, and a function's name: `[A-Za-z0-9_-]{1,64}`.
  package static func isKey(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(isWordByte)
  }

  /// The name of a variable, in YAML and in the environment: `[A-Za-z_][A-Za-z0-9_]*`.
  package static func isVariableName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !isDigit(first) else { return false }
    return text.utf8.allSatisfy { isWordByte($0) && $0 != 0x2D }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    isLower(byte) || isDigit(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F || byte == 0x2D
  }

  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
