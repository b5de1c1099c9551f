import OrderedCollections
import Planning
import ResourceModel

/// What is to be done with the files of one store, with the IDs that are known by now.
struct StoreWork: Sendable {
  /// A file of the project that the store is to hold.
  struct Item: Sendable {
    let desired: DesiredFile
    let file: String

    var path: String { desired.path }
    var attachment: RecordedAttachment { desired.attachment(as: file) }
    var member: MemberWrite {
      MemberWrite(
        file: file, attributes: desired.memberAttributes, chunking: desired.chunking)
    }
  }

  let address: Address
  let store: String
  var attaches: [Item] = []
  /// Cut or indexed anew: taken out and attached again.
  var reattaches: [Item] = []
  var annotations: [Item] = []
  /// Attached, and still being indexed.
  var waits: [Item] = []
  /// Declared files that could not be sent.
  var lacking: [FileFailure] = []
}

/// What is to leave a store.
struct StoreLeave: Sendable {
  struct Item: Sendable {
    let file: String
    let path: String?
    let identity: FileIdentity?
  }

  let address: Address
  let store: String
  var items: [Item] = []
}

/// What became of a store's files.
struct StoreOutcome: Sendable {
  var attached: [String: RecordedAttachment] = [:]
  var detached: [(file: String, identity: FileIdentity?)] = []
  /// Taken out, or perhaps, so as to be attached anew: not the store's until they are attached again.
  var takenOut: [(file: String, identity: FileIdentity)] = []
  var failures: [FileFailure] = []
  /// What the store says that it holds now; nil where something is still open.
  var contents: ContentFingerprint?
}
