/// When a failed request is repeated, and after how long.
package struct RetryPolicy: Sendable {
  /// What is repeated: reading, deleting and updating may be done twice, creating may not.
  package enum Operation: Sendable {
    case repeatable
    case create
  }

  package enum Decision: Sendable, Equatable {
    case retry(after: Duration)
    case giveUp
  }

  /// Attempts in all, the first one included.
  package var attempts: Int
  /// Attempts where a person waits at the desk for a mistake in an address: nobody listens, or
  /// something answers that is not the API.
  package var attemptsToReach: Int
  package var firstDelay: Duration
  package var longestDelay: Duration
  /// A server that asks for more patience than this is reported instead.
  package var longestServerDelay: Duration

  package init(
    attempts: Int = 7, attemptsToReach: Int = 3, firstDelay: Duration = .milliseconds(500),
    longestDelay: Duration = .seconds(8), longestServerDelay: Duration = .seconds(120)
  ) {
    self.attempts = attempts
    self.attemptsToReach = attemptsToReach
    self.firstDelay = firstDelay
    self.longestDelay = longestDelay
    self.longestServerDelay = longestServerDelay
  }

  /// `attempt` counts from 1. `random` lies in 0..<1 and spreads the delays of parallel requests:
  /// a quarter of each delay is left to it.
  package func decision(
    after error: ProviderError, attempt: Int, operation: Operation, random: Double
  ) -> Decision {
    guard attempt < mostAttempts(after: error), mayRepeat(error, operation) else { return .giveUp }
    // No delay at all would only be a burst of the same request.
    if let asked = error.requestedDelay, asked > .zero {
      return asked <= longestServerDelay ? .retry(after: asked) : .giveUp
    }
    let doubled = firstDelay * (1 << min(attempt - 1, 16))
    return .retry(after: min(doubled, longestDelay) * (1 - 0.25 * random))
  }

  private func mostAttempts(after error: ProviderError) -> Int {
    switch error.cause {
    case .unreachable, .unreadableAnswer: min(attempts, attemptsToReach)
    default: attempts
    }
  }

  private func mayRepeat(_ error: ProviderError, _ operation: Operation) -> Bool {
    if operation == .create, error.mayHaveTakenEffect { return false }
    switch error.cause {
    case .rateLimited, .serverFault, .unreachable, .noAnswer, .unreadableAnswer:
      return error.serverAdvisesRetry ?? true
    case .rejected, .unsendable, .unauthorized, .forbidden, .notFound, .notServed, .quotaExceeded,
      .insecure, .endlessList, .fileChanged, .unreadableFile, .cancelled:
      return false
    }
  }
}

extension ProviderError {
  /// How long the server asked to wait.
  var requestedDelay: Duration? {
    switch cause {
    case .rateLimited(let delay), .serverFault(let delay): delay
    default: nil
    }
  }
}
