import OrderedCollections
import Planning
import ResourceModel

/// Attaches files to one store in batches, and waits until each is searchable.
///
/// A batch is noted in the journal before its request. What fails is named with the server's reason and
/// tried once more; the others are not lost by it.
struct StoreFilling {
  let session: ProviderSession
  let journal: any WriteJournal
  /// Told the number of files that are searchable so far.
  let progress: @Sendable (Int) -> Void

  func fill(_ work: StoreWork) async -> StoreOutcome {
    var outcome = StoreOutcome(failures: work.lacking)
    var failed: [StoreWork.Item] = []
    await takeOut(work.reattaches, of: work, &outcome)
    let stuck = Set(outcome.failures.map(\.file))
    let attaches = work.attaches + work.reattaches.filter { !stuck.contains($0.path) }
    for batch in attaches.batches(of: session.largestBatch) where !Task.isCancelled {
      failed += await attach(batch, to: work, &outcome)
    }
    for item in work.waits { failed += await wait(for: [item], in: work.store, &outcome) }
    // Servers fail at indexing for reasons of their own, too: once more.
    let unindexed = Set(outcome.failures.map(\.file))
    let again = failed.filter { unindexed.contains($0.path) }
    if !again.isEmpty, !Task.isCancelled {
      let paths = Set(again.map(\.path))
      outcome.failures.removeAll { paths.contains($0.file) }
      await takeOut(again, of: work, &outcome)
      let stuck = Set(outcome.failures.map(\.file))
      let left = again.filter { !stuck.contains($0.path) }
      for batch in left.batches(of: session.largestBatch) {
        _ = await attach(batch, to: work, &outcome)
      }
    }
    for item in work.annotations where !Task.isCancelled { await annotate(item, work, &outcome) }
    return outcome
  }

  // MARK: - Attaching

  /// Returns those that the server could not index.
  private func attach(
    _ items: [StoreWork.Item], to work: StoreWork, isPatient: Bool = true,
    _ outcome: inout StoreOutcome
  ) async -> [StoreWork.Item] {
    let attachments = Dictionary(
      items.map { ($0.path, $0.attachment) }, uniquingKeysWith: { first, _ in first })
    do throws(UnnotedIntent) {
      let entry = try await journal.begin(.attach(work.address, attachments))
      do throws(ProviderError) {
        let batch = try await attachSettled(items, to: work.store, isPatient: isPatient)
        journal.end(entry, .done)
        return await wait(for: items, in: work.store, batch: batch, &outcome)
      } catch {
        journal.end(entry, error.mayHaveTakenEffect ? .unknown : .notDone)
        return await attachSingly(items, to: work, after: error, &outcome)
      }
    } catch {
      outcome.failures += items.map {
        FileFailure(file: $0.path, reason: error.message, help: error.help)
      }
      return []
    }
  }

  /// A file that was sent a moment ago may not be known to the store's side yet.
  private func attachSettled(
    _ items: [StoreWork.Item], to store: String, isPatient: Bool
  ) async throws(ProviderError) -> AttachBatch {
    var window = SettleWindow(length: isPatient ? .seconds(4) : .zero)
    while true {
      do throws(ProviderError) {
        return try await session.attach(items.map(\.member), to: store)
      } catch {
        guard error.namesMissingFile, !Task.isCancelled, let pause = window.pause(),
          (try? await session.pause(for: pause)) != nil
        else { throw error }
      }
    }
  }

  /// One file that the host refuses must not take the others of its batch along.
  private func attachSingly(
    _ items: [StoreWork.Item], to work: StoreWork, after error: ProviderError,
    _ outcome: inout StoreOutcome
  ) async -> [StoreWork.Item] {
    guard items.count > 1, error.isAboutTheRequest, !Task.isCancelled else {
      outcome.failures += items.map {
        FileFailure(file: $0.path, reason: "not attached: \(error.message)", help: error.help)
      }
      return []
    }
    var failed: [StoreWork.Item] = []
    // Halves find one bad file among hundreds with few requests; all of them were waited for already.
    let middle = items.count / 2
    for half in [Array(items[..<middle]), Array(items[middle...])] {
      failed += await attach(half, to: work, isPatient: false, &outcome)
    }
    return failed
  }

  private func takeOut(
    _ items: [StoreWork.Item], of work: StoreWork, _ outcome: inout StoreOutcome
  ) async {
    for item in items where !Task.isCancelled {
      do throws(UnnotedIntent) {
        let identity = item.desired.identity
        let entry = try await journal.begin(
          .detach(work.address, file: item.file, path: item.path, identity))
        do throws(ProviderError) {
          try await session.detach(item.file, from: work.store)
          journal.end(entry, .done)
          outcome.takenOut.append((item.file, identity))
        } catch {
          if error.mayHaveTakenEffect { outcome.takenOut.append((item.file, identity)) }
          journal.end(entry, error.mayHaveTakenEffect ? .unknown : .notDone)
          outcome.failures.append(
            FileFailure(
              file: item.path, reason: "not detached: \(error.message)", help: error.help))
        }
      } catch {
        outcome.failures.append(
          FileFailure(file: item.path, reason: error.message, help: error.help))
      }
    }
  }

  private func annotate(
    _ item: StoreWork.Item, _ work: StoreWork, _ outcome: inout StoreOutcome
  ) async {
    do throws(UnnotedIntent) {
      let entry = try await journal.begin(.attach(work.address, [item.path: item.attachment]))
      do throws(ProviderError) {
        let answer = try await session.updateMember(item.member, of: work.store)
        let isTaken = JSONValue.object(answer.attributes)
          .isEquivalent(to: .object(item.desired.memberAttributes))
        journal.end(entry, isTaken ? .done : .unknown)
        guard isTaken else {
          outcome.failures.append(
            FileFailure(
              file: item.path, reason: "the host answered, but did not take its attributes"))
          return
        }
        outcome.attached[item.path] = item.attachment
      } catch {
        journal.end(entry, error.mayHaveTakenEffect ? .unknown : .notDone)
        outcome.failures.append(
          FileFailure(
            file: item.path, reason: "its attributes were not written: \(error.message)",
            help: error.help))
      }
    } catch {
      outcome.failures.append(FileFailure(file: item.path, reason: error.message, help: error.help))
    }
  }

  // MARK: - Indexing

  /// Returns those that the server could not index, each noted as a failure. What is searchable counts
  /// as attached: until then a file that it replaces has to stay.
  private func wait(
    for items: [StoreWork.Item], in store: String, batch: AttachBatch? = nil,
    _ outcome: inout StoreOutcome
  ) async -> [StoreWork.Item] {
    let done = outcome.attached.count
    let wait = IndexingWait(session: session, store: store) { progress(done + $0) }
    let failures = await wait.wait(for: items, batch: batch)
    outcome.failures += failures.map(\.failure)
    let open = Set(failures.map(\.item.path))
    for item in items where !open.contains(item.path) {
      outcome.attached[item.path] = item.attachment
    }
    return failures.filter(\.isWorthARetry).map(\.item)
  }
}

extension Array {
  fileprivate func batches(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

extension ProviderError {
  /// The file or the store is not known (yet).
  fileprivate var namesMissingFile: Bool {
    switch cause {
    case .notFound: true
    case .rejected: message.contains("file-") || message.lowercased().contains("not found")
    default: false
    }
  }

  /// Whether another request, with fewer files, may go through.
  fileprivate var isAboutTheRequest: Bool {
    switch cause {
    case .notFound, .rejected: true
    default: false
    }
  }
}
