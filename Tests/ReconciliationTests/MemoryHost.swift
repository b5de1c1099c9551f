import Reconciliation
import ResourceModel
import Synchronization

/// A host in memory: it merges what it is sent, gives IDs, and keeps markers as text.
final class MemoryHost: Sendable {
  private struct State {
    var objects: [ObservedResource] = []
    var created = 0
  }

  private let state = Mutex(State())
  private let keepsMarkers: Bool

  init(_ objects: [ObservedResource] = [], keepsMarkers: Bool = true) {
    self.keepsMarkers = keepsMarkers
    state.withLock { $0.objects = objects }
  }

  var objects: [ObservedResource] { state.withLock(\.objects) }

  /// Everything, as a refresh sees it.
  var observed: ObservedState {
    ObservedState(
      resources: objects, completeKinds: Set(ResourceCatalogue.standard.schemas.map(\.kind)))
  }

  func object(_ address: Address) -> ObservedResource? {
    objects.first { $0.marker.marker?.address == address }
  }

  func change(_ id: String, _ change: (inout ObservedResource) -> Void) {
    state.withLock { state in
      for index in state.objects.indices where state.objects[index].id == id {
        change(&state.objects[index])
      }
    }
  }

  func answer(_ call: Call) -> Answer {
    state.withLock { state in
      switch call {
      case .list(let kind, _):
        return .page(ResourcePage(resources: state.objects.filter { $0.kind == kind }, next: nil))
      case .get(_, let id): return .object(state.objects.first { $0.id == id })
      case .create(let kind, let write):
        state.created += 1
        var object = ObservedResource(
          kind: kind, id: "\(kind)_\(state.created)", createdAt: 1_000 + state.created)
        apply(write, to: &object)
        state.objects.append(object)
        return .object(object)
      case .update(_, let id, let write):
        guard let index = state.objects.firstIndex(where: { $0.id == id }) else {
          return .object(nil)
        }
        apply(write, to: &state.objects[index])
        return .object(state.objects[index])
      case .delete(_, let id):
        state.objects.removeAll { $0.id == id }
        return .done
      }
    }
  }

  private func apply(_ write: ResourceWrite, to object: inout ObservedResource) {
    for (path, value) in write.changed {
      object.attributes[path] = value.isNull ? nil : value
    }
    if write.removesMarker { object.marker = .absent }
    if let mark = write.fileMark { object.fileMark = mark.isEmpty ? nil : FileMark(mark.text) }
    if keepsMarkers, let marker = write.marker { object.marker = MarkerReading(marker.text) }
  }
}
