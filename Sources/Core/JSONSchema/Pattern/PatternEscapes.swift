/// What follows a backslash, and what stands in brackets.
extension PatternParser {
  /// An escape outside of brackets; the backslash is passed over.
  mutating func escape() throws(PatternFault) -> (PatternNode, isRepeatable: Bool) {
    switch current {
    case "b", "B":
      defer { position += 1 }
      return (.wordBoundary(isNegated: current == "B"), false)
    case .some(let scalar) where ("1"..."9").contains(scalar):
      throw .unsupported("a group is referred to")
    case "k": throw .unsupported("a group is referred to")
    default: return (.scalars(try escapedSet()), true)
    }
  }

  /// An escape that stands for a set of code points, inside brackets or outside.
  private mutating func escapedSet() throws(PatternFault) -> ScalarSet {
    guard let scalar = current else { throw .malformed("the text ends with a backslash") }
    position += 1
    switch scalar {
    case "d": return .digits
    case "D": return ScalarSet.digits.negated
    case "w": return .wordCharacters
    case "W": return ScalarSet.wordCharacters.negated
    case "s": return .spaces
    case "S": return ScalarSet.spaces.negated
    case "p": return try property()
    case "P": return try property().negated
    default: return ScalarSet(try escapedScalar(scalar))
    }
  }

  private mutating func property() throws(PatternFault) -> ScalarSet {
    guard take("{") else { throw .malformed("a property has no braces") }
    var name = ""
    while let scalar = current, scalar != "}" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take("}") else { throw .malformed("the braces of a property are not closed") }
    guard let property = ScalarProperty(named: name) else {
      throw .unsupported("a Unicode property is not known")
    }
    return ScalarSet(properties: [property])
  }

  private mutating func escapedScalar(_ scalar: Unicode.Scalar) throws(PatternFault) -> UInt32 {
    switch scalar {
    case "t": return 0x09
    case "n": return 0x0A
    case "v": return 0x0B
    case "f": return 0x0C
    case "r": return 0x0D
    case "0":
      if let next = current, ("0"..."9").contains(next) {
        throw .malformed("an octal escape is used")
      }
      return 0
    case "c":
      guard let letter = current, letter.isASCII, letter.properties.isAlphabetic else {
        throw .malformed("a control escape has no letter")
      }
      position += 1
      return letter.value % 32
    case "x":
      guard let value = hexadecimal(2) else {
        throw .malformed("an escape lacks hexadecimal digits")
      }
      return value
    case "u": return try unicodeEscape()
    default:
      // A sign that means itself. Letters and digits are kept for escapes of other dialects.
      if scalar.isASCII, scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        throw .malformed("an escape does not exist in ECMA-262")
      }
      return scalar.value
    }
  }

  private mutating func unicodeEscape() throws(PatternFault) -> UInt32 {
    if take("{") {
      var value: UInt32 = 0
      var count = 0
      while let digit = current?.hexadecimalValue {
        value = min(value << 4 | digit, 0x110000)
        position += 1
        count += 1
      }
      guard count > 0, take("}"), value <= 0x10FFFF else {
        throw .malformed("an escape is no code point")
      }
      return value
    }
    guard let first = hexadecimal(4) else {
      throw .malformed("an escape lacks hexadecimal digits")
    }
    let afterFirst = position
    if (0xD800...0xDBFF).contains(first), take(word: "\\u"), let second = hexadecimal(4),
      (0xDC00...0xDFFF).contains(second)
    {
      return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    position = afterFirst
    return first
  }

  private mutating func hexadecimal(_ count: Int) -> UInt32? {
    var value: UInt32 = 0
    for offset in 0..<count {
      guard position + offset < input.count,
        let digit = input[position + offset].hexadecimalValue
      else { return nil }
      value = value << 4 | digit
    }
    position += count
    return value
  }
}

extension PatternParser {
  /// What stands in brackets; the opening one is passed over.
  mutating func bracket() throws(PatternFault) -> ScalarSet {
    var set = ScalarSet()
    let isNegated = take("^")
    while !take("]") {
      let low = try member()
      guard current == "-", position + 1 < input.count, input[position + 1] != "]" else {
        set.insert(low)
        continue
      }
      position += 1
      let high = try member()
      if let first = low.single, let last = high.single {
        guard first <= last else { throw .malformed("the ends of a range are swapped") }
        set.ranges.append(first...last)
      } else {
        // A hyphen beside `\w` is a hyphen.
        set.insert(low)
        set.insert(UInt32(0x2D))
        set.insert(high)
      }
    }
    return isNegated ? set.negated : set
  }

  private mutating func member() throws(PatternFault) -> ScalarSet {
    guard let scalar = current else { throw .malformed("a bracket is not closed") }
    position += 1
    guard scalar == "\\" else { return ScalarSet(scalar.value) }
    if take("b") { return ScalarSet(0x08) }
    return try escapedSet()
  }
}

extension ScalarSet {
  /// The code point of a set that is made of one, written as itself.
  fileprivate var single: UInt32? {
    guard !isNegated, properties.isEmpty, others.isEmpty, ranges.count == 1,
      ranges[0].count == 1
    else { return nil }
    return ranges[0].lowerBound
  }
}

extension Unicode.Scalar {
  fileprivate var hexadecimalValue: UInt32? {
    switch self {
    case "0"..."9": value - 0x30
    case "a"..."f": value - 0x57
    case "A"..."F": value - 0x37
    default: nil
    }
  }
}
