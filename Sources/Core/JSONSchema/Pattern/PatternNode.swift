/// A regular expression as a tree. Groups leave no trace: only whether a text matches is asked.
indirect enum PatternNode: Sendable {
  case scalars(ScalarSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  /// At least and at most so many times; without end when `most` is nil.
  case repetition(PatternNode, least: Int, most: Int?)
  case start, end
  case wordBoundary(isNegated: Bool)
  case look(PatternNode, isBehind: Bool, isNegated: Bool)
}

/// Why a regular expression cannot be used.
package struct PatternFault: Error, Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// ECMA-262 does not allow it.
    case malformed
    /// ECMA-262 allows it, and it is not known here: references to groups, scripts, modifiers, and
    /// patterns that would grow too large.
    case unsupported
  }

  package let kind: Kind
  /// A clause: `a group is not closed`.
  package let reason: String

  static func malformed(_ reason: String) -> PatternFault {
    PatternFault(kind: .malformed, reason: reason)
  }

  static func unsupported(_ reason: String) -> PatternFault {
    PatternFault(kind: .unsupported, reason: reason)
  }
}
