package import Diagnostics
import OrderedCollections
package import ResourceModel

/// What belongs to the project at a target, told from the markers on the objects, and the lock file
/// that follows from it. Pure: nothing is decided later.
package struct Recovery: Sendable {
  /// One object that is a resource of the project.
  package struct Found: Sendable, Equatable {
    package var address: Address
    package var id: String
    /// False for an object that only the lock file knows, since its marker is missing.
    package var hasMarker: Bool
  }

  /// An object with our marker that is not, or not the only, resource of its address.
  package struct Stray: Sendable, Equatable {
    package var address: Address
    package var kind: ResourceKind
    package var id: String
    /// Refuses deletion, as the YAML or the lock file says.
    package var isProtected: Bool
    /// The object that the address has; nil for an orphan.
    package var kept: String?
    /// Why that one: it is recorded, or else it is the oldest.
    package var keptIsRecorded = false
  }

  package private(set) var found: [Found] = []
  /// Our marker, and an address that the YAML does not declare.
  package private(set) var orphans: [Stray] = []
  /// Created twice: two nonces at one address.
  package private(set) var duplicates: [Stray] = []
  /// Made in a dashboard: one nonce under two IDs. Never deleted, since they are somebody's work.
  package private(set) var copies: [Stray] = []
  /// Recorded, and gone.
  package private(set) var gone: [Address] = []
  /// What the lock file is to say.
  package private(set) var recorded: RecordedState
  /// An error forbids to write the lock file.
  package private(set) var problems: [Diagnostic] = []

  package init(
    desired: DesiredState, recorded: RecordedState, observed: ObservedState,
    catalogue: ResourceCatalogue = .standard
  ) {
    let matching = ResourceMatching(
      desired: desired, recorded: recorded, observed: observed, catalogue: catalogue)
    self.recorded = matching.recorded
    self.recorded.resources = [:]
    var objects: [Address: ObservedResource] = [:]
    for address in matching.ownedAddresses.sorted() {
      if let object = look(at: address, matching, desired) { objects[address] = object }
    }
    let ids = ReferenceTable(
      self.recorded.resources.mapValues(\.id),
      files: Planner.fileTable(
        desired: desired, recorded: matching.recorded, observed: observed))
    for (address, object) in objects {
      guard let schema = catalogue.schema(of: address),
        let entry = self.recorded.resources[address]
      else { continue }
      let earlier = matching.recorded.resources[address]
      self.recorded.resources[address] =
        RecoveredEntry(
          schema: schema, desired: desired.resources[address], ids: ids,
          earlier: earlier?.id == object.id ? earlier : nil
        ).entry(object, leaving: entry.leaving, isProtected: entry.isProtected)
    }
    self.recorded.outputs = [:]
    for (name, output) in desired.outputs {
      self.recorded.outputs[name] = self.recorded.resources[output.address]?.id
    }
  }

  /// Sorts out one address. Returns the object whose entry is to be built from its marker.
  private mutating func look(
    at address: Address, _ matching: ResourceMatching, _ desired: DesiredState
  ) -> ObservedResource? {
    let resource = desired.resources[address]
    let earlier = matching.recorded.resources[address]
    let match = matching.match(address)
    if case .contested(let claims) = match {
      problems.append(PlanProblems.contested(address, claims, at: resource?.span))
      return nil
    }
    // What was made in the same second stays in the order of the list, which is oldest first.
    let marked = matching.marked(address).enumerated().sorted {
      ($0.element.createdAt ?? .max, $0.offset) < ($1.element.createdAt ?? .max, $1.offset)
    }.map(\.element)
    guard let kept = marked.first(where: { $0.id == earlier?.id }) ?? marked.first else {
      if case .found(let object) = match {
        recorded.resources[address] = earlier
        found.append(Found(address: address, id: object.id, hasMarker: false))
      } else if earlier != nil {
        gone.append(address)
      }
      return nil
    }
    let isProtected = resource?.lifecycle.protect ?? earlier?.isProtected ?? false
    var stray = Stray(
      address: address, kind: kept.kind, id: kept.id, isProtected: isProtected, kept: nil)
    let isRemoved = desired.removed.contains { $0.address == address }
    if resource == nil, !isRemoved { orphans.append(stray) }
    stray.keptIsRecorded = kept.id == earlier?.id
    var originals: [String: String] = [:]
    for object in [kept] + marked.filter({ $0.id != kept.id }) {
      let nonce = object.marker.marker?.nonce ?? object.id
      stray.id = object.id
      stray.kept = originals[nonce] ?? kept.id
      if originals[nonce] != nil {
        copies.append(stray)
      } else if object.id != kept.id {
        duplicates.append(stray)
      }
      originals[nonce] = originals[nonce] ?? object.id
    }
    // What nobody declares is recorded only where it was: `--prune` deletes what is recorded.
    guard resource != nil || earlier?.id == kept.id else { return nil }
    recorded.resources[address] = RecordedResource(
      id: kept.id, leaving: earlier?.leaving ?? [], isProtected: isProtected)
    if resource != nil {
      found.append(Found(address: address, id: kept.id, hasMarker: true))
    }
    return kept
  }
}
