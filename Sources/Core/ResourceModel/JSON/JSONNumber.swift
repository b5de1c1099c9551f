/// A number as it was written: `1.0`, `1e3` and `12345678901234567890` all survive unchanged.
///
/// Two numbers are equal when their values are, so that `1` and `1.0` are one value.
package struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
  /// The number in JSON's grammar (RFC 8259, section 6).
  package let text: String

  /// Takes a text that is known to follow JSON's grammar; a parser made sure of it.
  package init(validated text: String) { self.text = text }

  package init(_ value: Int) { self.text = String(value) }

  /// The shortest text that reads back as the same double; nil for infinities and NaN, which JSON
  /// does not have.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self.text = "\(value)"
  }

  package var description: String { text }

  package var double: Double? { Double(text) }

  /// The value as an integer, where it is one that fits: `8`, `8.0` and `8e0` are 8.
  package var integer: Int? {
    if let value = Int(text) { return value }
    guard let value = Double(text), value.rounded() == value, abs(value) < 9_007_199_254_740_992
    else { return nil }
    return Int(value)
  }

  /// One text for each value: integers without a fraction, else the shortest decimal. Integers past
  /// 2^53 keep their digits, and below 10^21 a fraction or an exponent does not matter, since servers
  /// of different languages write the same double as `1e20` or with all its digits.
  package var canonicalText: String {
    if let value = integer { return String(value) }
    if !text.contains(where: { $0 == "." || $0 == "e" || $0 == "E" }) { return text }
    guard let value = double, value.isFinite else { return text }
    if value.rounded() == value, abs(value) < 1e21 { return String(Int128(value)) }
    return "\(value)"
  }

  package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
    left.canonicalText == right.canonicalText
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(canonicalText) }
}
