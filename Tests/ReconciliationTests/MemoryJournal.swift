import Reconciliation
import ResourceModel
import Synchronization

/// A journal in memory. It can be made to take nothing more.
final class MemoryJournal: WriteJournal {
  private let state = Mutex((entries: [JournalEntry](), room: Int.max))

  init(room: Int = .max) { state.withLock { $0.room = room } }

  var entries: [JournalEntry] { state.withLock(\.entries) }

  /// `create a n1`, `1 recorded assistant_1`
  var words: [String] {
    entries.map { entry in
      switch entry {
      case .intent(let intent):
        ([intent.verb.rawValue, intent.address.key] + [intent.id, intent.nonce].compactMap { $0 })
          .joined(separator: " ")
      case .fileIntent(.upload(let upload)): "upload \(upload.name)"
      case .fileIntent(.attach(let store, let files)):
        "attach \(files.keys.sorted().joined(separator: " ")) to \(store.key)"
      case .fileIntent(.detach(let store, let file, _, _)): "detach \(file) from \(store.key)"
      case .fileIntent(.delete(let file)): "delete \(file)"
      case .outcome(.uploaded(let id), let of): "\(of) uploaded \(id)"
      case .outcome(.done, let of): "\(of) done"
      case .outcome(.recorded(let resource), let of): "\(of) recorded \(resource.id)"
      case .outcome(.deleted, let of): "\(of) deleted"
      case .outcome(.notDone, let of): "\(of) not done"
      case .outcome(.unknown, let of): "\(of) unknown"
      }
    }
  }

  func begin(_ intent: WriteIntent) async throws(UnnotedIntent) -> Int {
    try add(.intent(intent))
  }

  func begin(_ intent: FileIntent) async throws(UnnotedIntent) -> Int {
    try add(.fileIntent(intent))
  }

  private func add(_ entry: JournalEntry) throws(UnnotedIntent) -> Int {
    let number = state.withLock { state -> Int? in
      guard state.entries.count < state.room else { return nil }
      state.entries.append(entry)
      return state.entries.count
    }
    guard let number else { throw UnnotedIntent(message: "no room", help: "Make room.") }
    return number
  }

  func end(_ intent: Int, _ outcome: WriteOutcome) {
    state.withLock { $0.entries.append(.outcome(outcome, of: intent)) }
  }
}
