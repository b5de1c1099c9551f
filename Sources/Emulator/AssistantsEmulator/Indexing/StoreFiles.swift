/// The files of all stores.
struct StoreFiles: Sendable {
  private var stores: [String: ResourceCollection<StoreFile>] = [:]
  /// Stores that may have changes to tell.
  private var touched: Set<String> = []
  private var changes: [StateChange] = []
  var recordsChanges = false

  /// The files of one store; those of a store without files are empty.
  subscript(store: String) -> ResourceCollection<StoreFile> {
    get { stores[store] ?? ResourceCollection() }
    _modify {
      var empty = ResourceCollection<StoreFile>()
      empty.recordsChanges = recordsChanges
      if recordsChanges { touched.insert(store) }
      yield &stores[store, default: empty]
    }
  }

  /// The stores that a file is in.
  func stores(with file: String) -> [String] {
    stores.filter { $0.value[file] != nil }.keys.sorted()
  }

  mutating func removeStore(_ store: String) {
    guard var files = stores.removeValue(forKey: store) else { return }
    for file in files.all { _ = files.remove(id: file.id) }
    changes += files.takeChanges()
    touched.remove(store)
  }

  mutating func recordChanges() {
    recordsChanges = true
    for store in stores.keys { stores[store]?.recordsChanges = true }
  }

  mutating func takeChanges() -> [StateChange] {
    var taken = changes
    changes = []
    for store in touched.sorted() { taken += stores[store]?.takeChanges() ?? [] }
    touched = []
    return taken
  }

  mutating func endLag(_ token: Int) {
    for store in stores.keys { stores[store]?.endLag(token) }
  }

  mutating func endLags() {
    for store in stores.keys { stores[store]?.endLags() }
  }

  var all: [StoreFile] { stores.values.flatMap(\.all) }
}
