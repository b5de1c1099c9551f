import Synchronization

/// The last line of a terminal while something is under way: drawn over again and again, and gone before
/// anything else is written, so that what stays behind is a readable log.
final class LiveLine: Sendable {
  /// Carriage return, and erase to the end of the line.
  private static let erase = "\r\u{1B}[K"

  private let write: @Sendable (String) -> Void
  private let isShown = Mutex(false)

  init(write: @escaping @Sendable (String) -> Void) { self.write = write }

  /// One line without its end, no wider than the terminal.
  func draw(_ text: String) {
    isShown.withLock { shown in
      write(Self.erase + text)
      shown = true
    }
  }

  /// Nothing is under way any more.
  func clear() { making(room: {}) }

  /// Writes what stays, with no live line before it, nor drawn into it by somebody else.
  func making(room body: () -> Void) {
    isShown.withLock { shown in
      if shown { write(Self.erase) }
      shown = false
      body()
    }
  }
}
