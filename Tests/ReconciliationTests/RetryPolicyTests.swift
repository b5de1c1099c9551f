import Reconciliation
import Testing

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy()

  private func decision(
    _ error: ProviderError, attempt: Int = 1, _ operation: RetryPolicy.Operation = .repeatable,
    random: Double = 0
  ) -> RetryPolicy.Decision {
    policy.decision(after: error, attempt: attempt, operation: operation, random: random)
  }

  /// What is repeated, by cause: reading, deleting, updating; creating.
  @Test(arguments: [
    (ProviderError.Cause.rejected(parameter: "model"), false, false),
    (.unauthorized, false, false), (.forbidden, false, false), (.notFound, false, false),
    (.notServed, false, false), (.quotaExceeded, false, false), (.insecure, false, false),
    (.endlessList, false, false), (.cancelled, false, false), (.fileChanged, false, false),
    (.unreadableFile, false, false),
    (.unreachable, true, true),
    (.rateLimited(retryAfter: nil), true, true),
    (.serverFault(retryAfter: nil), true, false), (.noAnswer, true, false),
    (.unreadableAnswer, true, false),
  ])
  func whatIsRepeated(_ row: (cause: ProviderError.Cause, repeatable: Bool, create: Bool)) {
    let error = ProviderError(row.cause, "m", isAPIAnswer: true)
    #expect((decision(error) != .giveUp) == row.repeatable)
    #expect((decision(error, .create) != .giveUp) == row.create)
    // The last of seven attempts; of three where an address is likely to be wrong.
    let isPatient = row.cause != .unreachable && row.cause != .unreadableAnswer
    #expect((decision(error, attempt: 6) != .giveUp) == (row.repeatable && isPatient))
    #expect((decision(error, attempt: 2) != .giveUp) == row.repeatable)
    #expect(isPatient || decision(error, attempt: 3) == .giveUp)
    #expect(decision(error, attempt: 7) == .giveUp)
    #expect(decision(error, attempt: 7, .create) == .giveUp)
  }

  /// A bare 429 may come from a proxy that lost the API's answer.
  @Test func aRefusalWithoutTheAPIsWordsIsUnknownToACreate() {
    let error = ProviderError(.rateLimited(retryAfter: nil), "m", status: 429)
    #expect(error.mayHaveTakenEffect)
    #expect(decision(error, .create) == .giveUp)
    #expect(decision(error) == .retry(after: .milliseconds(500)))
  }

  @Test func delaysDoubleUpToTheLongest() {
    let delays = (1...6).map { decision(ProviderError(.noAnswer, "m"), attempt: $0) }
    let expected: [Duration] = [
      .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), .seconds(8), .seconds(8),
    ]
    #expect(delays == expected.map { .retry(after: $0) })
  }

  @Test(arguments: [0, 0.25, 0.5, 0.999_999])
  func aQuarterOfEachDelayIsChance(_ random: Double) throws {
    for attempt in 1...6 {
      let full = decision(ProviderError(.noAnswer, "m"), attempt: attempt)
      let spread = decision(ProviderError(.noAnswer, "m"), attempt: attempt, random: random)
      guard case .retry(let longest) = full, case .retry(let delay) = spread else {
        Issue.record("given up")
        return
      }
      #expect(delay <= longest && delay >= longest * 0.75)
      #expect(random == 0 ? delay == longest : delay < longest)
    }
  }

  @Test func manyAttemptsDoNotOverflow() {
    let policy = RetryPolicy(attempts: .max)
    let decision = policy.decision(
      after: ProviderError(.noAnswer, "m"), attempt: 5_000, operation: .repeatable, random: 0)
    #expect(decision == .retry(after: .seconds(8)))
  }

  @Test func theServersDelayIsHonouredWithinReason() {
    for make in [ProviderError.Cause.rateLimited, ProviderError.Cause.serverFault] {
      let asked: (Duration) -> RetryPolicy.Decision = {
        decision(ProviderError(make($0), "m", isAPIAnswer: true), random: 0.9)
      }
      #expect(asked(.seconds(3)) == .retry(after: .seconds(3)))
      #expect(asked(.seconds(120)) == .retry(after: .seconds(120)))
      #expect(asked(.seconds(121)) == .giveUp)
    }
  }

  /// `Retry-After: 0` would otherwise be seven requests in a burst.
  @Test func noDelayAtAllIsNoAdvice() {
    let error = ProviderError(.rateLimited(retryAfter: .zero), "m", isAPIAnswer: true)
    #expect(decision(error, attempt: 3) == .retry(after: .seconds(2)))
  }

  @Test func theServersNoIsObeyedAndItsYesChangesNothing() {
    var error = ProviderError(.serverFault(retryAfter: nil), "m", serverAdvisesRetry: false)
    #expect(decision(error) == .giveUp)
    error.serverAdvisesRetry = true
    #expect(decision(error) != .giveUp)
    #expect(decision(error, .create) == .giveUp)
    let wrong = ProviderError(.rejected(parameter: nil), "m", serverAdvisesRetry: true)
    #expect(decision(wrong) == .giveUp)
  }

  @Test func whatMayHaveTakenEffect() {
    #expect(ProviderError(.cancelled, "m").mayHaveTakenEffect)
    #expect(!ProviderError(.cancelled, "m", isUnsent: true).mayHaveTakenEffect)
    #expect(!ProviderError(.unreachable, "m").mayHaveTakenEffect)
    #expect(!ProviderError(.rejected(parameter: nil), "m").mayHaveTakenEffect)
  }
}
