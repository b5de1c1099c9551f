@testable import Reconciliation
import Testing

@Suite struct AttachPaceTests {
  /// Whenever they come, no span of a minute has more than three hundred.
  @Test(arguments: [
    [Duration.zero], [.milliseconds(10)], [.milliseconds(199)], [.milliseconds(200)], [.seconds(1)],
    [.zero, .zero, .zero, .seconds(3)], [.milliseconds(1), .seconds(20)],
  ])
  func noMinuteHasMore(_ gaps: [Duration]) {
    var pace = AttachPace()
    var now = Duration.seconds(1_000)
    var departures: [Duration] = []
    for number in 0..<2_000 {
      departures.append(now + pace.delay(at: now))
      now += gaps[number % gaps.count]
    }
    #expect(zip(departures, departures.dropFirst()).allSatisfy(<=))
    let spans = zip(departures, departures.dropFirst(AttachPace.most)).map { $1 - $0 }
    #expect(spans.allSatisfy { $0 >= AttachPace.span })
  }

  @Test func whoIsSlowEnoughNeverWaits() {
    var pace = AttachPace()
    for number in 0..<1_000 {
      #expect(pace.delay(at: .milliseconds(200) * number) == .zero)
    }
  }

  @Test func aBurstWaitsNoLongerThanNeeded() {
    var pace = AttachPace()
    let delays = (0..<700).map { _ in pace.delay(at: .zero) }
    #expect(delays[299] == .zero && delays[300] == .seconds(60) && delays[599] == .seconds(60))
    #expect(delays[600] == .seconds(120))
  }
}
