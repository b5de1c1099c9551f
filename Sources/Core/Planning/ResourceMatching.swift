import OrderedCollections
import ResourceModel

/// Which remote object is which resource of ours: by the lock's ID first, else by marker.
struct ResourceMatching {
  /// What the lock says, under the addresses of today.
  let recorded: RecordedState
  private let ownership: Ownership
  private let byID: [String: ObservedResource]
  private let owned: [Address: [ObservedResource]]
  private let recordedAt: [String: Address]
  private let addresses: FormerAddresses
  private let unmanaged: [ResourceKind: [String: [ObservedResource]]]

  init(
    desired: DesiredState, recorded: RecordedState, observed: ObservedState,
    catalogue: ResourceCatalogue
  ) {
    ownership = desired.ownership
    addresses = FormerAddresses(desired.resources.values)
    let byID = Dictionary(
      observed.resources.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    var present = recorded
    present.project = desired.project
    present.target = desired.target
    present.resources = addresses.renaming(recorded.resources) { byID[$0] != nil }
    let recordedAt = Dictionary(
      present.resources.map { ($0.value.id, $0.key) }, uniquingKeysWith: min)
    var owned: [Address: [ObservedResource]] = [:]
    var unmanaged: [ResourceKind: [String: [ObservedResource]]] = [:]
    for resource in observed.resources {
      if let marker = resource.marker.marker {
        // Metadata can be copied between objects: a store never is an assistant's address.
        let isOfKind = catalogue.schema(of: marker.address)?.kind == resource.kind
        if ownership.owns(marker), isOfKind {
          owned[addresses[marker.address], default: []].append(resource)
        }
      } else if let name = resource.name, recordedAt[resource.id] == nil {
        unmanaged[resource.kind, default: [:]][name, default: []].append(resource)
      }
    }
    self.recorded = present
    self.byID = byID
    self.owned = owned
    self.recordedAt = recordedAt
    self.unmanaged = unmanaged
  }

  enum Match {
    case none
    case found(ObservedResource)
    /// The lock names an object that carries somebody else's marker.
    case foreign(ObservedResource, Marker)
    /// Several objects carry this address and none of them is recorded.
    case ambiguous([ObservedResource])
    /// Different objects carry this address and one that it had before, each created by itself.
    case contested([(name: String, object: ObservedResource)])
  }

  func match(_ address: Address) -> Match {
    let claims = claims(on: address)
    if !claims.isEmpty { return .contested(claims) }
    if let id = recorded.resources[address]?.id, let resource = byID[id] {
      if let marker = resource.marker.marker, !ownership.owns(marker) {
        return .foreign(resource, marker)
      }
      // An object without a marker is the recorded one, unless another one carries the marker: then
      // the lock file was edited, and the marker decides.
      if resource.marker != .absent || owned[address, default: []].isEmpty {
        return .found(resource)
      }
    }
    let candidates = owned[address, default: []].filter {
      !isLeaving($0, from: address) && !isRecordedElsewhere($0, than: address)
    }
    switch candidates.count {
    case 0: return .none
    case 1: return .found(candidates[0])
    default: return .ambiguous(candidates)
    }
  }

  func isGone(_ address: Address) -> Bool {
    if case .none = match(address) { true } else { false }
  }

  /// Whether an object exists and carries our marker.
  func isOurs(id: String) -> Bool {
    byID[id]?.marker.marker.map(ownership.owns) ?? false
  }

  /// Objects beside the one of this address that carry its marker too: late twins, or copies.
  func twins(of address: Address, beside id: String) -> [ObservedResource] {
    owned[address, default: []].filter {
      $0.id != id && !isLeaving($0, from: address) && !isRecordedElsewhere($0, than: address)
    }
  }

  /// Every object that carries the address and is nothing else of ours.
  func marked(_ address: Address) -> [ObservedResource] {
    let recordedID = recorded.resources[address]?.id
    let objects = owned[address, default: []].filter {
      !isLeaving($0, from: address) && !isRecordedElsewhere($0, than: address)
    }
    // The lock may know an object of which the marker has an older address.
    guard let recordedID, let object = byID[recordedID], isOurs(id: recordedID),
      !objects.contains(where: { $0.id == recordedID })
    else { return objects }
    return [object] + objects
  }

  /// The addresses that something of ours has, in the lock or at the provider.
  var ownedAddresses: Set<Address> { Set(recorded.resources.keys).union(owned.keys) }

  /// The unmanaged objects of a kind that bear this name.
  func namesakes(of name: String, kind: ResourceKind) -> [String] {
    unmanaged[kind]?[name]?.map(\.id) ?? []
  }

  private func isLeaving(_ resource: ObservedResource, from address: Address) -> Bool {
    recorded.resources[address]?.leaving.contains(resource.id) ?? false
  }

  private func isRecordedElsewhere(_ resource: ObservedResource, than address: Address) -> Bool {
    recordedAt[resource.id].map { addresses[$0] != address } ?? false
  }

  // MARK: - Former names

  /// What an object says it is, in the words of the time when that was written.
  struct FormerName: Equatable {
    var address: Address?
    /// `project/target`
    var place: String?
  }

  /// The names of an object that are not those of today; nil where nothing is to be moved.
  func formerName(of marker: Marker, at address: Address) -> FormerName? {
    let name = FormerName(
      address: marker.address == address ? nil : marker.address,
      place: ownership.isPresent(marker) ? nil : "\(marker.project)/\(marker.target)")
    return name == FormerName() ? nil : name
  }

  /// The objects of one resource that were created under different names of it; none when there is at
  /// most one. A copy that was made in a dashboard shares the nonce and is no resource of its own.
  private func claims(on address: Address) -> [(name: String, object: ObservedResource)] {
    var claims: [(name: String, object: ObservedResource)] = []
    var nonces = Set<String>()
    for object in owned[address, default: []] + recordedUnderFormerNames(of: address) {
      guard !isLeaving(object, from: address), !isRecordedElsewhere(object, than: address) else {
        continue
      }
      guard let marker = object.marker.marker else {
        claims.append(("\(recordedAt[object.id] ?? address)", object))
        continue
      }
      guard nonces.insert(marker.nonce).inserted else { continue }
      let place = ownership.isPresent(marker) ? "" : "\(marker.project)/\(marker.target) "
      claims.append(("\(place)\(marker.address)", object))
    }
    return Set(claims.map(\.name)).count > 1 ? claims : []
  }

  /// Objects that only the lock knows by a former address, since the host keeps no markers.
  private func recordedUnderFormerNames(of address: Address) -> [ObservedResource] {
    guard let entry = recorded.resources[address], let current = byID[entry.id] else { return [] }
    let others = addresses.former(of: address).compactMap { recorded.resources[$0] }
      .compactMap { byID[$0.id] }
    return others.isEmpty ? [] : ([current] + others).filter { $0.marker.marker == nil }
  }
}
