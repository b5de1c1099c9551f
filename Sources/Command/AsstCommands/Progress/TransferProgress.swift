import PlanRendering
import Reconciliation
import Synchronization

/// How far the files of an apply are: bytes, rate and time left, then how many are searchable. Redrawn on
/// a terminal; without one a plain line now and then, so that a log is never flooded.
final class TransferProgress: Sendable {
  private struct State {
    var bytes: [ApplyStep: Int] = [:]
    var doneFiles = 0
    var failedFiles = 0
    var doneBytes = 0
    var indexed: [ApplyStep: (count: Int, total: Int)] = [:]
    var started: ContinuousClock.Instant?
    var told: ContinuousClock.Instant?
  }

  private static let redrawPause = Duration.milliseconds(100)
  private static let linePause = Duration.seconds(10)

  private let console: Console
  private let files: Int
  private let bytes: Int
  private let now: @Sendable () -> ContinuousClock.Instant
  private let state = Mutex(State())

  /// `files` and `bytes` are all that is to be sent.
  init(
    console: Console, files: Int, bytes: Int,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.console = console
    self.files = files
    self.bytes = bytes
    self.now = now
  }

  func sent(_ step: ApplyStep, bytes count: Int) {
    tell { state in
      state.bytes[step] = count
    }
  }

  func finished(_ step: ApplyStep, bytes count: Int) {
    tell { state in
      state.bytes[step] = nil
      state.doneFiles += 1
      state.doneBytes += count
    }
  }

  /// One that is not sent: the rest is waited for without it.
  func failed(_ step: ApplyStep) {
    tell { state in
      state.bytes[step] = nil
      state.failedFiles += 1
    }
  }

  func indexed(_ step: ApplyStep, _ count: Int, of total: Int) {
    tell { state in
      state.indexed[step] = (count, total)
    }
  }

  /// Whatever is drawn goes.
  func end() { console.liveLine?.clear() }

  private func tell(_ change: (inout State) -> Void) {
    let line = state.withLock { state -> String? in
      change(&state)
      let now = now()
      let started = state.started ?? now
      state.started = started
      let pause = console.liveLine == nil ? Self.linePause : Self.redrawPause
      guard now - (state.told ?? started) >= pause else { return nil }
      guard let line = text(state, after: now - started) else { return nil }
      state.told = now
      return line
    }
    guard let line else { return }
    console.liveLine == nil ? console.note(line) : console.draw(line)
  }

  /// nil between the last upload and the first answer on what is searchable.
  private func text(_ state: State, after elapsed: Duration) -> String? {
    let sent = state.doneBytes + state.bytes.values.reduce(0, +)
    guard state.doneFiles + state.failedFiles >= files else {
      var line =
        "  ↑ \(state.doneFiles) of \(files) files, \(ByteCount.text(sent)) of \(ByteCount.text(bytes))"
      let seconds = elapsed / .seconds(1)
      if seconds >= 1, sent > 0 {
        let rate = Double(sent) / seconds
        line += ", \(ByteCount.text(Int(rate)))/s"
        line += ", \(Self.time(Double(bytes - sent) / rate)) left"
      }
      return line
    }
    let (count, total) = state.indexed.values.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.total) }
    return total > 0 ? "  … \(count) of \(total) files searchable" : nil
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(max(1, seconds.rounded(.up)))
    return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
  }
}
