/// One limiter for all requests of a run: as many at a time as the server answers gladly, up to a
/// cap. The number grows while answers come and halves when the server says that it is too much.
package actor RequestLimiter {
  private var window: AdaptiveWindow
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// `parallelism` is the cap.
  package init(parallelism: Int) {
    self.window = AdaptiveWindow(cap: parallelism)
  }

  /// How many requests stand in line.
  var waitingCount: Int { waiting.count }

  /// Runs one request when there is room for it, and learns from how it ends.
  package func run<Value: Sendable>(
    _ request: @Sendable () async throws(ProviderError) -> Value
  ) async throws(ProviderError) -> Value {
    await enter()
    do throws(ProviderError) {
      let value = try await request()
      leave { $0.answered() }
      return value
    } catch {
      if case .rateLimited = error.cause {
        let others = running - 1
        leave { $0.refused(others: others) }
      } else {
        leave { $0.failed() }
      }
      throw error
    }
  }

  private func enter() async {
    if running < window.size {
      running += 1
    } else {
      // The place is handed over by `leave`, so that nobody can slip in between.
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave(_ learn: (inout AdaptiveWindow) -> Void) {
    learn(&window)
    running -= 1
    while running < window.size, !waiting.isEmpty {
      running += 1
      waiting.removeFirst().resume()
    }
  }
}

/// How many requests may be under way: doubles with every round of answers up to the first refusal,
/// then grows by one a round; halves at a refusal.
struct AdaptiveWindow: Equatable {
  private static let start = 4

  private let cap: Int
  private(set) var size: Int
  private var answeredInRound = 0
  private var wasRefused = false
  /// Refusals of requests that were sent before the last halving say nothing new.
  private var ignoredRefusals = 0

  init(cap: Int) {
    self.cap = max(1, cap)
    self.size = min(Self.start, max(1, cap))
  }

  mutating func answered() {
    answeredInRound += 1
    ignoredRefusals = max(0, ignoredRefusals - 1)
    guard answeredInRound >= (wasRefused ? size : 1) else { return }
    answeredInRound = 0
    size = min(cap, size + 1)
  }

  /// Other failures say nothing about the number.
  mutating func failed() {
    ignoredRefusals = max(0, ignoredRefusals - 1)
  }

  /// `others` are the requests that are still under way.
  mutating func refused(others: Int) {
    if ignoredRefusals > 0 {
      ignoredRefusals -= 1
      return
    }
    ignoredRefusals = others
    wasRefused = true
    answeredInRound = 0
    size = max(1, size / 2)
  }
}
