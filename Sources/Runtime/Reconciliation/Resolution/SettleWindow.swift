/// How long an object that may exist is looked for, and how often.
package struct SettleWindow: Sendable {
  package var length: Duration
  private var elapsed = Duration.zero
  private var next = Duration.milliseconds(500)
  private static let longestPause = Duration.seconds(8)

  package init(length: Duration = .seconds(CreateSettlement.window)) { self.length = length }

  /// How long to wait before the next look; nil when there was the last one.
  package mutating func pause() -> Duration? {
    guard elapsed < length else { return nil }
    let pause = min(next, length - elapsed)
    elapsed += pause
    next = min(next * 2, Self.longestPause)
    return pause
  }
}
