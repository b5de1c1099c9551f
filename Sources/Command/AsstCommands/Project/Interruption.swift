import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// SIGINT and SIGTERM while something is being written: the first one is told, a second one ends the
/// process at once.
final class Interruption: Sendable {
  private struct State {
    var signal: Int32?
    var action: (@Sendable () -> Void)?
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
      source.setEventHandler { [weak self] in self?.receive(number) }
      source.resume()
    }
  }

  /// The first signal that came, or nil.
  var signal: Int32? { state.withLock { $0.signal } }

  /// Runs `action` at the first signal; at once when it came already.
  func onSignal(_ action: @escaping @Sendable () -> Void) {
    let hasCome = state.withLock { state in
      state.action = action
      return state.signal != nil
    }
    if hasCome { action() }
  }

  /// Signals have their usual effect again.
  func end() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { setDisposition(number, SIG_DFL) }
  }

  private func receive(_ number: Int32) {
    let (isFirst, action) = state.withLock { state in
      defer { state.signal = state.signal ?? number }
      return (state.signal == nil, state.action)
    }
    guard isFirst else { _exit(128 + number) }
    action?()
  }
}

/// The system call, under a name that the property above does not hide.
private func setDisposition(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
  signal(number, handler)
}
