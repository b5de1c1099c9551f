import ResourceModel

/// Looks for the object of one create by the nonce in its marker, until the window is over.
struct MarkerSearch {
  let session: ProviderSession
  let window: SettleWindow

  /// nil when no list showed it, or when no list can be had any more.
  func find(_ marker: Marker, kind: ResourceKind) async -> ObservedResource? {
    var window = window
    while !Task.isCancelled {
      guard let listed = try? await Refresh(session: session).list(kind) else { return nil }
      let found = listed.filter { resource in
        guard let other = resource.marker.marker else { return false }
        return other.nonce == marker.nonce && other.address == marker.address
          && other.project == marker.project && other.target == marker.target
      }
      // Of copies the oldest is the original.
      if let original = found.min(by: {
        ($0.createdAt ?? .max, $0.id) < ($1.createdAt ?? .max, $1.id)
      }) {
        return original
      }
      guard let pause = window.pause(), (try? await session.pause(for: pause)) != nil else {
        return nil
      }
    }
    return nil
  }
}
