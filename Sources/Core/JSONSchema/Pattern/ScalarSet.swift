/// A set of code points: ranges and Unicode properties, or all but those.
struct ScalarSet: Sendable, Hashable {
  var ranges: [ClosedRange<UInt32>] = []
  var properties: [ScalarProperty] = []
  /// Sets that are all but something themselves, such as `\W` inside brackets.
  var others: [ScalarSet] = []
  var isNegated = false

  func contains(_ value: UInt32) -> Bool {
    for range in ranges where range.contains(value) { return !isNegated }
    for other in others where other.contains(value) { return !isNegated }
    if !properties.isEmpty, let scalar = Unicode.Scalar(value) {
      for property in properties where property.holds(for: scalar) { return !isNegated }
    }
    return isNegated
  }

  var negated: ScalarSet {
    var set = self
    set.isNegated.toggle()
    return set
  }

  mutating func insert(_ value: UInt32) { ranges.append(value...value) }
  mutating func insert(_ set: ScalarSet) {
    if set.isNegated {
      others.append(set)
    } else {
      ranges += set.ranges
      properties += set.properties
      others += set.others
    }
  }

  init(ranges: [ClosedRange<UInt32>] = [], properties: [ScalarProperty] = []) {
    self.ranges = ranges
    self.properties = properties
  }

  init(_ value: UInt32) { self.ranges = [value...value] }
}

// MARK: - The sets that ECMA-262 names

extension ScalarSet {
  /// `\d`
  static let digits = ScalarSet(ranges: [0x30...0x39])
  /// `\w`
  static let wordCharacters = ScalarSet(
    ranges: [0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x5F...0x5F])
  /// What `.` does not match.
  static let lineEnds = ScalarSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  /// `\s`: white space and line ends, and all of Unicode's category Zs.
  static let spaces = ScalarSet(
    ranges: [
      0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
      0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ])
}
