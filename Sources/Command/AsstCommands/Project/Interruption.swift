import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGINT and SIGTERM while something is being written: the first one lets what is under way end, a
/// second one ends the process at once.
final class Interruption: Sendable {
  /// How long requests under way may take after the first signal.
  private static let grace = DispatchTimeInterval.seconds(5)

  private struct State {
    var signal: Int32?
    var deadline: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())
  // Dispatch sources may be cancelled from any thread; the type does not say so.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  static func watch() -> Interruption { Interruption([SIGINT, SIGTERM]) }

  private init(_ signals: [Int32]) {
    let queue = DispatchQueue(label: "asst.interruption")
    sources = signals.map { DispatchSource.makeSignalSource(signal: $0, queue: queue) }
    for (number, source) in zip(signals, sources) {
      // The default action would end the process before the source hears of the signal.
      setDisposition(number, SIG_IGN)
      source.setEventHandler { [weak self] in self?.receive(number, on: queue) }
      source.resume()
    }
  }

  /// The first signal that came, or nil.
  var signal: Int32? { state.withLock { $0.signal } }

  /// Runs `action` when requests are still under way some seconds after the first signal.
  func onDeadline(_ action: @escaping @Sendable () -> Void) {
    state.withLock { $0.deadline = action }
  }

  /// Signals have their usual effect again.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { setDisposition(number, SIG_DFL) }
  }

  private func receive(_ number: Int32, on queue: DispatchQueue) {
    let isFirst = state.withLock { state in
      defer { state.signal = state.signal ?? number }
      return state.signal == nil
    }
    guard isFirst else { _exit(128 + number) }
    queue.asyncAfter(deadline: .now() + Self.grace) { [weak self] in
      self?.state.withLock { $0.deadline }?()
    }
  }
}

/// The system call, under a name that the property above does not hide.
private func setDisposition(_ number: Int32, _ handler: __sighandler_t?) { signal(number, handler) }
