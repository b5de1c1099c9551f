/// One line of the journal of an apply: what is about to be written, or how a write ended.
package enum JournalEntry: Sendable, Equatable {
  case intent(WriteIntent)
  case fileIntent(FileIntent)
  /// How the write of an earlier entry ended.
  case outcome(WriteOutcome, of: Int)
}

/// A write as it is noted before its request: enough to find out later what became of it.
package struct WriteIntent: Sendable, Equatable {
  package enum Verb: String, Sendable, Equatable {
    case create, update, delete
  }

  package var verb: Verb
  package var address: Address
  package var kind: ResourceKind
  /// The object that is changed or deleted; for a create, the one that it replaces.
  package var id: String?
  /// The nonce in the marker that a create sends; nil for other writes, and for kinds without markers.
  package var nonce: String?
  /// Seconds since 1970, by this machine's clock.
  package var at: Int

  package init(
    _ verb: Verb, _ address: Address, kind: ResourceKind, id: String? = nil, nonce: String? = nil,
    at: Int
  ) {
    self.verb = verb
    self.address = address
    self.kind = kind
    self.id = id
    self.nonce = nonce
    self.at = at
  }
}

package enum WriteOutcome: Sendable, Equatable {
  /// What the lock is to say of the resource now.
  case recorded(RecordedResource)
  /// The object of a deletion exists no more.
  case deleted
  /// The ID of the file that was sent.
  case uploaded(String)
  /// The files are attached, or detached.
  case done
  /// It took no effect, for certain.
  case notDone
  /// No usable answer came: it may have taken effect.
  case unknown
}

/// A write that concerns files, as it is noted before its request.
package enum FileIntent: Sendable, Equatable {
  case upload(UnresolvedUpload)
  /// To the store of an address; the files by their paths.
  case attach(Address, [String: RecordedAttachment])
  /// From the store of an address. The path is nil for a file that no lock file knew.
  case detach(Address, file: String, path: String?, FileIdentity?)
  case delete(file: String)
}

/// Which entries of which journal a lock file holds already.
package struct JournalPosition: Sendable, Equatable {
  package var journal: String
  package var entry: Int

  package init(journal: String, entry: Int) {
    self.journal = journal
    self.entry = entry
  }
}

/// A create that was sent and never shown to exist or not: its object may still appear in a list.
package struct UnresolvedCreate: Sendable, Hashable {
  package var address: Address
  package var nonce: String
  /// Seconds since 1970.
  package var at: Int
  /// The object that it was to replace.
  package var replaces: String?

  package init(address: Address, nonce: String, at: Int, replaces: String? = nil) {
    self.address = address
    self.nonce = nonce
    self.at = at
    self.replaces = replaces
  }
}
