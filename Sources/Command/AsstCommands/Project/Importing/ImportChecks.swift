import Diagnostics
import OrderedCollections
import ProjectConfiguration
import ResourceModel

/// Whether an object may become a resource of this project: nothing is written before that is sure.
struct ImportChecks: Sendable {
  let project: LoadedProject
  let address: Address
  let id: String

  /// What the lock file says; it is asked before the provider is.
  func check(_ recorded: RecordedState?) throws(CommandFailure) {
    for (other, resource) in recorded?.resources ?? [:] {
      if resource.leaving.contains(id) {
        throw CommandFailure([ImportProblems.leaving(id, of: other)])
      }
      if resource.id == id, other != address {
        throw CommandFailure([ImportProblems.managed(id, as: other, wanted: address)])
      }
    }
    guard let entry = recorded?.resources[address] else { return }
    if entry.id != id {
      throw CommandFailure([ImportProblems.addressTaken(address, by: entry.id, wanted: id)])
    }
    // Without its YAML, the same object may be written anew.
    if let declared = project.desired.resources[address] {
      throw CommandFailure([ImportProblems.managedAlready(id, as: address, at: declared.span)])
    }
  }

  /// What the object says of itself.
  func check(_ observed: ObservedResource, schema: ResourceSchema) throws(CommandFailure) {
    switch observed.marker {
    case .absent: break
    case .unreadable: throw CommandFailure([ImportProblems.unreadableMarker(id)])
    case .marker(let marker):
      if !project.desired.ownership.owns(marker) {
        throw CommandFailure([ImportProblems.foreign(id, owner: marker)])
      }
      if marker.address != address {
        throw CommandFailure([ImportProblems.managed(id, as: marker.address, wanted: address)])
      }
    }
    if observed.isExpired {
      throw CommandFailure([ImportProblems.expired(id, kind: schema.kind)])
    }
    guard let name = schema.markerAttribute,
      case .map(let limits)? = schema.attribute(name)?.field.shape
    else { return }
    let count = observed.attributes.keys.count { $0.attribute == name }
    if count > limits.maximumEntries {
      throw CommandFailure([
        ImportProblems.noRoom(id, count: count, maximum: limits.maximumEntries, attribute: name)
      ])
    }
  }
}
