package import ResourceModel

/// What a target can be asked, whatever dialect it speaks. This is the only way to the outside world;
/// the planner and the engine know no provider by name.
///
/// A conformer sends exactly one request a call (`list` one page) and repeats nothing: pacing and
/// retries are the caller's.
package protocol Provider: Sendable {
  /// The place that the IDs belong to, for the lock file.
  var origin: Origin { get }

  /// One page, oldest first. `cursor` is what the page before gave as `next`; nil for the first.
  func list(_ kind: ResourceKind, after cursor: String?) async throws(ProviderError) -> ResourcePage

  /// nil for an object that does not exist.
  func get(_ kind: ResourceKind, id: String) async throws(ProviderError) -> ObservedResource?

  /// Returns the object as the provider answered with it.
  func create(_ kind: ResourceKind, _ write: ResourceWrite) async throws(ProviderError)
    -> ObservedResource

  /// Changes what `write.changed` names and leaves the rest. Returns the whole object as answered.
  func update(_ kind: ResourceKind, id: String, _ write: ResourceWrite) async throws(ProviderError)
    -> ObservedResource

  /// An object that does not exist is no error: it is gone, as was wanted.
  func delete(_ kind: ResourceKind, id: String) async throws(ProviderError)

  /// The questions that `asst doctor` may ask; nil for a dialect that has none.
  var diagnosis: (any ProviderDiagnosis)? { get }

  /// Files and what is attached to stores; nil for a dialect that has neither.
  var files: (any FileProvider)? { get }
}

extension Provider {
  package var diagnosis: (any ProviderDiagnosis)? { nil }
  package var files: (any FileProvider)? { nil }
}

package struct ResourcePage: Sendable {
  package var resources: [ObservedResource]
  /// Where the next page starts; nil on the last one.
  package var next: String?

  package init(resources: [ObservedResource], next: String?) {
    self.resources = resources
    self.next = next
  }
}

/// What is to be written to one object.
package struct ResourceWrite: Sendable {
  /// The attributes to write; null stands for a removed key of a map.
  package var changed: [AttributePath: JSONValue]
  /// What the object is to hold after the write, changed or not: some dialects take related fields
  /// only together, and metadata only whole.
  package var resulting: [AttributePath: JSONValue]
  /// nil for a kind that carries no marker.
  package var marker: Marker?
  /// Which of the object's own files are ours; nil to leave the entry out, an empty one to take it off.
  package var fileMark: FileMark?
  /// Takes the marker off the object; all else of its metadata stays.
  package var removesMarker = false

  package init(
    changed: [AttributePath: JSONValue], resulting: [AttributePath: JSONValue], marker: Marker?
  ) {
    self.changed = changed
    self.resulting = resulting
    self.marker = marker
  }

  /// Takes the marker off an object and changes nothing else.
  package static func release(_ object: ObservedResource) -> ResourceWrite {
    var write = ResourceWrite(
      changed: [:], resulting: object.attributes.filter { !$0.value.isNull }, marker: nil)
    write.removesMarker = true
    return write
  }
}
