import ArgumentParser
import AssistantsEmulator

/// A length of time on the command line: `100ms`, `2s`, `1.5s`.
struct Latency: ExpressibleByArgument {
  static let none = Latency(duration: .zero)
  /// Short, and long enough for a client that asks at once to see that it is not done.
  static let indexing = Latency(duration: AssistantsAPI.Settings().indexingDelay)

  let duration: Duration

  private init(duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let duration = DurationText.duration(argument) else { return nil }
    self.duration = duration
  }

  var defaultValueDescription: String {
    duration == .zero ? "none" : "\(Int(duration / .milliseconds(1)))ms"
  }
}
