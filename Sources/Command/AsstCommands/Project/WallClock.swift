import Reconciliation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// This machine's idea of the time, for what outlives the process.
enum WallClock {
  /// Seconds since 1970.
  static func seconds() -> Int { time(nil) }
}

extension SettleWindow {
  /// `ASST_SETTLE_SECONDS` shortens the window for hosts whose lists do not lag; nobody may lengthen
  /// or miss it by a word that is no number.
  init(environment: [String: String]) {
    let longest = CreateSettlement.window
    let seconds = environment["ASST_SETTLE_SECONDS"].flatMap(Int.init) ?? longest
    self.init(length: .seconds(min(max(0, seconds), longest)))
  }
}
