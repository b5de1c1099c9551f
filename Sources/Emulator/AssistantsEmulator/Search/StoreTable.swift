import GRDB

/// The chunks of one store. Each store has a table of its own, since BM25 weighs words by how many of
/// all chunks of a table have them.
struct StoreTable {
  private let number: Int64
  private var name: String { "chunk_\(number)" }

  /// The table of a store, made where there is none.
  init(_ store: String, in database: Database) throws {
    if let number = try Int64.fetchOne(
      database, sql: "SELECT number FROM store WHERE id = ?", arguments: [store])
    {
      self.number = number
      return
    }
    try database.execute(sql: "INSERT INTO store (id) VALUES (?)", arguments: [store])
    number = database.lastInsertedRowID
    try database.execute(
      sql: """
        CREATE VIRTUAL TABLE \(name)
        USING fts5(text, file UNINDEXED, tokenize = 'porter unicode61 remove_diacritics 2')
        """)
  }

  /// Brings the table to these files: removes what has left, reads what is new or was attached anew.
  func update(
    to members: [StoreFile], chunks: (StoreFile) -> [String], in database: Database
  ) throws {
    var known: [String: String] = [:]
    let rows = try Row.fetchAll(
      database, sql: "SELECT file, version FROM indexed WHERE store = ?", arguments: [number])
    for row in rows { known[row["file"]] = row["version"] }
    let wanted = Dictionary(members.map { ($0.id, Self.version(of: $0)) }) { first, _ in first }
    for (file, version) in known where wanted[file] != version {
      try database.execute(sql: "DELETE FROM \(name) WHERE file = ?", arguments: [file])
      try database.execute(
        sql: "DELETE FROM indexed WHERE store = ? AND file = ?", arguments: [number, file])
    }
    for member in members where known[member.id] != Self.version(of: member) {
      for chunk in chunks(member) {
        try database.execute(
          sql: "INSERT INTO \(name) (text, file) VALUES (?, ?)", arguments: [chunk, member.id])
      }
      try database.execute(
        sql: "INSERT INTO indexed VALUES (?, ?, ?)",
        arguments: [number, member.id, Self.version(of: member)])
    }
  }

  /// Another one where a file was attached anew.
  private static func version(of member: StoreFile) -> String {
    "\(member.readyAt) \(member.chunking.largest) \(member.chunking.overlap)"
  }

  /// Chunks with a word of the query, by row. The score is the share of the query's words that a chunk
  /// has, and of two that have the same share the one that BM25 finds better is above the other.
  func ranked(
    _ query: String, in database: Database
  ) throws -> [(row: Int64, hit: SearchIndex.Hit)] {
    let words = Self.words(of: query)
    if words.isEmpty { return [] }
    var shares: [Int64: Double] = [:]
    for word in words {
      let rows = try Int64.fetchAll(
        database, sql: "SELECT rowid FROM \(name) WHERE \(name) MATCH ?", arguments: [word])
      for row in rows { shares[row, default: 0] += 1 / Double(words.count) }
    }
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT rowid, file, text, -bm25(\(name)) AS rank FROM \(name) WHERE \(name) MATCH ?",
      arguments: [words.joined(separator: " OR ")])
    let best = rows.map { $0["rank"] as Double }.max() ?? 0
    return rows.map { row in
      let id: Int64 = row["rowid"]
      let rank: Double = row["rank"]
      let relative = best > 0 ? rank / best : 0
      let score = min(1, (shares[id] ?? 0) * (0.5 + 0.5 * relative))
      return (id, SearchIndex.Hit(fileID: row["file"], text: row["text"], score: score))
    }
  }

  /// The words as FTS5 takes them: quoted, so that none is an operator. Each once.
  private static func words(of query: String) -> [String] {
    let words = query.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    return Set(words).sorted().map { "\"\($0)\"" }
  }
}
