import Planning
import ResourceModel
import Synchronization

/// The writes of one create: each attempt has a nonce of its own and is noted in the journal before it
/// is sent. The last one is what the answer is compared with.
final class CreateAttempts: Sendable {
  struct Attempt: Sendable {
    let write: ResourceWrite
    let entry: Int
    let at: Int
  }

  private let task: StepTask
  private let builder: WriteBuilder
  private let journal: any WriteJournal
  private let nonce: @Sendable () -> String
  private let now: @Sendable () -> Int
  private let state = Mutex((attempts: [Attempt](), failure: UnnotedIntent?.none))

  init(
    _ task: StepTask, builder: WriteBuilder, journal: any WriteJournal,
    nonce: @escaping @Sendable () -> String, now: @escaping @Sendable () -> Int
  ) {
    self.task = task
    self.builder = builder
    self.journal = journal
    self.nonce = nonce
    self.now = now
  }

  /// The next write to send. The one before took no effect, or it would not be repeated.
  func next() async throws(ProviderError) -> ResourceWrite {
    if let last { journal.end(last.entry, .notDone) }
    let write = builder.creation(nonce: nonce())
    let at = now()
    do throws(UnnotedIntent) {
      let entry = try await journal.begin(
        WriteIntent(
          .create, task.step.address, kind: task.step.kind, id: builder.change.id,
          nonce: write.marker?.nonce, at: at))
      state.withLock { $0.attempts.append(Attempt(write: write, entry: entry, at: at)) }
      return write
    } catch {
      state.withLock { $0.failure = error }
      throw ProviderError(.cancelled, error.message, isUnsent: true)
    }
  }

  var last: Attempt? { state.withLock(\.attempts.last) }
  /// Why the last attempt could not be noted, and so was not sent.
  var failure: UnnotedIntent? { state.withLock(\.failure) }

  /// The last attempt, as one of which nobody knows whether it exists.
  var unresolved: UnresolvedCreate? {
    last.flatMap(unresolved)
  }

  /// The attempts that the host refused before the last one: they do not exist, if it is to be trusted.
  var refused: [UnresolvedCreate] {
    state.withLock(\.attempts).dropLast().compactMap(unresolved)
  }

  private func unresolved(_ attempt: Attempt) -> UnresolvedCreate? {
    attempt.write.marker.map {
      UnresolvedCreate(
        address: $0.address, nonce: $0.nonce, at: attempt.at, replaces: builder.change.id)
    }
  }
}
