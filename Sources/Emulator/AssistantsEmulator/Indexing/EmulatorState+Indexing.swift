/// A file that is being indexed, and when that ends.
struct PendingIndexing: Sendable {
  /// In milliseconds since 1970.
  let readyAt: Int
  let storeID: String
  let fileID: String
}

extension EmulatorState {
  /// Attaches files to a store that is not put back yet. A file that is in the store already is
  /// indexed anew.
  mutating func attach(
    _ attachments: [Attachment], to store: inout VectorStore, batch: inout FileBatch?,
    rules: CreationRules
  ) {
    for attachment in attachments {
      guard let file = files[attachment.fileID] else { continue }
      let member = StoreFile(
        id: file.id, storeID: store.id, createdAt: rules.now, chunking: attachment.chunking,
        attributes: attachment.attributes, batchID: batch?.id,
        readyAt: rules.indexing.end,
        outcome: rules.indexing.outcome(file, attachment.chunking))
      if let old = storeFiles[store.id][file.id] {
        store.counts[old.status] -= 1
        store.usageBytes -= old.usageBytes
        leaveBatch(old, now: rules.now)
      }
      store.counts[.inProgress] += 1
      batch?.counts[.inProgress] += 1
      storeFiles[store.id].put(member, now: rules.now, lag: rules.quirks.lag)
      indexing.append(
        PendingIndexing(readyAt: member.readyAt, storeID: store.id, fileID: file.id))
    }
  }

  /// Returns false when the store has no such file.
  mutating func detach(
    _ file: String, from store: String, now: Int, lag: Quirks.ListLag?
  ) -> Bool {
    guard let member = storeFiles[store][file] else { return false }
    _ = storeFiles[store].remove(id: file, lag: lag)
    leaveBatch(member, now: now)
    if var changed = vectorStores[store] {
      changed.counts[member.status] -= 1
      changed.usageBytes -= member.usageBytes
      if !changed.isExpired(at: now) { changed.lastActiveAt = now }
      vectorStores.put(changed, now: now)
    }
    return true
  }

  /// A batch does not wait for what has left it.
  private mutating func leaveBatch(_ member: StoreFile, now: Int) {
    guard member.status == .inProgress, var batch = member.batchID.flatMap({ batches[$0] }) else {
      return
    }
    batch.counts[.inProgress] -= 1
    batch.counts[.cancelled] += 1
    batches.put(batch, now: now)
  }

  /// Stops the indexing of what is left of a batch.
  mutating func cancel(_ batch: FileBatch, now: Int) {
    var batch = batch
    batch.isCancelled = true
    guard var store = vectorStores[batch.storeID] else { return }
    for id in batch.fileIDs {
      guard var member = storeFiles[store.id][id], member.batchID == batch.id,
        member.status == .inProgress
      else { continue }
      member.isCancelled = true
      storeFiles[store.id].put(member, now: now)
      store.counts[.inProgress] -= 1
      store.counts[.cancelled] += 1
      batch.counts[.inProgress] -= 1
      batch.counts[.cancelled] += 1
    }
    vectorStores.put(store, now: now)
    batches.put(batch, now: now)
  }

  /// Takes a file out of all stores and forgets it; returns false when there is none.
  mutating func removeFile(_ id: String, now: Int, lag: Quirks.ListLag?) -> Bool {
    guard files.remove(id: id, lag: lag) else { return false }
    for store in storeFiles.stores(with: id) {
      _ = detach(id, from: store, now: now, lag: lag)
    }
    discarded.append(id)
    return true
  }

  /// The files of the store stay; the store's batches go with it.
  mutating func removeStoreContents(_ id: String) {
    storeFiles.removeStore(id)
    for batch in batches.all where batch.storeID == id { _ = batches.remove(id: batch.id) }
  }

  /// Lets happen what happens by itself: indexing ends, and files expire.
  mutating func settle(at milliseconds: Int, now: Int) {
    settleIndexing(at: milliseconds, now: now)
    guard let nextExpiry, nextExpiry <= now else { return }
    for file in files.all where file.expiresAt.map({ $0 <= now }) == true {
      _ = removeFile(file.id, now: now, lag: nil)
    }
    self.nextExpiry = files.all.compactMap(\.expiresAt).min()
  }

  private mutating func settleIndexing(at milliseconds: Int, now: Int) {
    let count = indexing.prefix { $0.readyAt <= milliseconds }.count
    if count == 0 { return }
    let ready = indexing[..<count]
    indexing.removeFirst(count)
    var stores: [String: VectorStore] = [:]
    var batches: [String: FileBatch] = [:]
    for item in ready {
      guard var member = storeFiles[item.storeID][item.fileID], member.status == .inProgress,
        member.readyAt == item.readyAt
      else { continue }
      member.isIndexed = true
      storeFiles[item.storeID].put(member, now: now)
      if var store = stores[item.storeID] ?? vectorStores[item.storeID] {
        store.counts[.inProgress] -= 1
        store.counts[member.status] += 1
        store.usageBytes += member.usageBytes
        stores[item.storeID] = store
      }
      if let id = member.batchID, var batch = batches[id] ?? self.batches[id] {
        batch.counts[.inProgress] -= 1
        batch.counts[member.status] += 1
        batches[id] = batch
      }
    }
    for store in stores.values { vectorStores.put(store, now: now) }
    for batch in batches.values { self.batches.put(batch, now: now) }
  }

  mutating func add(_ file: StoredFile, now: Int, lag: Quirks.ListLag?) {
    files.put(file, now: now, lag: lag)
    if let end = file.expiresAt { nextExpiry = min(nextExpiry ?? end, end) }
  }

  /// Goes on with what was to happen by itself when the state was kept.
  mutating func resume() {
    nextExpiry = files.all.compactMap(\.expiresAt).min()
    indexing = storeFiles.all.filter { $0.status == .inProgress }
      .map { PendingIndexing(readyAt: $0.readyAt, storeID: $0.storeID, fileID: $0.id) }
      .sorted { $0.readyAt < $1.readyAt }
  }
}
