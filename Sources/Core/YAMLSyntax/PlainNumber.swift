/// Numbers of the core schema, rewritten in JSON's number grammar.
struct PlainNumber {
  private let bytes: [UInt8]
  private var position = 0

  /// The number that a text is: `+1` as 1, `.5` as 0.5, `1.` as 1.0, `0x1F` and `0o17` in decimal;
  /// nil for what is no number.
  static func value(of text: String) -> YAMLScalar.CoreValue? {
    if text.hasPrefix("0x") { return integer(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return integer(text.dropFirst(2), radix: 8) }
    var number = PlainNumber(bytes: Array(text.utf8))
    return number.decimal()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private static func integer(_ digits: Substring, radix: Int) -> YAMLScalar.CoreValue? {
    // The initializer would take a sign, which the grammar does not have here.
    guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-")
    else { return nil }
    return UInt64(digits, radix: radix).map { .integer(String($0)) }
  }

  private mutating func decimal() -> YAMLScalar.CoreValue? {
    let isNegative = take { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      .contains(UInt8(ascii: "-"))
    guard position <= 1 else { return nil }
    let whole = take(Self.isDigit)
    let hasPoint = position < bytes.count && bytes[position] == UInt8(ascii: ".")
    if hasPoint { position += 1 }
    let fraction = hasPoint ? take(Self.isDigit) : []
    guard !whole.isEmpty || !fraction.isEmpty, let exponent = exponent(), position == bytes.count
    else { return nil }

    let significant = whole.drop { $0 == UInt8(ascii: "0") }
    var text = significant.isEmpty ? "0" : String(decoding: significant, as: UTF8.self)
    if !hasPoint, exponent.isEmpty {
      return .integer(isNegative && text != "0" ? "-" + text : text)
    }
    if isNegative { text = "-" + text }
    if hasPoint {
      text += "." + (fraction.isEmpty ? "0" : String(decoding: fraction, as: UTF8.self))
    }
    return .float(text + exponent)
  }

  /// The exponent with its `e`, empty without one; nil where no digit follows.
  private mutating func exponent() -> String? {
    guard position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") else { return "" }
    let start = position
    position += 1
    if position < bytes.count,
      bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
    {
      position += 1
    }
    guard !take(Self.isDigit).isEmpty else { return nil }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func take(_ matches: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, matches(bytes[position]) { position += 1 }
    return bytes[start..<position]
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}
