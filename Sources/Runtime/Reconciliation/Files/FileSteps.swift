import Planning
import ResourceModel

/// Carries out the steps of an apply that are about files.
struct FileSteps {
  let session: ProviderSession
  let journal: any WriteJournal
  let settleWindow: SettleWindow
  let now: @Sendable () -> Int
  let systemPath: @Sendable (String) -> String

  func perform(
    _ step: ApplyStep, _ work: StepTask.FileWork, isLast: Bool, into result: inout StepResult,
    report: @escaping @Sendable (ApplyEvent) -> Void
  ) async throws(StepFailure) {
    switch work {
    case .send(let file, let known):
      try await send(step, file, known: known, into: &result, report: report)
    case .fill(let work):
      let total = work.attaches.count + work.reattaches.count + work.waits.count
      let filling = StoreFilling(session: session, journal: journal) { count in
        report(.indexed(step, count, of: total))
      }
      try await finish(await filling.fill(work), of: step, work.store, isLast, into: &result)
    case .empty(let work):
      let emptying = StoreEmptying(session: session, journal: journal)
      try await finish(await emptying.empty(work), of: step, work.store, isLast, into: &result)
    case .delete: try await delete(step, into: &result)
    }
  }

  // MARK: - Sending

  private func send(
    _ step: ApplyStep, _ file: DesiredFile, known: KnownFiles, into result: inout StepResult,
    report: @escaping @Sendable (ApplyEvent) -> Void
  ) async throws(StepFailure) {
    let intent = UnresolvedUpload(
      name: file.name, size: file.size, content: file.content, at: now())
    let entry = try await begin(.upload(intent))
    do throws(ProviderError) {
      let upload = FileUpload(
        path: systemPath(file.path), name: file.name, size: file.size, content: file.content)
      let answer = try await session.upload(upload) { bytes in
        report(.sent(step, bytes: bytes, of: file.size))
      }
      if let bytes = answer.bytes, bytes != file.size {
        // Of no use, and nobody would know of it. Once it is gone there is nothing to look for.
        let isGone = (try? await session.deleteFile(answer.id)) != nil
        throw ProviderError(
          .unreadableAnswer, "the host holds \(bytes) of the \(file.size) bytes of \(file.path)",
          isUnsent: isGone)
      }
      result.sentFile = answer.id
      journal.end(entry, .uploaded(answer.id))
    } catch {
      guard error.mayHaveTakenEffect else {
        journal.end(entry, .notDone)
        throw .provider(error)
      }
      report(.searching(step, error))
      if let found = await find(intent, known: known) {
        result.sentFile = found
        journal.end(entry, .uploaded(found))
      } else {
        journal.end(entry, .unknown)
        result.unresolvedUpload = intent
        throw .unknownOutcome(error)
      }
    }
  }

  /// The one file that can be what was sent; nil when no list shows it in time, or several could be.
  private func find(_ upload: UnresolvedUpload, known: KnownFiles) async -> String? {
    var window = settleWindow
    while !Task.isCancelled {
      guard let files = try? await session.allFiles() else { return nil }
      let found = files.filter { file in
        !known.contains(file.id)
          && UploadSettlement.fits(
            upload, KnownFile(name: file.name, bytes: file.bytes, createdAt: file.createdAt))
      }
      if found.count == 1 { return found[0].id }
      guard found.isEmpty, let pause = window.pause(),
        (try? await session.pause(for: pause)) != nil
      else { return nil }
    }
    return nil
  }

  // MARK: - Stores

  private func finish(
    _ outcome: StoreOutcome, of step: ApplyStep, _ store: String, _ isLast: Bool,
    into result: inout StepResult
  ) async throws(StepFailure) {
    result.store = outcome
    guard outcome.failures.isEmpty else { throw .files(outcome.failures) }
    // Cancelled half-way: what was not begun is for the next apply.
    guard !Task.isCancelled else { throw .provider(.stopped) }
    guard isLast, let held = try? await session.get(step.kind, id: store) else { return }
    result.store?.contents = held.contents.flatMap { $0.isSettled ? $0 : nil }
  }

  private func delete(
    _ step: ApplyStep, into result: inout StepResult
  ) async throws(StepFailure) {
    guard let id = step.id else { return }
    let entry = try await begin(.delete(file: id))
    do throws(ProviderError) {
      try await session.deleteFile(id)
      journal.end(entry, .deleted)
    } catch {
      journal.end(entry, error.mayHaveTakenEffect ? .unknown : .notDone)
      throw .provider(error)
    }
  }

  private func begin(_ intent: FileIntent) async throws(StepFailure) -> Int {
    do throws(UnnotedIntent) {
      return try await journal.begin(intent)
    } catch {
      throw .unnoted(error)
    }
  }
}

extension ProviderError {
  fileprivate static let stopped = ProviderError(
    .cancelled, "stopped before all of its files were in place", isUnsent: true)
}
