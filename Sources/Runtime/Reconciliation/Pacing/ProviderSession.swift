package import ResourceModel

/// A provider with the shared limiter and the retry rules in front of it: how everything else talks
/// to the outside.
package struct ProviderSession: Sendable {
  /// How long a write that is under way may still take once the task is cancelled.
  package static let grace = Duration.seconds(5)

  package let provider: any Provider
  private let limiter: RequestLimiter
  private let policy: RetryPolicy
  private let clock: any Clock<Duration>
  let attachPacer: AttachPacer
  private let random: @Sendable () -> Double
  private let onWait: @Sendable (ProviderError, Duration) -> Void

  /// `onWait` is told of every failure that is waited out, with the time until the next try.
  package init(
    provider: any Provider, limiter: RequestLimiter, policy: RetryPolicy = RetryPolicy(),
    clock: any Clock<Duration> = ContinuousClock(),
    random: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
    onWait: @escaping @Sendable (ProviderError, Duration) -> Void = { _, _ in }
  ) {
    self.provider = provider
    self.limiter = limiter
    self.policy = policy
    self.clock = clock
    self.attachPacer = AttachPacer(clock: clock)
    self.random = random
    self.onWait = onWait
  }

  package func list(
    _ kind: ResourceKind, after cursor: String?
  ) async throws(ProviderError) -> ResourcePage {
    try await perform(.repeatable) { () async throws(ProviderError) in
      try await provider.list(kind, after: cursor)
    }
  }

  package func get(
    _ kind: ResourceKind, id: String
  ) async throws(ProviderError) -> ObservedResource? {
    try await perform(.repeatable) { () async throws(ProviderError) in
      try await provider.get(kind, id: id)
    }
  }

  /// Creates once. What cannot have taken effect is repeated, each time with what `write` gives
  /// anew; what can have is thrown, with `mayHaveTakenEffect`.
  package func create(
    _ kind: ResourceKind,
    _ write: @escaping @Sendable () async throws(ProviderError) -> ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    try await perform(.create) { () async throws(ProviderError) in
      let write = try await write()
      return try await seenThrough { () async throws(ProviderError) in
        try await provider.create(kind, write)
      }
    }
  }

  /// Waits by the session's clock.
  package func pause(for duration: Duration) async throws { try await clock.sleep(for: duration) }

  package func update(
    _ kind: ResourceKind, id: String, _ write: ResourceWrite
  ) async throws(ProviderError) -> ObservedResource {
    try await perform(.repeatable) { () async throws(ProviderError) in
      try await seenThrough { () async throws(ProviderError) in
        try await provider.update(kind, id: id, write)
      }
    }
  }

  package func delete(_ kind: ResourceKind, id: String) async throws(ProviderError) {
    try await perform(.repeatable) { () async throws(ProviderError) in
      try await seenThrough { () async throws(ProviderError) in
        try await provider.delete(kind, id: id)
      }
    }
  }

  /// `beforeEach` is waited for ahead of each try, in no place of the limiter; it throws when the
  /// task is cancelled.
  func perform<Value: Sendable>(
    _ operation: RetryPolicy.Operation,
    beforeEach: @Sendable () async throws -> Void = {},
    _ request: @Sendable () async throws(ProviderError) -> Value
  ) async throws(ProviderError) -> Value {
    var attempt = 1
    while true {
      do {
        try await beforeEach()
      } catch {
        throw cancellation(of: operation, after: attempt - 1)
      }
      do throws(ProviderError) {
        return try await limiter.run { [attempt] () async throws(ProviderError) in
          // Whoever is cancelled while it waits for its turn sends nothing.
          if Task.isCancelled { throw cancellation(of: operation, after: attempt - 1) }
          return try await request()
        }
      } catch {
        let decision = policy.decision(
          after: error, attempt: attempt, operation: operation, random: random())
        guard case .retry(let delay) = decision else { throw error }
        onWait(error, delay)
        do {
          try await clock.sleep(for: delay)
        } catch {
          throw cancellation(of: operation, after: attempt)
        }
        attempt += 1
      }
    }
  }

  /// Cancelled between two tries. A create is only tried again when the tries before took no effect,
  /// so that it is still as if it had never been sent.
  private func cancellation(
    of operation: RetryPolicy.Operation, after tries: Int
  ) -> ProviderError {
    ProviderError(
      .cancelled, "cancelled before the request was sent",
      isUnsent: operation == .create || tries == 0)
  }

  /// A write that is under way when the task is cancelled is awaited, since a cut connection would
  /// leave its outcome unknown; but not for longer than `grace`.
  func seenThrough<Value: Sendable>(
    _ request: @escaping @Sendable () async throws(ProviderError) -> Value
  ) async throws(ProviderError) -> Value {
    let work = Task { () async -> Result<Value, ProviderError> in
      do throws(ProviderError) {
        return .success(try await request())
      } catch {
        return .failure(error)
      }
    }
    let result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      Task {
        try? await clock.sleep(for: Self.grace)
        work.cancel()
      }
    }
    return try result.get()
  }
}
