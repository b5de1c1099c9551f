import OrderedCollections
import ResourceModel

/// Which remote object is which resource of ours: by the lock's ID first, else by marker.
struct ResourceMatching {
  let project: String
  let target: String
  let recorded: RecordedState
  private let byID: [String: ObservedResource]
  private let owned: [Address: [ObservedResource]]
  private let recordedAt: [String: [Address]]
  private let unmanaged: [ResourceKind: [String: [ObservedResource]]]

  init(
    project: String, target: String, recorded: RecordedState, observed: ObservedState,
    catalogue: ResourceCatalogue
  ) {
    self.project = project
    self.target = target
    self.recorded = recorded
    var byID: [String: ObservedResource] = [:]
    var owned: [Address: [ObservedResource]] = [:]
    var unmanaged: [ResourceKind: [String: [ObservedResource]]] = [:]
    let recordedAt = Dictionary(grouping: recorded.resources.keys) { address in
      recorded.resources[address]?.id ?? ""
    }
    for resource in observed.resources {
      byID[resource.id] = resource
      if let marker = resource.marker.marker {
        // Metadata can be copied between objects: a store never is an assistant's address.
        let isOfKind = catalogue.schema(of: marker.address)?.kind == resource.kind
        if marker.project == project, marker.target == target, isOfKind {
          owned[marker.address, default: []].append(resource)
        }
      } else if let name = resource.name, recordedAt[resource.id] == nil {
        unmanaged[resource.kind, default: [:]][name, default: []].append(resource)
      }
    }
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
  }

  func match(_ address: Address) -> Match {
    if let id = recorded.resources[address]?.id, let resource = byID[id] {
      if let marker = resource.marker.marker, marker.project != project || marker.target != target {
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
    guard let marker = byID[id]?.marker.marker else { return false }
    return marker.project == project && marker.target == target
  }

  /// Objects beside the one of this address that carry its marker too: late twins, or copies.
  func twins(of address: Address, beside id: String) -> [ObservedResource] {
    owned[address, default: []].filter {
      $0.id != id && !isLeaving($0, from: address) && !isRecordedElsewhere($0, than: address)
    }
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
    recordedAt[resource.id]?.contains { $0 != address } ?? false
  }
}
