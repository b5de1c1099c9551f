package import Diagnostics
import OrderedCollections
package import ResourceModel

/// What happens to one file of a store or an assistant.
package struct FileChange: Sendable, Equatable {
  package enum Action: String, Sendable, Hashable, CaseIterable {
    /// Becomes the object's: sent first, unless it exists already.
    case attach
    /// New bytes under the same path: the new file is searchable before the old one leaves.
    case replace
    /// The same file, cut or indexed anew.
    case reattach
    /// Other attributes, in place.
    case annotate
    /// Attached, and not searchable yet.
    case wait
    case detach
  }

  package enum Cause: Sendable, Equatable {
    /// The YAML names it, and it is not there yet.
    case declared
    /// The bytes, the name, the attributes or the chunking are not those of the last write.
    case changed
    /// Somebody else detached it or changed its attributes.
    case drift
    /// The provider could not index it, in its words.
    case failed(String)
    /// The provider is still at it.
    case indexing
    /// No longer declared.
    case undeclared
  }

  package var action: Action
  package var cause: Cause
  /// The path in the project; for one that leaves, that of the last write, and nil where no lock
  /// file knows it.
  package var path: String?
  /// nil where nobody knows it.
  package var name: String?
  /// In bytes; nil for one that leaves.
  package var size: Int?
  /// What it is to be, with the digest; nil for one that leaves.
  package var desired: DesiredFile?
  /// The existing file that is attached, changed or detached; nil for one that is sent first.
  package var file: String?
  /// The file that leaves once this one is searchable.
  package var previous: String?
  /// The attributes that it has; nil where nobody looked, and for one that is new.
  package var attributesBefore: JSONObject?

  package init(
    _ action: Action, _ cause: Cause, path: String?, name: String?, file: String?
  ) {
    self.action = action
    self.cause = cause
    self.path = path
    self.name = name
    self.file = file
  }

  init(_ action: Action, _ cause: Cause, _ desired: DesiredFile, file: String?) {
    self.init(action, cause, path: desired.path, name: desired.name, file: file)
    self.desired = desired
    size = desired.size
  }

  package var source: SourceLocation? { desired?.span?.location }
  package var isDrift: Bool { cause == .drift }
  /// Whether the bytes have to be sent.
  package var isSent: Bool { file == nil && (action == .attach || action == .replace) }
}

/// What happens to the files of one resource.
package struct FileChanges: Sendable, Equatable {
  /// By path, those that leave last.
  package var changes: [FileChange]
  /// What is there and stays as it is, as the lock file is to record it, by path.
  package var inPlace: [String: RecordedAttachment]
  /// Drift that was seen and is left in place: the lock file goes on saying what it drifted from.
  package var held: [FileChange] = []
  /// IDs that somebody else attached: never touched.
  package var foreign: [String]
  /// Not listed, since the store holds as much as after the last write.
  package var isAssumed: Bool
  /// Each attached by itself, and not a value of the object.
  package var areMembers: Bool

  package init(
    changes: [FileChange] = [], inPlace: [String: RecordedAttachment] = [:],
    foreign: [String] = [], isAssumed: Bool = false, areMembers: Bool = false
  ) {
    self.changes = changes
    self.inPlace = inPlace
    self.foreign = foreign
    self.isAssumed = isAssumed
    self.areMembers = areMembers
  }

  package var hasDrift: Bool { changes.contains(where: \.isDrift) }

  /// Members that somebody else attached: told, and no change. In a list that is the object's own value
  /// they are one.
  package var foreignMembers: [String] { areMembers ? foreign : [] }

  package func count(_ action: FileChange.Action) -> Int {
    changes.count { $0.action == action }
  }
}

/// Bytes that are sent, once for all that hold them.
package struct PlannedUpload: Sendable, Equatable {
  /// The file of the project; its attributes are those of one of the resources that hold it.
  package var file: DesiredFile

  package init(file: DesiredFile) { self.file = file }

  package var address: Address { Address(file: file.path) }
  package var identity: FileIdentity { file.identity }
}

/// A file of ours that nothing holds any more.
package struct PlannedFileDeletion: Sendable, Equatable, Hashable {
  package var id: String
  /// nil where nobody knows it.
  package var identity: FileIdentity?
  /// The resources that hold it today, as far as anybody knows.
  package var holders: Set<Address>

  package init(id: String, identity: FileIdentity?, holders: Set<Address> = []) {
    self.id = id
    self.identity = identity
    self.holders = holders
  }

  package var name: String? { identity?.name }
  package var address: Address { Address(file: name ?? id) }
}

/// A file as an element of an assistant's list.
package struct PlannedFile: Sendable, Equatable {
  package var path: String
  package var name: String
  package var content: Digest
  /// nil until it is sent.
  package var id: String?

  package init(path: String, name: String, content: Digest, id: String?) {
    self.path = path
    self.name = name
    self.content = content
    self.id = id
  }

  init(_ file: DesiredFile, id: String?) {
    self.init(path: file.path, name: file.name, content: file.content, id: id)
  }

  var identity: FileIdentity { FileIdentity(name: name, content: content) }
}
