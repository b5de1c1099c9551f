import Synchronization

/// A clock that only tests move. It notes how long it was asked to sleep.
final class TestClock: Clock {
  struct Instant: InstantProtocol {
    var offset = Duration.zero
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct State {
    var now = Instant()
    var sleeps: [Duration] = []
    var sleepers: [(deadline: Instant, waiter: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())
  private let passesByItself: Bool
  private let beforeSleep: @Sendable () -> Void

  /// With `passesByItself` a sleep ends at once, and the time is as if it had been slept.
  init(passesByItself: Bool = true, beforeSleep: @escaping @Sendable () -> Void = {}) {
    self.passesByItself = passesByItself
    self.beforeSleep = beforeSleep
  }

  var now: Instant { state.withLock(\.now) }
  var minimumResolution: Duration { .nanoseconds(1) }
  var sleeps: [Duration] { state.withLock(\.sleeps) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    beforeSleep()
    try Task.checkCancellation()
    await withCheckedContinuation { waiter in
      let isOver = state.withLock { state in
        state.sleeps.append(state.now.duration(to: deadline))
        if passesByItself { state.now = max(state.now, deadline) }
        if deadline <= state.now { return true }
        state.sleepers.append((deadline, waiter))
        return false
      }
      if isOver { waiter.resume() }
    }
  }

  /// Returns once that many sleeps were begun, or the test's time is over.
  func asleep(_ count: Int) async {
    while sleeps.count < count, !Task.isCancelled { await Task.yield() }
  }

  func advance(by duration: Duration) {
    let woken = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.deadline <= state.now }
      state.sleepers.removeAll { $0.deadline <= state.now }
      return due.map(\.waiter)
    }
    for waiter in woken { waiter.resume() }
  }
}
