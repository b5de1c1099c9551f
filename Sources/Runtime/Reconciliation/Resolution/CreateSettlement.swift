package import ResourceModel

/// What became of creates whose outcome nobody knows, told by the nonces in the markers that a list
/// shows; and of deletions that were begun, told by what no list shows.
///
/// An object that is recorded and still exists stays; else the oldest one is the resource's. A loser
/// leaves, if its nonce is one of ours. A nonce under two IDs is a copy that somebody made: it is left
/// to the plan, which reports it.
package struct CreateSettlement: Sendable {
  /// Lists lag by less than this: seconds after which a create that no list shows is given up.
  package static let window = 30
  /// What was given up is still looked for in every list up to one that is so much later, in seconds.
  package static let longestMemory = 86_400

  /// With what was found, and without what is certain now.
  package private(set) var recorded: RecordedState
  /// Creates whose objects a list may be late to show.
  package private(set) var awaited: [UnresolvedCreate] = []

  private let observed: ObservedState
  private let catalogue: ResourceCatalogue
  private let owned: [Address: [ObservedResource]]

  /// `now` is in seconds since 1970, by the clock that the creates were noted with. `ownership` and
  /// `addresses` tell the former names under which they may have been sent.
  package init(
    _ recorded: RecordedState, of ownership: Ownership,
    addresses: FormerAddresses = FormerAddresses([]), observed: ObservedState, now: Int,
    window: Int = CreateSettlement.window, catalogue: ResourceCatalogue = .standard
  ) {
    self.recorded = recorded
    if recorded.unresolved.contains(where: { addresses[$0.address] != $0.address }) {
      let there = Set(observed.resources.map(\.id))
      self.recorded.resources = addresses.renaming(recorded.resources, existing: there.contains)
    }
    self.observed = observed
    self.catalogue = catalogue
    let ours = observed.resources.filter { resource in
      guard !recorded.unresolved.isEmpty, let marker = resource.marker.marker else { return false }
      return ownership.owns(marker)
        && catalogue.schema(of: marker.address)?.kind == resource.kind
    }
    owned = Dictionary(grouping: ours) { resource in
      // The filter leaves only what has a marker.
      resource.marker.marker.map { addresses[$0.address] } ?? Address(collection: "", key: "")
    }
    forgetDeleted(now: now)
    let creates = Dictionary(grouping: recorded.unresolved) { addresses[$0.address] }
    self.recorded.unresolved = []
    for (address, creates) in creates.sorted(by: { $0.key < $1.key }) {
      settle(creates, of: address, now: now, window: window)
    }
  }

  /// What our own deletion took away was not deleted outside.
  private mutating func forgetDeleted(now: Int) {
    guard !recorded.deleting.isEmpty else { return }
    let there = Set(observed.resources.map(\.id))
    for (address, resource) in recorded.resources where isListed(address) {
      for id in [resource.id] + resource.leaving
      where recorded.deleting[id] != nil && !there.contains(id) {
        recorded.forget(id, of: address)
      }
    }
    // A host that was slow to answer may be slow to delete, too.
    recorded.deleting = recorded.deleting.filter { id, at in
      there.contains(id) && max(0, now - at) < Self.longestMemory
    }
  }

  private mutating func settle(
    _ creates: [UnresolvedCreate], of address: Address, now: Int, window: Int
  ) {
    let objects = owned[address, default: []]
    var found: [(object: ObservedResource, create: UnresolvedCreate)] = []
    for create in creates {
      let bearers = objects.filter { $0.marker.marker?.nonce == create.nonce }
      if bearers.isEmpty {
        // A clock that was set back must not make anybody wait for ever.
        let age = max(0, now - create.at)
        if age < window { awaited.append(create) }
        if age < Self.longestMemory || !isListed(address) { recorded.unresolved.append(create) }
      } else if bearers.contains(where: { isKnown($0.id, at: address) }) {
        continue
      } else if bearers.count == 1 {
        found.append((bearers[0], create))
      } else if let original = bearers.min(by: isOlder) {
        // Never deleted, so it may only win.
        if current(of: address) == nil { found.append((original, create)) }
      }
    }
    guard !found.isEmpty else { return }
    found.sort { isOlder($0.object, $1.object) }
    let copies = Set(
      Dictionary(grouping: objects) { $0.marker.marker?.nonce ?? "" }
        .filter { $0.value.count > 1 }.flatMap { $0.value.map(\.id) })
    let winner = winner(of: found, among: objects, at: address)
    if recorded.resources[address]?.id != winner.id {
      let earlier = recorded.resources[address]
      var leaving = earlier?.leaving ?? []
      // The predecessor of a replacement still has to go.
      if let earlier, current(of: address) != nil { leaving.append(earlier.id) }
      recorded.loosenFiles(of: address)
      recorded.resources[address] = RecordedResource(
        id: winner.id, createdAt: winner.createdAt, leaving: leaving,
        isProtected: earlier?.isProtected ?? false)
    }
    for (object, _) in found where object.id != winner.id && !copies.contains(object.id) {
      recorded.resources[address]?.leaving.append(object.id)
    }
  }

  private func winner(
    of found: [(object: ObservedResource, create: UnresolvedCreate)],
    among objects: [ObservedResource], at address: Address
  ) -> ObservedResource {
    if let current = current(of: address) {
      return found.first { $0.create.replaces == current.id }?.object ?? current
    }
    let leaving = Set(recorded.resources[address]?.leaving ?? [])
    let candidates = objects.filter { !leaving.contains($0.id) }
    return candidates.min(by: isOlder) ?? found[0].object
  }

  /// The recorded object, if it still exists.
  private func current(of address: Address) -> ObservedResource? {
    guard let id = recorded.resources[address]?.id else { return nil }
    return observed.resources.first { $0.id == id }
  }

  private func isKnown(_ id: String, at address: Address) -> Bool {
    guard let entry = recorded.resources[address] else { return false }
    return entry.id == id || entry.leaving.contains(id)
  }

  private func isListed(_ address: Address) -> Bool {
    catalogue.schema(of: address).map { observed.completeKinds.contains($0.kind) } ?? false
  }

  private func isOlder(_ left: ObservedResource, _ right: ObservedResource) -> Bool {
    (left.createdAt ?? .max, left.id) < (right.createdAt ?? .max, right.id)
  }
}
