package import ResourceModel

/// What is known of the last write of one resource: the marker on the object, and the lock file.
package struct AttributeBase: Sendable {
  let schema: ResourceSchema
  let marker: Baseline?
  let recorded: RecordedResource?

  package init(schema: ResourceSchema, marker: Baseline?, recorded: RecordedResource?) {
    self.schema = schema
    self.marker = marker
    self.recorded = recorded
  }

  /// Whether the lock is not older than the marker: every digest that both have agrees. Asked only
  /// where keys share a digest, so it is not worked out ahead.
  private var lockIsCurrent: Bool {
    recorded?.applied.allSatisfy { path, digest in
      guard let digits = marker?.digits(of: path, schema: schema) else { return true }
      return digits == digest.short
    } ?? false
  }

  /// Nothing is known of a write: an object that was just imported, or whose lock and marker are gone.
  var isEmpty: Bool {
    marker == nil && (recorded.map { $0.applied.isEmpty && $0.returned.isEmpty } ?? true)
  }

  /// The digits of what the last write left; nil when the attribute was not declared then.
  ///
  /// The marker travels with the object and so is never older than the lock: where it is silent, the
  /// attribute was not declared. Only where keys share one digest can the lock say more.
  func digits(of path: AttributePath) -> String? {
    guard let marker else { return recorded?.applied[path]?.short }
    if let digits = marker.digits(of: path, schema: schema) { return digits }
    let isShared = marker.declares(path, schema: schema) == nil
    return isShared && lockIsCurrent ? recorded?.applied[path]?.short : nil
  }

  /// Whether nothing can tell what the last write left: keys share one digest, and there is no lock of
  /// that write. A difference may then be somebody else's work.
  func isUnknown(_ path: AttributePath) -> Bool {
    guard let marker else { return false }
    return marker.declares(path, schema: schema) == nil && !lockIsCurrent
  }

  /// Whether the last write declared the attribute, so that it has to be given back.
  func declares(_ path: AttributePath) -> Bool { digits(of: path) != nil }

  /// Whether a value is what the last write left. An observed value is tried in full and as far as
  /// the desired one declares it.
  func matches(_ candidates: [JSONValue], at path: AttributePath) -> Bool {
    guard let digits = digits(of: path) else { return false }
    return candidates.contains { Digest(of: $0).short == digits }
  }

  /// Whether an observed value is what the server kept instead of what it was sent last.
  func wasRefused(_ observed: JSONValue, at path: AttributePath) -> Bool {
    recorded?.refused[path].map { $0 == Digest(of: observed) } ?? false
  }

  /// Whether an observed value is what the server answered to the last write; a lock that is about an
  /// earlier write cannot say.
  func wasReturned(_ observed: JSONValue, at path: AttributePath) -> Bool {
    guard let recorded, recorded.applied[path]?.short == digits(of: path) else { return false }
    return recorded.returned[path] == Digest(of: observed)
  }
}
