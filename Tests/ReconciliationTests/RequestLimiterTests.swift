@testable import Reconciliation
import Testing

@Suite(.timeLimit(.minutes(10))) struct RequestLimiterTests {
  private static let refusal = ProviderError(
    .rateLimited(retryAfter: nil), "slow down", isAPIAnswer: true)

  @Test func neverMoreAtATimeThanTheWindow() async {
    let limiter = RequestLimiter(parallelism: 10)
    let gate = Gate()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try? await limiter.run { () async throws(ProviderError) in await gate.pass() }
        }
      }
      // The first four are in; each that leaves makes room for itself and for one more.
      await gate.arrived(4)
      #expect(gate.arrivals == 4)
      gate.letOne()
      await gate.arrived(6)
      #expect(gate.arrivals == 6)
      gate.letOne()
      await gate.arrived(8)
      #expect(gate.arrivals == 8)
      gate.open()
    }
    #expect(gate.arrivals == 50)
  }

  @Test func theCapHolds() async {
    let limiter = RequestLimiter(parallelism: 3)
    let crowd = Crowd()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try? await limiter.run { () async throws(ProviderError) in
            crowd.enter()
            await Task.yield()
            crowd.leave()
          }
        }
      }
    }
    #expect(crowd.most == 3)
  }

  @Test func whoComesFirstGoesFirst() async {
    let limiter = RequestLimiter(parallelism: 1)
    let gate = Gate()
    let order = Log<Int>()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await limiter.run { () async throws(ProviderError) in await gate.pass() }
      }
      await gate.arrived(1)
      let queued = await limiter.waitingCount
      for number in 0..<20 {
        group.addTask {
          try? await limiter.run { () async throws(ProviderError) in
            order.append(number)
          }
        }
        // Each is in line before the next one comes.
        while await limiter.waitingCount < queued + number + 1 { await Task.yield() }
      }
      gate.open()
    }
    #expect(order.entries == Array(0..<20))
  }

  @Test func everyEndGivesThePlaceBack() async {
    let limiter = RequestLimiter(parallelism: 1)
    for number in 0..<30 {
      let error = await failure { () async throws(ProviderError) in
        try await limiter.run { () async throws(ProviderError) -> Int in
          switch number % 3 {
          case 0: throw Self.refusal
          case 1: throw ProviderError(.noAnswer, "lost")
          default: return number
          }
        }
      }
      #expect((error == nil) == (number % 3 == 2))
    }
  }

  @Test func aCancelledWaiterLeaksNoPlace() async {
    let limiter = RequestLimiter(parallelism: 1)
    let gate = Gate()
    let holder = Task {
      try? await limiter.run { () async throws(ProviderError) in await gate.pass() }
    }
    await gate.arrived(1)
    let waiters = (0..<5).map { _ in
      Task { try? await limiter.run { () async throws(ProviderError) in () } }
    }
    while await limiter.waitingCount < 5 { await Task.yield() }
    for waiter in waiters { waiter.cancel() }
    gate.open()
    _ = await holder.value
    for waiter in waiters { _ = await waiter.value }
    // The one place is free again.
    let value = try? await limiter.run { () async throws(ProviderError) in 7 }
    #expect(value == 7)
  }
}
