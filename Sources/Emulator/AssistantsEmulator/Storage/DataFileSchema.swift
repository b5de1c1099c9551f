import GRDB

/// What stands in a data file, version by version. A later version is a new migration below the
/// others; those that were released never change.
enum DataFileSchema {
  /// `asst` in ASCII: tells a data file from other programs' SQLite files.
  private static let applicationID = 0x6173_7374

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 objects") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      // A new place is above all others, so that the order of places is that of creation.
      try database.execute(
        sql: """
          CREATE TABLE object (
            place INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            record TEXT NOT NULL,
            UNIQUE (kind, id)
          ) STRICT
          """)
    }
    return migrator
  }

  /// Throws unless the file is empty or a data file of this or an earlier version; writes nothing.
  static func checkOwner(of database: Database) throws {
    let owner = try Int.fetchOne(database, sql: "PRAGMA application_id")
    if owner == applicationID {
      if try migrator.hasBeenSuperseded(database) { throw DataFileFailure.newer }
      return
    }
    let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    if owner != 0 || !isEmpty { throw DataFileFailure.foreign }
  }

  /// Throws when SQLite finds the file damaged.
  static func check(_ database: Database) throws {
    let found = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
    if let found, found != "ok" { throw DataFileFailure.damaged(found) }
  }
}
