import Planning
import ResourceModel

/// Takes files out of a store, side by side. The files themselves stay.
struct StoreEmptying {
  let session: ProviderSession
  let journal: any WriteJournal

  func empty(_ work: StoreLeave) async -> StoreOutcome {
    await withTaskGroup(of: (StoreLeave.Item, FileFailure?).self) { group in
      for item in work.items {
        group.addTask { (item, await detach(item, from: work)) }
      }
      return await group.reduce(into: StoreOutcome()) { outcome, result in
        if let failure = result.1 {
          outcome.failures.append(failure)
        } else {
          outcome.detached.append((result.0.file, result.0.identity))
        }
      }
    }
  }

  private func detach(_ item: StoreLeave.Item, from work: StoreLeave) async -> FileFailure? {
    let name = item.path ?? item.identity?.name ?? item.file
    do throws(UnnotedIntent) {
      let entry = try await journal.begin(
        .detach(work.address, file: item.file, path: item.path, item.identity))
      do throws(ProviderError) {
        try await session.detach(item.file, from: work.store)
        journal.end(entry, .done)
        return nil
      } catch {
        journal.end(entry, error.mayHaveTakenEffect ? .unknown : .notDone)
        return FileFailure(
          file: name, reason: "not detached: \(error.message)", help: error.help)
      }
    } catch {
      return FileFailure(file: name, reason: error.message, help: error.help)
    }
  }
}
