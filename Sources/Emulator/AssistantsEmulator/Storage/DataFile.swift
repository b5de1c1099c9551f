import GRDB
import ResourceModel

/// The SQLite file behind `--data`: what the emulator holds, kept over restarts and kills.
///
/// One process has it at a time; the kernel frees it when the process ends, however it ends. A write
/// is on the disk when `commit` returns: write-ahead log, and FULL, since with NORMAL the last
/// writes would survive a kill but not the loss of power.
package struct DataFile: Sendable {
  private let queue: DatabaseQueue
  /// The folder beside it that holds the bytes of files.
  let filesFolder: String

  /// Opens the file, or makes it where there is none. Its folder must be there.
  package init(path: String) throws(DataFileFailure) {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
    }
    filesFolder = path + ".files"
    do {
      // A path is never taken for one of SQLite's own words, such as `:memory:`.
      queue = try DatabaseQueue(
        path: path.hasPrefix("/") ? path : "./" + path, configuration: configuration)
      try queue.writeWithoutTransaction { database in
        try DataFileSchema.checkOwner(of: database)
        try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
      }
      try DataFileSchema.migrator.migrate(queue)
      try queue.writeWithoutTransaction { database in try DataFileSchema.check(database) }
    } catch {
      throw DataFileFailure(error)
    }
  }

  /// Everything in it, in the order of creation.
  func load() throws(DataFileFailure) -> EmulatorState {
    do {
      return try queue.read { database in
        var state = EmulatorState()
        try load(into: &state.assistants, from: database)
        try load(into: &state.vectorStores, from: database)
        try load(into: &state.files, from: database)
        try load(into: &state.batches, from: database)
        for file in try resources(StoreFile.self, in: database) {
          state.storeFiles[file.storeID].put(file, now: file.createdAt)
        }
        state.resume()
        return state
      }
    } catch {
      throw DataFileFailure(error)
    }
  }

  private func load<Resource>(
    into collection: inout ResourceCollection<Resource>, from database: Database
  ) throws {
    for resource in try resources(Resource.self, in: database) {
      collection.put(resource, now: resource.createdAt)
    }
  }

  private func resources<Resource: ListedResource>(
    _ kind: Resource.Type, in database: Database
  ) throws -> [Resource] {
    let rows = try String.fetchCursor(
      database, sql: "SELECT record FROM object WHERE kind = ? ORDER BY place",
      arguments: [Resource.object])
    var resources: [Resource] = []
    while let record = try rows.next() {
      resources.append(try Resource(record: try BodyReader(body: Array(record.utf8))))
    }
    return resources
  }

  /// Writes all changes or none; they are on the disk when it returns.
  func commit(_ changes: [StateChange]) throws(DataFileFailure) {
    if changes.isEmpty { return }
    do {
      try queue.write { database in
        for change in changes { try write(change, to: database) }
      }
    } catch {
      throw DataFileFailure(error)
    }
  }

  private func write(_ change: StateChange, to database: Database) throws {
    switch change {
    case .put(let kind, let id, let record):
      // An object that is there keeps its place, and with it its turn in lists.
      try database.cachedStatement(
        sql: """
          INSERT INTO object (kind, id, record) VALUES (?, ?, ?)
          ON CONFLICT (kind, id) DO UPDATE SET record = excluded.record
          """
      ).execute(arguments: [kind, id, JSONWriter.string(record)])
    case .remove(let kind, let id):
      try database.cachedStatement(sql: "DELETE FROM object WHERE kind = ? AND id = ?")
        .execute(arguments: [kind, id])
    }
  }
}
