import OrderedCollections

/// What is wrong with a JSON text, and at which byte.
package struct JSONSyntaxError: Error, Sendable, Equatable {
  /// A clause that follows the place: `a value was expected`.
  package let reason: String
  /// The byte offset of the fault; the text's length when the text ended too early.
  package let offset: Int

  package init(reason: String, offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

/// A strict parser of RFC 8259: no comments, no trailing commas, no duplicate keys, no lone
/// surrogates, and at most 128 levels, so that no input can exhaust the stack.
package struct JSONParser {
  package static let deepestLevel = 128

  private let input: UnsafeBufferPointer<UInt8>
  private var position = 0

  package static func parse(_ text: String) throws(JSONSyntaxError) -> JSONValue {
    try parse(Array(text.utf8))
  }

  package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONValue {
    // The closure cannot throw typed errors through the standard library, so it returns a result.
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONSyntaxError> in
      var parser = JSONParser(input: buffer)
      do throws(JSONSyntaxError) {
        return .success(try parser.document())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(input: UnsafeBufferPointer<UInt8>) { self.input = input }

  private mutating func document() throws(JSONSyntaxError) -> JSONValue {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    if position < input.count { throw fault("nothing may follow the value") }
    return value
  }

  private func fault(_ reason: String) -> JSONSyntaxError {
    JSONSyntaxError(reason: reason, offset: min(position, input.count))
  }

  private var current: UInt8? { position < input.count ? input[position] : nil }

  private mutating func skipSpace() {
    while position < input.count {
      switch input[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth < Self.deepestLevel else {
      throw fault("values may be nested \(Self.deepestLevel) levels deep at most")
    }
    switch current {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case .some(let byte) where byte == UInt8(ascii: "-") || Self.isDigit(byte):
      return .number(try number())
    case nil: throw fault("the text ends where a value was expected")
    default: throw fault("a value was expected")
    }
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    for index in 0..<word.utf8CodeUnitCount {
      guard current == word.utf8Start[index] else { throw fault("a value was expected") }
      position += 1
    }
    return value
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONObject {
    position += 1
    var members = JSONObject()
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return members
    }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else {
        throw fault("a key in double quotes was expected")
      }
      let keyStart = position
      let key = try string()
      skipSpace()
      guard current == UInt8(ascii: ":") else { throw fault("a colon was expected after the key") }
      position += 1
      skipSpace()
      let value = try value(depth: depth + 1)
      if members.updateValue(value, forKey: key) != nil {
        position = keyStart
        throw fault("the key stands twice in this object")
      }
      skipSpace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"):
        position += 1
        return members
      default: throw fault("a comma or a closing brace was expected")
      }
    }
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
    position += 1
    var items: [JSONValue] = []
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return items
    }
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "]"):
        position += 1
        return items
      default: throw fault("a comma or a closing bracket was expected")
      }
    }
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONNumber {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits()
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    return JSONNumber(validated: String(decoding: input[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = current, Self.isDigit(byte) { position += 1 }
    if position == start { throw fault("a digit was expected") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    skipPlainBytes()
    // Most strings hold no escape: they are decoded straight from the input.
    if current == UInt8(ascii: "\"") {
      let text = try decoded(
        UnsafeBufferPointer(rebasing: input[start..<position]), startingAt: start)
      position += 1
      return text
    }
    var bytes = Array(input[start..<position])
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        let text = try decoded(bytes, startingAt: start)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        position += 1
        try escape(into: &bytes)
      case 0..<0x20: throw fault("control characters must be escaped in a string")
      default:
        let run = position
        skipPlainBytes()
        bytes.append(contentsOf: input[run..<position])
      }
    }
    throw fault("the text ends inside a string")
  }

  /// Goes to the next byte that ends a string or means something in it.
  private mutating func skipPlainBytes() {
    var index = position
    while index < input.count {
      let byte = input[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      index += 1
    }
    position = index
  }

  private func decoded(
    _ bytes: some Collection<UInt8>, startingAt start: Int
  ) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw JSONSyntaxError(reason: "the string is not valid UTF-8", offset: start)
    }
    return text
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = current else { throw fault("the text ends inside a string") }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      bytes += String(Character(try unicodeEscape())).utf8
      return
    default: throw fault("this escape does not exist in JSON")
    }
    position += 1
  }

  private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let start = position
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    // A high surrogate must be followed by a low one; alone it stands for no character.
    if (0xD800...0xDBFF).contains(first), current == UInt8(ascii: "\\") {
      position += 1
      if current == UInt8(ascii: "u") {
        position += 1
        let second = try hexadecimal()
        if (0xDC00...0xDFFF).contains(second),
          let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
          return scalar
        }
      }
    }
    throw JSONSyntaxError(reason: "a surrogate stands without its other half", offset: start)
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("four hexadecimal digits were expected")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }
}
