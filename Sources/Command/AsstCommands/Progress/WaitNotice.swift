import Reconciliation
import Synchronization

/// Tells a person that a failure is being waited out, so that silence is never taken for a hang: only
/// longer waits, and one for all requests that wait side by side.
final class WaitNotice: Sendable {
  private static let shortest = Duration.seconds(1)
  private static let pause = Duration.seconds(5)

  private let console: Console
  private let lastTold = Mutex<ContinuousClock.Instant?>(nil)

  init(_ console: Console) { self.console = console }

  func tell(_ error: ProviderError, waiting delay: Duration) {
    guard delay >= Self.shortest else { return }
    let now = ContinuousClock.now
    let isDue = lastTold.withLock { last in
      if let earlier = last, now - earlier < Self.pause { return false }
      last = now
      return true
    }
    if isDue {
      console.note("  \(error.message); trying again in \(ApplyProgress.seconds(delay))")
    }
  }
}
