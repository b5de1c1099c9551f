import ArgumentParser

/// A length of time on the command line: `100ms`, `2s`, `1.5s`.
struct Latency: ExpressibleByArgument {
  /// An hour is longer than any client waits.
  private static let longest = 3600.0

  static let none = Latency(duration: .zero)

  let duration: Duration

  private init(duration: Duration) { self.duration = duration }

  init?(argument: String) {
    let units = [("ms", 0.001), ("s", 1)]
    guard let (unit, seconds) = units.first(where: { argument.hasSuffix($0.0) }),
      let number = Double(argument.dropLast(unit.count)),
      (0...Self.longest).contains(number * seconds)
    else { return nil }
    duration = .seconds(number * seconds)
  }

  var defaultValueDescription: String { "none" }
}
