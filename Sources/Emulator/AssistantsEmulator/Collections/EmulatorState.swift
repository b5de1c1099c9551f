/// All objects that the emulator holds.
struct EmulatorState: Sendable {
  var assistants = ResourceCollection<Assistant>()
  var vectorStores = ResourceCollection<VectorStore>()
  var files = ResourceCollection<StoredFile>()
  var storeFiles = StoreFiles()
  var batches = ResourceCollection<FileBatch>()
  /// What is being indexed, what ends first at the beginning.
  var indexing: [PendingIndexing] = []
  /// When the next file expires, in seconds since 1970.
  var nextExpiry: Int?
  /// Files that are gone, and whose bytes are not yet.
  var discarded: [String] = []

  /// Lists show from now on what this lag kept from them.
  mutating func endLag(_ token: Int) {
    assistants.endLag(token)
    vectorStores.endLag(token)
    files.endLag(token)
    storeFiles.endLag(token)
  }

  mutating func endLags() {
    assistants.endLags()
    vectorStores.endLags()
    files.endLags()
    storeFiles.endLags()
  }

  /// From now on each write is kept until `takeChanges` asks for it.
  mutating func recordChanges() {
    assistants.recordsChanges = true
    vectorStores.recordsChanges = true
    files.recordsChanges = true
    storeFiles.recordChanges()
    batches.recordsChanges = true
  }

  /// What was written since the last call, each collection's writes in their order.
  mutating func takeChanges() -> [StateChange] {
    assistants.takeChanges() + vectorStores.takeChanges() + files.takeChanges()
      + storeFiles.takeChanges() + batches.takeChanges()
  }

  /// The files that were removed since the last call.
  mutating func takeDiscarded() -> [String] {
    defer { discarded = [] }
    return discarded
  }

  /// The second of the newest object; 0 without one.
  var newestSecond: Int {
    max(assistants.newestSecond, vectorStores.newestSecond, files.newestSecond)
  }
}
