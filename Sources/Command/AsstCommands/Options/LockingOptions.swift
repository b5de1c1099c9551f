import ArgumentParser

/// How long a command that writes waits for another one.
struct LockingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long to wait while another process writes to the target, such as 30s or 5m.",
      discussion: "0 when left out: the command fails at once and names the other process.",
      valueName: "duration"),
    transform: DurationArgument.read)
  var lockTimeout = Duration.zero
}

/// `30s`, `5m`, `1h`, `500ms`, `0`
enum DurationArgument {
  private static let units: [(name: String, milliseconds: Int)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000),
  ]
  /// A day: longer is a mistake.
  private static let longest = 86_400_000

  static func read(_ text: String) throws -> Duration {
    if text == "0" { return .zero }
    for unit in units where text.hasSuffix(unit.name) {
      let digits = text.dropLast(unit.name.count)
      guard digits.allSatisfy(\.isNumber), let count = Int(digits),
        count <= longest / unit.milliseconds
      else { continue }
      return .milliseconds(count * unit.milliseconds)
    }
    throw ValidationError("A duration is a number with ms, s, m or h, such as 30s, up to 24h.")
  }
}
