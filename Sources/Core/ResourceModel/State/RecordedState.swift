package import OrderedCollections

/// What the lock file says: IDs and digests, no text.
package struct RecordedState: Sendable, Equatable {
  package var serial: Int
  package var project: String
  package var target: String
  package var origin: Origin
  package var outputs: OrderedDictionary<String, String>
  package var resources: [Address: RecordedResource]
  /// Creates whose objects may still appear in a list.
  package var unresolved: [UnresolvedCreate] = []
  /// Files of ours that nothing holds: uploaded and not attached yet, or to be deleted; by ID.
  package var looseFiles: [String: FileIdentity] = [:]
  /// Uploads whose files may still appear in a list.
  package var unresolvedUploads: [UnresolvedUpload] = []
  /// IDs whose deletion was sent, and nobody knows whether it was done, with the seconds since 1970 of
  /// that. What is gone at a later look was not deleted outside; a host may be a while about it.
  package var deleting: [String: Int] = [:]
  /// What files may have been attached with, by their IDs, where an interrupted apply did not hear how
  /// that ended: a server does not always say how it cut one. In no lock file.
  package var attempted: [String: AttachmentSettings] = [:]
  /// How many pages a list had, for kinds of which asking for each ID is fewer requests.
  package var pages: [ResourceKind: Int] = [:]
  /// How far a journal has been taken into this state; nil where none was.
  package var journal: JournalPosition?

  package init(
    serial: Int = 0, project: String, target: String, origin: Origin,
    outputs: OrderedDictionary<String, String> = [:],
    resources: [Address: RecordedResource] = [:]
  ) {
    self.serial = serial
    self.project = project
    self.target = target
    self.origin = origin
    self.outputs = outputs
    self.resources = resources
  }

  /// The IDs of all files that resources hold.
  package var attachedFiles: Set<String> {
    resources.values.reduce(into: []) { $0.formUnion($1.attachments.values.lazy.map(\.file)) }
  }

  /// Whether a lock file of it would say nothing.
  package var saysNothing: Bool {
    resources.isEmpty && unresolved.isEmpty && looseFiles.isEmpty && unresolvedUploads.isEmpty
  }

  /// An object of a resource is deleted: a predecessor, or else the resource itself, whose entry may be
  /// stale. Predecessors that still have to go outlive it, or nobody would know of them.
  package mutating func forget(_ id: String, of address: Address) {
    guard var entry = resources[address] else { return }
    if entry.leaving.contains(id) {
      entry.leaving.removeAll { $0 == id }
      resources[address] = entry
    } else {
      loosenFiles(of: address)
      forgetCurrent(of: address)
    }
  }

  /// What a resource held is held by nothing, unless something else does: its object is deleted, or has
  /// a successor.
  package mutating func loosenFiles(of address: Address) {
    guard let attachments = resources[address]?.attachments else { return }
    for attachment in attachments.values { looseFiles[attachment.file] = attachment.identity }
  }

  /// Files became members of a store. Its fingerprint is not known any more.
  package mutating func attach(_ files: [String: RecordedAttachment], to address: Address) {
    for (path, attachment) in files {
      // What stood under the path leaves the store later; until then nobody may forget it.
      if let earlier = resources[address]?.attachments[path], earlier.file != attachment.file {
        looseFiles[earlier.file] = earlier.identity
      }
      resources[address]?.attachments[path] = attachment
      looseFiles[attachment.file] = nil
    }
    resources[address]?.contents = nil
  }

  /// Files are no members of a store any more, and nothing holds them unless something else does.
  package mutating func detach(
    _ files: [(file: String, identity: FileIdentity?)], from address: Address
  ) {
    guard !files.isEmpty else { return }
    resources[address]?.contents = nil
    let gone = Set(files.map(\.file))
    let paths = resources[address]?.attachments.filter { gone.contains($0.value.file) }.keys
    for path in paths.map(Array.init) ?? [] { resources[address]?.attachments[path] = nil }
    for case (let file, let identity?) in files { looseFiles[file] = identity }
  }

  /// The resource itself is gone.
  package mutating func forgetCurrent(of address: Address) {
    var leaving = resources[address]?.leaving ?? []
    resources[address] =
      leaving.isEmpty ? nil : RecordedResource(id: leaving.removeFirst(), leaving: leaving)
  }
}

/// The place that the IDs belong to: the same names at another place are other objects.
package struct Origin: Sendable, Equatable {
  package var baseURL: String
  package var organization: String?

  package init(baseURL: String, organization: String? = nil) {
    self.baseURL = baseURL
    self.organization = organization
  }
}

package struct RecordedResource: Sendable, Equatable {
  package var id: String
  package var createdAt: Int?
  /// The digest of what the last write left, for each declared attribute.
  package var applied: [AttributePath: Digest]
  /// The digest of what the server returned for it, for every attribute.
  package var returned: [AttributePath: Digest]
  /// The digest of the key order that was sent, for attributes that hold a JSON Schema.
  package var keyOrder: [AttributePath: Digest]
  /// The digest of what the server held on to, for attributes that it did not take: they are written
  /// again, and are nobody's drift, although the marker says that they were sent.
  package var refused: [AttributePath: Digest] = [:]
  /// The files that the object holds, by their paths.
  package var attachments: [String: RecordedAttachment] = [:]
  /// What a store said that it holds after our last write; nil where that is not known, so that its
  /// members have to be looked at.
  package var contents: ContentFingerprint?
  /// Whether it was somebody else's store when it was imported: what hung on it then stays theirs,
  /// whatever its members say of themselves.
  package var isImported = false
  /// IDs of predecessors that a replacement still has to delete.
  package var leaving: [String]
  /// Whether the YAML protected it when it was last applied: a file that is lost takes no protection
  /// along.
  package var isProtected: Bool

  package init(
    id: String, createdAt: Int? = nil, applied: [AttributePath: Digest] = [:],
    returned: [AttributePath: Digest] = [:], keyOrder: [AttributePath: Digest] = [:],
    leaving: [String] = [], isProtected: Bool = false
  ) {
    self.id = id
    self.createdAt = createdAt
    self.applied = applied
    self.returned = returned
    self.keyOrder = keyOrder
    self.leaving = leaving
    self.isProtected = isProtected
  }
}
