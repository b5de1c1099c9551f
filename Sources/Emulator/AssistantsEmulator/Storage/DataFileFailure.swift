import GRDB

/// Why a data file cannot be used.
package enum DataFileFailure: Error, Equatable {
  /// Another process has it.
  case inUse
  /// It is no data file of the emulator.
  case foreign
  /// A newer emulator wrote it.
  case newer
  /// What SQLite, or the reader of records, says of it.
  case damaged(String)
  /// It cannot be opened, read or written; SQLite's words.
  case unusable(String)

  init(_ error: any Error) {
    switch error {
    case let failure as DataFileFailure: self = failure
    case let error as APIError: self = .damaged(error.message)
    case let error as DatabaseError:
      let words = error.message ?? "\(error.resultCode)"
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .inUse
      case .SQLITE_NOTADB: self = .foreign
      case .SQLITE_CORRUPT: self = .damaged(words)
      default: self = .unusable(words)
      }
    default: self = .unusable("\(error)")
    }
  }
}
