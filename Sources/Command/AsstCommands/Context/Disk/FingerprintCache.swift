import ProjectConfiguration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Fingerprints of files by what the file system says of them, so that bytes that did not change are
/// not read again. It may be deleted at any time.
///
/// A fingerprint is kept only if the file had been left alone for a while when it was read: a write
/// within the same tick of the clock could not be told apart.
///
/// A class because all copies of one `DiskSources` share it.
final class FingerprintCache {
  struct Entry: Equatable {
    var stamp: FileStamp
    var fingerprint: FileFingerprint
  }

  /// The folder of caches, `.asst` of the configuration folder.
  private let folder: String
  private var path: String { "\(folder)/files.cache" }
  /// What earlier runs left; read when the first file is asked for.
  private lazy var earlier = FingerprintFile.read(path)
  /// What this run has seen.
  private var current: [String: Entry] = [:]
  private var isChanged = false
  private lazy var clock: FileSystemClock? = {
    mkdir(folder, 0o777)
    return FileSystemClock(in: folder)
  }()

  private let secondsAhead: Int

  init(folder: String, secondsAhead: Int = 0) {
    self.folder = folder
    self.secondsAhead = secondsAhead
  }

  /// The fingerprint of a file that still has the stamp; nil where the bytes have to be read.
  func fingerprint(of path: String, _ stamp: FileStamp) -> FileFingerprint? {
    if let entry = current[path], entry.stamp == stamp { return entry.fingerprint }
    guard let entry = earlier[path], entry.stamp == stamp else { return nil }
    current[path] = entry
    return entry.fingerprint
  }

  /// The time by the file system's clock, for `keep`; nil where nothing can be kept.
  func now() -> Int? { clock?.now.map { $0 + secondsAhead * 1_000_000_000 } }

  /// Keeps what was read after `time`.
  func keep(_ entry: Entry, of path: String, readAt time: Int?) {
    guard let time, entry.stamp.isSettled(at: time), FingerprintFile.canHold(path) else { return }
    current[path] = entry
    isChanged = true
  }

  /// Writes what is new for the next run. It is a cache: what cannot be written is left.
  ///
  /// Entries that this run did not ask for stay, since another target may; not more of them, though,
  /// than were asked for, so that files that are gone do not add up.
  func save() {
    guard isChanged else { return }
    var entries = current
    let others = earlier.filter { current[$0.key] == nil }
    if others.count <= current.count { entries.merge(others) { new, _ in new } }
    if FingerprintFile.write(entries, to: path) { isChanged = false }
  }
}
