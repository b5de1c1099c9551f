import Testing

@testable import Reconciliation

@Suite struct AdaptiveWindowTests {
  @Test func itStartsSmallAndNeverAboveTheCap() {
    #expect(AdaptiveWindow(cap: 100).size == 4)
    #expect(AdaptiveWindow(cap: 2).size == 2)
    #expect(AdaptiveWindow(cap: 0).size == 1)
    #expect(AdaptiveWindow(cap: -3).size == 1)
  }

  @Test func itDoublesWithEveryRoundUpToTheCap() {
    var window = AdaptiveWindow(cap: 20)
    var sizes: [Int] = []
    for _ in 0..<4 {
      for _ in 0..<window.size { window.answered() }
      sizes.append(window.size)
    }
    #expect(sizes == [8, 16, 20, 20])
  }

  @Test func itHalvesAtARefusalAndThenGrowsByOneARound() {
    var window = AdaptiveWindow(cap: 64)
    for _ in 0..<28 { window.answered() }
    #expect(window.size == 32)
    window.refused(others: 0)
    #expect(window.size == 16)
    for _ in 0..<15 { window.answered() }
    #expect(window.size == 16)
    window.answered()
    #expect(window.size == 17)
    for _ in 0..<17 { window.answered() }
    #expect(window.size == 18)
  }

  @Test func oneBurstHalvesOnce() {
    var window = AdaptiveWindow(cap: 64)
    for _ in 0..<28 { window.answered() }
    // Ten under way: all are refused, but for one answer and one other failure among them.
    window.refused(others: 9)
    for _ in 0..<4 { window.refused(others: 0) }
    window.answered()
    window.failed()
    for _ in 0..<3 { window.refused(others: 0) }
    #expect(window.size == 16)
    // The next one was sent after the halving.
    window.refused(others: 0)
    #expect(window.size == 8)
  }

  @Test func itNeverCloses() {
    var window = AdaptiveWindow(cap: 8)
    for _ in 0..<10 { window.refused(others: 0) }
    #expect(window.size == 1)
    window.answered()
    #expect(window.size == 2)
  }
}
