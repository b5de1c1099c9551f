/// A length of time as it is written: `100ms`, `2s`, `1.5s`.
package enum DurationText {
  /// In seconds; an hour is longer than any client waits.
  private static let longest = 3600.0

  /// Nil when it is no length of time, or longer than an hour.
  package static func duration(_ text: String) -> Duration? {
    let units = [("ms", 0.001), ("s", 1)]
    guard let (unit, seconds) = units.first(where: { text.hasSuffix($0.0) }),
      let number = Double(text.dropLast(unit.count)),
      (0...longest).contains(number * seconds)
    else { return nil }
    return .seconds(number * seconds)
  }
}
