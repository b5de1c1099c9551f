#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the emulator takes from outside: the time, identifiers, and waiting.
package struct Surroundings: Sendable {
  /// Seconds since 1970.
  package let now: @Sendable () -> Int
  /// The same in milliseconds, for what takes less than a second.
  package let milliseconds: @Sendable () -> Int
  package let identifiers: IdentifierSource
  /// Waits as long without holding a thread; returns early when the task is cancelled.
  package let pause: @Sendable (Duration) async -> Void

  package init(
    now: @escaping @Sendable () -> Int, milliseconds: (@Sendable () -> Int)? = nil,
    identifiers: IdentifierSource, pause: @escaping @Sendable (Duration) async -> Void
  ) {
    self.now = now
    self.milliseconds = milliseconds ?? { now() * 1000 }
    self.identifiers = identifiers
    self.pause = pause
  }

  /// The real clock and random identifiers.
  package static var live: Surroundings {
    Surroundings(
      now: { Int(Date().timeIntervalSince1970) },
      milliseconds: { Int(Date().timeIntervalSince1970 * 1000) }, identifiers: .random,
      pause: { try? await Task.sleep(for: $0) })
  }
}
