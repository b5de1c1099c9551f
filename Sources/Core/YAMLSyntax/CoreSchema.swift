/// The core schema of YAML 1.2 (section 10.3): what a text without quotes means.
enum CoreSchema {
  /// The value of a plain scalar. Infinities and NaN, which JSON does not have, stay text.
  static func value(of text: String) -> YAMLScalar.CoreValue {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
      UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      return word(text) ?? .string(text)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."):
      return PlainNumber.value(of: text) ?? .string(text)
    default: return .string(text)
    }
  }

  /// The value of a text that carries a tag; nil where the two do not fit.
  static func value(of text: String, tagged tag: KnownTag) -> YAMLScalar.CoreValue? {
    let value = value(of: text)
    switch (tag, value) {
    case (.string, _), (.nonSpecific, _): return .string(text)
    case (.integer, .integer), (.float, .float), (.bool, .bool), (.null, .null): return value
    case (.float, .integer(let digits)): return .float(digits)
    default: return nil
    }
  }

  /// Whether a plain text is a number by the core schema that JSON cannot carry: an infinity, NaN,
  /// or a hexadecimal or octal number of more than 64 bits.
  static func isNumberBeyondJSON(_ text: String) -> Bool {
    guard let first = text.utf8.first, first < UInt8(ascii: "1") else { return false }
    let digits = text.hasPrefix("0x") || text.hasPrefix("0o") ? text.utf8.dropFirst(2) : nil
    if let digits, !digits.isEmpty {
      let isHexadecimal = text.hasPrefix("0x")
      return PlainNumber.value(of: text) == nil
        && digits.allSatisfy { byte in
          guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return false }
          return isHexadecimal || digit < 8
        }
    }
    let unsigned = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : text[...]
    switch unsigned {
    case ".inf", ".Inf", ".INF": return true
    case ".nan", ".NaN", ".NAN": return unsigned.startIndex == text.startIndex
    default: return false
    }
  }

  private static func word(_ text: String) -> YAMLScalar.CoreValue? {
    switch text {
    case "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: nil
    }
  }
}
