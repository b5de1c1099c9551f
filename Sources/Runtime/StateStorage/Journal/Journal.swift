import Dispatch
package import ResourceModel
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The append-only file of one apply. What is added while the disk is busy is written together, so
/// that requests side by side share their fsyncs.
package final class Journal: Sendable {
  private struct State {
    var count = 0
    var pending: [UInt8] = []
    var waiting: [CheckedContinuation<JournalError?, Never>] = []
    var isWriting = false
    /// Once a line could not be written nothing after it is.
    var failure: JournalError?
  }

  package let path: String
  private let id: String
  private let descriptor: Int32
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "asst.journal")

  /// Begins a journal, in place of one whose entries the lock file holds.
  package static func begin(_ path: String, _ header: JournalHeader) throws(JournalError) -> Journal
  {
    CrashPoint.reached("journal.create")
    // What it tells is nobody else's business, and it grows only for as long as one apply runs.
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o755) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: FileError.last.reason) }
    let journal = Journal(path: path, id: header.id, descriptor: descriptor)
    do throws(FileError) {
      guard fchmod(descriptor, 0o600) == 0 else { throw .last }
      try journal.put(JournalLine.bytes(header.object))
      try AtomicFile.syncFolder(of: path)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    return journal
  }

  private init(path: String, id: String, descriptor: Int32) {
    self.path = path
    self.id = id
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Adds an entry and returns its number once it is on the disk.
  package func add(_ entry: JournalEntry) async throws(JournalError) -> Int {
    let number = enqueue(entry)
    try await settle()
    return number
  }

  /// Adds an entry that nobody waits for: it is on its way to the disk. An outcome that is lost leaves
  /// an open intent, which is no harm.
  @discardableResult
  package func note(_ entry: JournalEntry) -> Int {
    let number = enqueue(entry)
    start(waiter: nil)
    return number
  }

  /// Returns when all that was added is on the disk. What of this journal a lock file holds that takes
  /// all of it in.
  @discardableResult
  package func settle() async throws(JournalError) -> JournalPosition {
    let failure = await withCheckedContinuation { start(waiter: $0) }
    if let failure { throw failure }
    return position
  }

  package var position: JournalPosition {
    JournalPosition(journal: id, entry: state.withLock(\.count))
  }

  /// The lock file holds everything: the journal is no longer needed. One that cannot be removed is
  /// no harm, since the lock file says so.
  package static func remove(_ path: String) {
    CrashPoint.reached("journal.remove.before")
    unlink(path)
    CrashPoint.reached("journal.remove.after")
  }

  // MARK: -

  private func enqueue(_ entry: JournalEntry) -> Int {
    state.withLock { state in
      state.count += 1
      state.pending += JournalLine.bytes(JournalCoding.object(entry, number: state.count))
      return state.count
    }
  }

  private func start(waiter: CheckedContinuation<JournalError?, Never>?) {
    let mustStart = state.withLock { state in
      if let waiter { state.waiting.append(waiter) }
      if state.isWriting { return false }
      state.isWriting = true
      return true
    }
    if mustStart { queue.async { self.drain() } }
  }

  private func drain() {
    while true {
      let batch: (bytes: [UInt8], waiting: [CheckedContinuation<JournalError?, Never>])? =
        state.withLock { state in
          guard !state.pending.isEmpty || !state.waiting.isEmpty else {
            state.isWriting = false
            return nil
          }
          defer { (state.pending, state.waiting) = ([], []) }
          return (state.failure == nil ? state.pending : [], state.waiting)
        }
      guard let batch else { return }
      let failure = write(batch.bytes)
      for waiter in batch.waiting { waiter.resume(returning: failure) }
    }
  }

  private func write(_ bytes: [UInt8]) -> JournalError? {
    if let failure = state.withLock(\.failure) { return failure }
    if bytes.isEmpty { return nil }
    do throws(FileError) {
      try put(bytes)
      return nil
    } catch {
      let failure = JournalError.unwritable(path: path, reason: error.reason)
      state.withLock { $0.failure = failure }
      return failure
    }
  }

  private func put(_ bytes: [UInt8]) throws(FileError) {
    CrashPoint.reached("journal.write.before")
    try AtomicFile.write(bytes, to: descriptor)
    CrashPoint.reached("journal.fsync.before")
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else { throw .last }
    CrashPoint.reached("journal.fsync.after")
  }
}
