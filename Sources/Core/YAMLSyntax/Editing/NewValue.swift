import Diagnostics

/// What an edit writes. How it is quoted depends on what it is written into.
package enum NewValue: Sendable, Hashable {
  /// A text, in quotes where it would be anything else without them.
  case text(String)
  /// A number, a boolean or null, as it stands.
  case literal(String)
  case list([NewValue])
  case map([Member])

  package struct Member: Sendable, Hashable {
    package let key: String
    package let value: NewValue

    package init(_ key: String, _ value: NewValue) {
      self.key = key
      self.value = value
    }
  }

  package static func list(_ texts: [String]) -> NewValue { .list(texts.map(NewValue.text)) }

  /// On one line; as JSON every text has quotes.
  package func written(asJSON: Bool) -> String {
    switch self {
    case .text(let text):
      return asJSON || !Self.isPlain(text) ? Self.quoted(text) : text
    case .literal(let text): return text
    case .list(let items):
      return "[" + items.map { $0.written(asJSON: asJSON) }.joined(separator: ", ") + "]"
    case .map(let members):
      let inside = members.map { $0.written(asJSON: asJSON) }.joined(separator: ", ")
      return asJSON || inside.isEmpty ? "{\(inside)}" : "{ \(inside) }"
    }
  }

  /// Whether a text means itself without quotes, in block and in flow style.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "_"),
      case .string = CoreSchema.value(of: text)
    else { return false }
    return text.utf8.allSatisfy { byte in
      isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || [UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Whether a character cannot stand in a file as itself: controls, what YAML takes for a line break,
  /// what is no character; and what would hide text or show it otherwise than it is. Beyond U+FFFF,
  /// YAML and JSON share no escape.
  static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0xFFFF && (TerminalSafety.isHostile(scalar) || scalar.value >= 0xFFFE)
  }

  /// In double quotes, with the escapes that YAML and JSON share.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where isEscaped(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension NewValue.Member {
  func written(asJSON: Bool) -> String {
    NewValue.text(key).written(asJSON: asJSON) + ": " + value.written(asJSON: asJSON)
  }
}
