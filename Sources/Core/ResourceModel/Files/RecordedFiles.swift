import OrderedCollections

/// What the lock file remembers of one file of a store or an assistant.
package struct RecordedAttachment: Sendable, Equatable {
  /// Its ID at the provider.
  package var file: String
  package var name: String
  package var content: Digest
  package var settings: AttachmentSettings

  package init(
    file: String, name: String, content: Digest, settings: AttachmentSettings = .none
  ) {
    self.file = file
    self.name = name
    self.content = content
    self.settings = settings
  }

  package var identity: FileIdentity { FileIdentity(name: name, content: content) }
}

/// The attributes and the chunking that a file was attached with, 8 hexadecimal digits each.
package struct AttachmentSettings: Sendable, Hashable {
  package let attributes: String
  package let chunking: String

  /// No attributes, and the server's own chunking.
  package static let none = AttachmentSettings(attributes: [:], chunking: nil)

  package init(attributes: JSONObject, chunking: JSONValue?) {
    self.attributes = Digest(of: .object(attributes)).short
    self.chunking = Digest(of: chunking ?? .null).short
  }

  /// Reads 16 hexadecimal digits; nil for anything else.
  package init?(_ text: String) {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
    guard text.utf8.count == 16, text.utf8.allSatisfy(isDigit) else { return nil }
    attributes = String(text.prefix(8))
    chunking = String(text.suffix(8))
  }

  package var text: String { attributes + chunking }
}

/// How much a store holds, as it says itself: while this stays as it is, nobody has to look at the
/// members one by one.
package struct ContentFingerprint: Sendable, Equatable {
  package var completed: Int
  package var failed: Int
  package var cancelled: Int
  package var inProgress: Int
  /// What the provider's index takes.
  package var bytes: Int

  package init(completed: Int, failed: Int, cancelled: Int, inProgress: Int, bytes: Int) {
    self.completed = completed
    self.failed = failed
    self.cancelled = cancelled
    self.inProgress = inProgress
    self.bytes = bytes
  }

  package var total: Int { completed + failed + cancelled + inProgress }
  /// Whether every member is searchable.
  package var isSettled: Bool { failed == 0 && cancelled == 0 && inProgress == 0 }
}

/// An upload of which nobody knows whether it was done: files carry no marker, so it is looked for by
/// what was sent.
package struct UnresolvedUpload: Sendable, Hashable {
  package var name: String
  package var size: Int
  package var content: Digest
  /// Seconds since 1970, by this machine's clock.
  package var at: Int

  package init(name: String, size: Int, content: Digest, at: Int) {
    self.name = name
    self.size = size
    self.content = content
    self.at = at
  }

  package var identity: FileIdentity { FileIdentity(name: name, content: content) }
}
