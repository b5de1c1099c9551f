import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The named seam at which tests end this process as `kill -9` would: around every write, fsync and
/// rename of journal and lock, and around every request.
///
/// It does nothing unless the environment variable `ASST_CRASH_AT` is set: to a number, which is the
/// point of that count; to `NAME:COUNT`, which counts the points of that name alone; or to `count`,
/// which kills nobody and prints the number of points that were passed to standard error at the end.
package enum CrashPoint {
  /// Whether the variable is set.
  package static let isArmed = trigger != nil

  /// A point that has this name was reached; may not return.
  package static func reached(_ name: StaticString) {
    guard isArmed else { return }
    passed(name.description)
  }

  private enum Trigger: Equatable {
    case count
    case point(name: String?, number: Int)

    init?(_ text: String) {
      if text == "count" {
        self = .count
        return
      }
      let parts = text.split(separator: ":").map(String.init)
      guard let number = parts.last.flatMap(Int.init), number > 0, parts.count <= 2 else {
        return nil
      }
      self = .point(name: parts.count == 2 ? parts[0] : nil, number: number)
    }
  }

  private static let trigger: Trigger? = {
    guard let text = getenv("ASST_CRASH_AT") else { return nil }
    let trigger = Trigger(String(cString: text))
    if trigger == .count { atexit(printCount) }
    return trigger
  }()

  private static let counted = Mutex(0)

  private static func passed(_ name: String) {
    // Under the lock, so that no other thread passes a point after the last one.
    counted.withLock { count in
      if case .point(let wanted?, _) = trigger, wanted != name { return }
      count += 1
      if case .point(_, let number) = trigger, number == count {
        kill(getpid(), SIGKILL)
        while true { pause() }
      }
    }
  }

  private static let printCount: @convention(c) () -> Void = {
    let text = "crash points: \(counted.withLock { $0 })\n"
    _ = text.utf8CString.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count - 1) }
  }
}
