import OrderedCollections
import ResourceModel

/// What a journal's entries do to the recorded state.
extension RecordedState {
  mutating func take(_ outcome: WriteOutcome, of entry: JournalEntry) {
    switch entry {
    case .intent(let intent): take(outcome, of: intent)
    case .fileIntent(let intent): take(outcome, of: intent)
    case .outcome: break
    }
  }

  /// A write of which nobody knows whether it was done.
  mutating func takeOpen(_ entry: JournalEntry) {
    switch entry {
    case .intent(let intent):
      if intent.verb == .delete, let id = intent.id { deleting[id] = intent.at }
      guard intent.verb == .create, let nonce = intent.nonce,
        !unresolved.contains(where: { $0.nonce == nonce })
      else { return }
      unresolved.append(
        UnresolvedCreate(
          address: intent.address, nonce: nonce, at: intent.at, replaces: intent.id))
    case .fileIntent(.upload(let upload)):
      if !unresolvedUploads.contains(upload) { unresolvedUploads.append(upload) }
    // The members decide; they have to be looked at. Until then nobody says that the store holds these
    // files: what this apply took out of it would look like somebody else's doing.
    case .fileIntent(.attach(let store, let files)):
      detach(files.values.map { ($0.file, $0.identity) }, from: store)
      for attachment in files.values { attempted[attachment.file] = attachment.settings }
    case .fileIntent(.detach(let store, let file, _, let identity)):
      detach([(file, identity)], from: store)
    // Asked for before anything is decided, as all files are that nothing holds.
    case .fileIntent(.delete), .outcome: break
    }
  }

  private mutating func take(_ outcome: WriteOutcome, of intent: WriteIntent) {
    switch outcome {
    case .recorded(let resource):
      // The same object stands under another address where the write gave it a new one.
      let ids = Set([resource.id] + resource.leaving)
      let former = resources.filter { ids.contains($0.value.id) }.map(\.key)
      for address in Set(former + [intent.address]) {
        loosenFiles(of: address)
        resources[address] = nil
      }
      resources[intent.address] = resource
      for attachment in resource.attachments.values { looseFiles[attachment.file] = nil }
    case .deleted: if let id = intent.id { forget(id, of: intent.address) }
    case .notDone:
      // A host may refuse what it does. The apply would have looked for it once more at its end; so
      // does the next look, and nobody waits for it.
      guard intent.verb == .create, let nonce = intent.nonce else { break }
      unresolved.append(
        UnresolvedCreate(address: intent.address, nonce: nonce, at: 0, replaces: intent.id))
    case .unknown, .uploaded, .done: break
    }
  }

  private mutating func take(_ outcome: WriteOutcome, of intent: FileIntent) {
    switch (intent, outcome) {
    case (.upload(let upload), .uploaded(let id)): looseFiles[id] = upload.identity
    case (.attach(let store, let files), .done): attach(files, to: store)
    case (.detach(let store, let file, _, let identity), .done):
      detach([(file, identity)], from: store)
    case (.delete(let file), .deleted): looseFiles[file] = nil
    default: break
    }
  }
}
