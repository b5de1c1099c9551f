import ArgumentParser
import AssistantsEmulator

/// A length of time on the command line: `100ms`, `2s`, `1.5s`.
struct Latency: ExpressibleByArgument {
  static let none = Latency(duration: .zero)

  let duration: Duration

  private init(duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let duration = DurationText.duration(argument) else { return nil }
    self.duration = duration
  }

  var defaultValueDescription: String { "none" }
}
