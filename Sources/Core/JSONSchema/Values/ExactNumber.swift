import ResourceModel

/// A number by its mathematical value: digits times a power of ten, so that nothing is rounded and
/// `1e400` costs no more than `1`.
struct ExactNumber: Sendable, Hashable {
  private let isNegative: Bool
  /// Without zeros at either end; empty for zero.
  private let digits: [UInt8]
  /// The power of ten of the last digit.
  private let exponent: Int

  /// Nil for an exponent of more than fifteen digits, which no sum here could hold.
  init?(_ number: JSONNumber) {
    var digits: [UInt8] = []
    var exponent = 0
    var written = 0
    var exponentSign = 1
    var part = Part.whole
    for byte in number.text.utf8 {
      switch (byte, part) {
      case (UInt8(ascii: "."), _): part = .fraction
      case (UInt8(ascii: "e"), _), (UInt8(ascii: "E"), _): part = .exponent
      case (UInt8(ascii: "-"), .exponent): exponentSign = -1
      case (UInt8(ascii: "0")...UInt8(ascii: "9"), .exponent):
        written = written * 10 + Int(byte - UInt8(ascii: "0"))
        guard written < 1_000_000_000_000_000 else { return nil }
      case (UInt8(ascii: "0")...UInt8(ascii: "9"), _):
        if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte - UInt8(ascii: "0")) }
        if part == .fraction { exponent -= 1 }
      default: break
      }
    }
    exponent += exponentSign * written
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.isNegative = number.text.utf8.first == UInt8(ascii: "-") && !digits.isEmpty
    self.digits = digits
    self.exponent = digits.isEmpty ? 0 : exponent
  }

  private enum Part { case whole, fraction, exponent }

  var isZero: Bool { digits.isEmpty }
  var isPositive: Bool { !isNegative && !isZero }
  var isInteger: Bool { exponent >= 0 }

  /// One text for each value, and another for every other value.
  var canonicalText: String {
    (isNegative ? "-" : "") + digits.map(String.init).joined() + "e\(exponent)"
  }
}

extension ExactNumber: Comparable {
  static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.sign != right.sign { return left.sign < right.sign }
    let isSmaller = left.isCloserToZero(than: right)
    return left.isNegative ? right.isCloserToZero(than: left) : isSmaller
  }

  private var sign: Int { isZero ? 0 : isNegative ? -1 : 1 }

  private func isCloserToZero(than other: ExactNumber) -> Bool {
    let (height, otherHeight) = (digits.count + exponent, other.digits.count + other.exponent)
    if height != otherHeight { return height < otherHeight }
    return digits.lexicographicallyPrecedes(other.digits)
  }
}

extension ExactNumber {
  /// Whether a whole number times the divisor gives this number. Nil for a divisor of more than 19
  /// digits.
  func isMultiple(of divisor: ExactNumber) -> Bool? {
    if isZero { return true }
    if divisor.isZero { return nil }
    // This number's digits do not end in 0: no power of ten can be divided out of them.
    if exponent < divisor.exponent {
      return false
    }
    guard divisor.digits.count <= 19 else { return nil }
    let modulus = divisor.digits.reduce(UInt128(0)) { $0 * 10 + UInt128($1) }
    let remainder = digits.reduce(UInt128(0)) { ($0 * 10 + UInt128($1)) % modulus }
    var power = UInt128(10) % modulus
    var scale = UInt128(1) % modulus
    var count = exponent - divisor.exponent
    while count > 0 {
      if count & 1 == 1 { scale = scale * power % modulus }
      power = power * power % modulus
      count >>= 1
    }
    return remainder * scale % modulus == 0
  }
}
