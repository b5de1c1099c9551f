/// A regular expression of ECMA-262, as `pattern` and `patternProperties` hold it: not anchored,
/// over code points, with cases told apart.
///
/// The standard library's `Regex` is not used: it reads another dialect, works on grapheme clusters,
/// and can take exponential time on a pattern that somebody pasted.
package struct Pattern: Sendable {
  private let program: PatternProgram

  /// Throws `malformed` for what ECMA-262 forbids, `unsupported` for what is not known here.
  package init(_ text: String) throws(PatternFault) {
    program = try PatternProgram(PatternParser.parse(text))
  }

  /// Whether a part of the text matches; nil when finding out takes too long.
  package func matches(_ text: String) -> Bool? {
    var stepsLeft = PatternMatcher.most
    return matches(text, stepsLeft: &stepsLeft)
  }

  /// The same with a number of steps that several texts share; what it took is subtracted.
  func matches(_ text: String, stepsLeft: inout Int) -> Bool? {
    var matcher = PatternMatcher(program, text: text, stepsLeft: stepsLeft)
    defer { stepsLeft = matcher.stepsLeft }
    return matcher.matches()
  }
}
