import Reconciliation
import ResourceModel
import Synchronization
import Testing

@testable import AsstCommands

/// How far files are, on a terminal and in a log.
@Suite struct TransferProgressTests {
  private static let first = step("a.pdf")
  private static let second = step("b.pdf")

  private static func step(_ name: String, _ verb: ApplyStep.Verb = .upload) -> ApplyStep {
    ApplyStep(
      verb, Address(collection: "files", key: name), kind: ResourceKind("file"), id: nil)
  }

  /// A clock that the test moves.
  private final class Hand: Sendable {
    private let time = Mutex(ContinuousClock.now)
    var now: ContinuousClock.Instant { time.withLock { $0 } }
    func move(_ duration: Duration) { time.withLock { $0 += duration } }
  }

  private static let kilo = 1_000_000

  private func progress(
    _ captured: CapturedConsole, hand: Hand, live: LiveLine? = nil, files: Int = 2
  ) -> TransferProgress {
    var console = captured.console()
    console.liveLine = live
    return TransferProgress(
      console: console, files: files, bytes: 10 * Self.kilo, now: { hand.now })
  }

  @Test func aLogGetsALineEveryTenSecondsAndNoMore() {
    let captured = CapturedConsole()
    let hand = Hand()
    let progress = progress(captured, hand: hand)
    for count in 1...1_000 {
      progress.sent(Self.first, bytes: count * 5_000)
      hand.move(.milliseconds(25))
    }
    let lines = captured.errors.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("  ↑ 0 of 2 files, ") && lines[0].contains("/s, "))
    #expect(!captured.errors.contains("\u{1B}") && !captured.errors.contains("\r"))
  }

  @Test func theRateAndTheTimeLeftFollowFromBytesAndTime() {
    let captured = CapturedConsole()
    let hand = Hand()
    let progress = progress(captured, hand: hand)
    progress.sent(Self.first, bytes: 0)
    hand.move(.seconds(10))
    progress.sent(Self.first, bytes: 2 * Self.kilo)
    #expect(captured.errors.hasSuffix(", 40 s left\n"), "\(captured.errors)")
    hand.move(.seconds(10))
    progress.finished(Self.first, bytes: 2 * Self.kilo)
    #expect(captured.errors.contains("↑ 1 of 2 files"))
    #expect(captured.errors.hasSuffix(", 1 min 20 s left\n"), "\(captured.errors)")
  }

  /// An upload that broke off begins anew: what was sent is not counted twice.
  @Test func anUploadThatBeginsAnewCountsOnce() {
    let captured = CapturedConsole()
    let hand = Hand()
    let progress = progress(captured, hand: hand)
    progress.sent(Self.first, bytes: 8 * Self.kilo)
    hand.move(.seconds(10))
    progress.sent(Self.first, bytes: 1 * Self.kilo)
    #expect(captured.errors.hasSuffix(", 1 min 30 s left\n"), "\(captured.errors)")
  }

  @Test func thenTheSearchableFilesAreCounted() {
    let captured = CapturedConsole()
    let hand = Hand()
    let progress = progress(captured, hand: hand)
    progress.finished(Self.first, bytes: 1)
    hand.move(.seconds(10))
    // Of what is searchable nothing is known yet.
    progress.finished(Self.second, bytes: 1)
    progress.indexed(Self.step("s", .attach), 1, of: 5)
    hand.move(.seconds(10))
    progress.indexed(Self.step("t", .attach), 2, of: 3)
    #expect(
      captured.errors == "  … 1 of 5 files searchable\n  … 3 of 8 files searchable\n")
  }

  /// One that fails is told by itself, and the count goes on without it.
  @Test func aFileThatFailedDoesNotHoldUpTheCount() {
    let captured = CapturedConsole()
    let hand = Hand()
    let progress = progress(captured, hand: hand)
    progress.finished(Self.first, bytes: 1)
    progress.sent(Self.second, bytes: 1)
    progress.failed(Self.second)
    hand.move(.seconds(10))
    progress.indexed(Self.step("s", .attach), 1, of: 1)
    #expect(captured.errors == "  … 1 of 1 files searchable\n")
  }

  @Test func aTerminalIsRedrawnTenTimesASecondAndClearedAtTheEnd() {
    let drawn = Mutex<[String]>([])
    let live = LiveLine { text in drawn.withLock { $0.append(text) } }
    let captured = CapturedConsole()
    let hand = Hand()
    let progress = progress(captured, hand: hand, live: live)
    for count in 1...100 {
      progress.sent(Self.first, bytes: count)
      hand.move(.milliseconds(10))
    }
    #expect(captured.errors.isEmpty)
    progress.end()
    let texts = drawn.withLock { $0 }
    #expect(texts.count == 10 && texts.last == "\r\u{1B}[K")
    #expect(texts.dropLast().allSatisfy { $0.hasPrefix("\r\u{1B}[K  ↑ ") })
  }

  @Test func aLineIsErasedOnceAndOnlyIfThereIsOne() {
    let drawn = Mutex("")
    let live = LiveLine { text in drawn.withLock { $0 += text } }
    live.clear()
    let before = drawn.withLock { $0 }
    #expect(before.isEmpty)
    live.draw("one")
    live.draw("two")
    live.clear()
    live.clear()
    let erase = "\r\u{1B}[K"
    let text = drawn.withLock { $0 }
    #expect(text == erase + "one" + erase + "two" + erase)
  }
}
