/// Keeps the requests that attach files to a store below what providers allow: 300 a minute for each
/// store.
actor AttachPacer {
  private var paces: [String: AttachPace] = [:]
  private let clock: any Clock<Duration>
  private let elapsed: @Sendable () -> Duration

  init(clock: any Clock<Duration>) {
    self.clock = clock
    elapsed = Self.stopwatch(clock)
  }

  /// Returns when the next request for the store may leave. Throws when the task is cancelled; the
  /// place in line is not given back.
  func turn(for store: String) async throws {
    let delay = paces[store, default: AttachPace()].delay(at: elapsed())
    if delay > .zero { try await clock.sleep(for: delay) }
  }

  private static func stopwatch<C: Clock<Duration>>(_ clock: C) -> @Sendable () -> Duration {
    let start = clock.now
    return { start.duration(to: clock.now) }
  }
}

/// When the requests of one store may leave, so that no span of a minute has more than 300 of them.
/// Points in time are counted from any start.
struct AttachPace: Equatable {
  static let most = 300
  static let span = Duration.seconds(60)

  /// When the last ones leave, the oldest first; no more than `most`.
  private var departures: [Duration] = []

  /// How long the next request has to wait at a time that never goes back. It counts as sent then.
  mutating func delay(at now: Duration) -> Duration {
    departures.removeAll { $0 + Self.span <= now }
    let departure = departures.count < Self.most ? now : departures[0] + Self.span
    if departures.count == Self.most { departures.removeFirst() }
    departures.append(departure)
    return departure - now
  }
}
