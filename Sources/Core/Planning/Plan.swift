package import OrderedCollections
package import ResourceModel

/// The difference between what is declared and what exists, as a value: it is computed once and then
/// rendered, counted, applied. It holds no closures and decides nothing later.
package struct Plan: Sendable, Equatable {
  package var project: String
  package var target: String
  package var origin: Origin
  /// Every resource that was looked at, those without a change included; in the order of the YAML,
  /// deletions last.
  package var changes: [ResourceChange]
  /// What is ours and no longer declared, and is left alone because nobody said to delete it.
  package var kept: [KeptResource]
  package var outputs: OrderedDictionary<String, Address>
  /// Files of ours at the provider that nothing holds any more.
  package var fileDeletions: [PlannedFileDeletion] = []

  package init(
    project: String, target: String, origin: Origin, changes: [ResourceChange] = [],
    kept: [KeptResource] = [], outputs: OrderedDictionary<String, Address> = [:]
  ) {
    self.project = project
    self.target = target
    self.origin = origin
    self.changes = changes
    self.kept = kept
    self.outputs = outputs
  }

  /// The resources that an apply would write, in plan order.
  package var effective: [ResourceChange] { changes.filter { $0.action != .noOp } }

  /// Whether nothing would be sent; the lock file alone may still drop what is gone.
  package var isEmpty: Bool {
    fileDeletions.isEmpty && effective.allSatisfy { $0.action == .forget && !$0.releasesMarker }
  }

  /// What has to be sent before something can hold it, each once, in the order of the paths.
  package var uploads: [PlannedUpload] {
    var seen = Set<FileIdentity>()
    return effective.flatMap { $0.files?.changes ?? [] }.filter(\.isSent).compactMap(\.desired)
      .sorted { $0.path < $1.path }
      .filter { seen.insert($0.identity).inserted }.map(PlannedUpload.init)
  }

  /// Whether something at the provider was changed by somebody else, and this plan would undo it.
  package var hasDrift: Bool { changes.contains { $0.hasDrift } }

  /// The same, but for what was deleted outside when making it anew was asked for in so many words.
  package func needsConsent(allowingRecreation: Bool) -> Bool {
    changes.contains { $0.hasDrift && !(allowingRecreation && $0.reason == .deletedOutside) }
  }

  /// How many values and resources stay as somebody else left them.
  package var heldCount: Int { changes.reduce(0) { $0 + $1.held.count } }

  package func count(_ action: Action) -> Int { changes.count { $0.action == action } }
}

/// What happens to one resource.
package enum Action: String, Sendable, Hashable, CaseIterable {
  case create, update, replace, delete
  /// An existing object becomes ours: its marker is written.
  case adopt
  /// The lock file drops a resource: one that exists no longer, for which nothing is sent, or one of
  /// `removed:`, whose marker is taken off.
  case forget
  case noOp = "no-op"
}

/// A resource of ours that the YAML no longer declares.
package struct KeptResource: Sendable, Equatable {
  package var address: Address
  package var id: String
  /// In the lock file, so that `--prune` deletes it; one that only its marker shows is never pruned.
  package var isRecorded: Bool

  package init(address: Address, id: String, isRecorded: Bool) {
    self.address = address
    self.id = id
    self.isRecorded = isRecorded
  }
}
