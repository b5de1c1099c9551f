import GRDB
import Synchronization

/// The words of the files in all stores, in an SQLite database in memory. It is a cache: each search
/// first brings it to what the store holds, so that nothing has to tell it of writes.
final class SearchIndex: Sendable {
  struct Hit {
    let fileID: String
    let text: String
    /// 0 to 1.
    let score: Double
  }

  /// Made with the first search, which most who use the emulator never make.
  private let queue = Mutex<DatabaseQueue?>(nil)

  /// The best chunks, those of the highest score first. `chunks` reads a file that the index does not
  /// have yet.
  func search(
    _ request: SearchRequest, in store: String, members: [StoreFile],
    chunks: (StoreFile) -> [String]
  ) throws -> [Hit] {
    try opened().write { database in
      let table = try StoreTable(store, in: database)
      try table.update(to: members, chunks: chunks, in: database)
      let shown = request.filter.map { filter in
        Set(members.filter { filter.matches($0.attributes.values) }.map(\.id))
      }
      var best: [Int64: Hit] = [:]
      for query in request.queries {
        for (row, hit) in try table.ranked(query, in: database)
        where shown?.contains(hit.fileID) ?? true && hit.score >= request.threshold
          && hit.score > best[row]?.score ?? -1
        {
          best[row] = hit
        }
      }
      let ordered = best.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
      return ordered.prefix(request.most).map(\.value)
    }
  }

  private func opened() throws -> DatabaseQueue {
    try queue.withLock { queue in
      if let queue { return queue }
      let new = try DatabaseQueue()
      try new.write { database in
        try database.execute(
          sql: """
            CREATE TABLE store (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
            CREATE TABLE indexed (
              store INTEGER NOT NULL, file TEXT NOT NULL, version TEXT NOT NULL,
              PRIMARY KEY (store, file)
            );
            """)
      }
      queue = new
      return new
    }
  }
}
