#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a file system says of a file without opening it: while it stays the same, so do the bytes.
///
/// `changed` is what makes that so: the system sets it with every write, also where a program sets
/// `modified` back. The device is left out, since network and overlay file systems get another one
/// with each mount.
struct FileStamp: Equatable {
  /// In bytes.
  var size: Int
  /// In nanoseconds since 1970, as both times.
  var modified: Int
  var changed: Int
  var inode: UInt64

  init(size: Int, modified: Int, changed: Int, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  init(_ status: stat) {
    #if canImport(Darwin)
      let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    self.init(
      size: Int(status.st_size), modified: Self.nanoseconds(modified),
      changed: Self.nanoseconds(changed), inode: UInt64(status.st_ino))
  }

  /// Whether any write from `now` on, a time of the same clock, is certain to give another stamp. One
  /// within the same tick of the clock would not.
  func isSettled(at now: Int) -> Bool {
    // Linux counts in steps of up to 10 ms; file systems without fractions, in up to 2 s.
    let isCoarse = modified % Self.second == 0 || changed % Self.second == 0
    return max(modified, changed) + (isCoarse ? 2 * Self.second : Self.second / 10) < now
  }

  private static let second = 1_000_000_000

  static func nanoseconds(_ time: timespec) -> Int {
    Int(time.tv_sec) &* second &+ Int(time.tv_nsec)
  }
}
