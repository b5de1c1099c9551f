#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the emulator takes from outside: the time, identifiers, and waiting.
package struct Surroundings: Sendable {
  /// Seconds since 1970.
  package let now: @Sendable () -> Int
  package let identifiers: IdentifierSource
  /// Waits as long without holding a thread; returns early when the task is cancelled.
  package let pause: @Sendable (Duration) async -> Void

  package init(
    now: @escaping @Sendable () -> Int, identifiers: IdentifierSource,
    pause: @escaping @Sendable (Duration) async -> Void
  ) {
    self.now = now
    self.identifiers = identifiers
    self.pause = pause
  }

  /// The real clock and random identifiers.
  package static var live: Surroundings {
    Surroundings(
      now: { Int(Date().timeIntervalSince1970) }, identifiers: .random,
      pause: { try? await Task.sleep(for: $0) })
  }
}
