import OrderedCollections
import Planning
import ResourceModel

/// Waits until attached files are searchable: gently at first, then less often, and not for ever.
struct IndexingWait {
  struct Failed {
    let item: StoreWork.Item
    let failure: FileFailure
    /// Whether the server said that it failed; one that is only slow goes on.
    let isWorthARetry: Bool
  }

  /// Without any progress for so long, the wait ends with an error.
  static let longestSilence = Duration.seconds(600)
  private static let firstPause = Duration.milliseconds(200)
  private static let longestPause = Duration.seconds(5)
  /// Up to so many files are asked for one by one after a batch that did not go well.
  private static let mostSingleFiles = 20

  let session: ProviderSession
  let store: String
  /// Told the number of these files that are searchable so far.
  let progress: (Int) -> Void

  /// The files that did not become searchable.
  func wait(for items: [StoreWork.Item], batch: AttachBatch?) async -> [Failed] {
    var pause = Self.firstPause
    var silence = Duration.zero
    var last = -1
    do throws(ProviderError) {
      while true {
        let state = try await look(items, batch)
        progress(state.completed)
        if state.isFinished {
          return state.completed >= items.count ? [] : try await failures(among: items)
        }
        if state.completed + state.failed > last { silence = .zero }
        last = state.completed + state.failed
        guard silence < Self.longestSilence else { return await slow(items) }
        guard !Task.isCancelled, (try? await session.pause(for: pause)) != nil else {
          return await slow(items)
        }
        silence += pause
        pause = min(pause * 2, Self.longestPause)
      }
    } catch {
      return items.map {
        Failed(
          item: $0,
          failure: FileFailure(
            file: $0.path,
            reason: "attached, but its indexing cannot be followed: \(error.message)",
            help: error.help), isWorthARetry: false)
      }
    }
  }

  private func look(
    _ items: [StoreWork.Item], _ batch: AttachBatch?
  ) async throws(ProviderError) -> AttachBatch {
    if let batch, items.count > 1 { return try await session.batch(batch.id, of: store) }
    var state = AttachBatch(
      id: batch?.id ?? "", isFinished: true, inProgress: 0, completed: 0, failed: 0, cancelled: 0)
    for item in items {
      switch try await session.member(item.file, of: store)?.state {
      case .completed: state.completed += 1
      case .inProgress:
        state.inProgress += 1
        state.isFinished = false
      case .cancelled: state.cancelled += 1
      case .failed, nil: state.failed += 1
      }
    }
    return state
  }

  /// Which ones, and why: success is verified file by file where the counts do not add up.
  private func failures(
    among items: [StoreWork.Item]
  ) async throws(ProviderError) -> [Failed] {
    var members: [String: ObservedMember] = [:]
    if items.count <= Self.mostSingleFiles {
      for item in items { members[item.file] = try await session.member(item.file, of: store) }
    } else {
      for member in try await session.members(of: store) { members[member.file] = member }
    }
    return items.compactMap { item in
      let reason: String
      switch members[item.file]?.state {
      case .completed: return nil
      case .failed(let code, let message):
        reason = "it cannot be indexed: \(message)" + (code.map { " (\($0))" } ?? "")
      case .cancelled: reason = "its indexing was cancelled"
      case .inProgress: reason = "its indexing did not end with that of its batch"
      case nil: reason = "it was attached, and the store does not hold it"
      }
      return Failed(
        item: item,
        failure: FileFailure(
          file: item.path, reason: reason,
          help: "Change the file, or leave it out with `exclude:`; the others are searchable."),
        isWorthARetry: true)
    }
  }

  /// Those that are searchable by now are none of them, where that can still be asked.
  private func slow(_ items: [StoreWork.Item]) async -> [Failed] {
    let members = (try? await session.members(of: store)) ?? []
    let done = Set(members.filter { $0.state == .completed }.map(\.file))
    return items.filter { !done.contains($0.file) }.map {
      Failed(
        item: $0,
        failure: FileFailure(
          file: $0.path, reason: "it is attached, and its indexing has not ended",
          help: "Apply again to go on waiting; nothing is sent twice."), isWorthARetry: false)
    }
  }
}
