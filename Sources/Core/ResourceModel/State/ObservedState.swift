/// What the provider says: complete for the kinds that were listed.
package struct ObservedState: Sendable {
  package var resources: [ObservedResource]
  /// The kinds of which `resources` holds everything that exists.
  package var completeKinds: Set<ResourceKind>
  /// How many pages the list of a kind had; nothing for one that was read by ID.
  package var pages: [ResourceKind: Int] = [:]
  package var files = ObservedFiles()

  package init(resources: [ObservedResource] = [], completeKinds: Set<ResourceKind> = []) {
    self.resources = resources
    self.completeKinds = completeKinds
  }
}

package struct ObservedResource: Sendable, Equatable {
  package var kind: ResourceKind
  package var id: String
  /// Seconds since 1970, by the provider's clock.
  package var createdAt: Int?
  /// Every attribute that the provider returned and the schema knows; map fields key by key,
  /// without the reserved keys. References are lists of IDs.
  package var attributes: [AttributePath: JSONValue]
  package var marker: MarkerReading
  /// The object still answers but no longer serves: an expired vector store.
  package var isExpired: Bool
  /// What a store says that it holds; nil for other kinds, and where the host does not say.
  package var contents: ContentFingerprint?
  /// Which of the object's own files are ours.
  package var fileMark: FileMark?

  package init(
    kind: ResourceKind, id: String, createdAt: Int? = nil,
    attributes: [AttributePath: JSONValue] = [:], marker: MarkerReading = .absent,
    isExpired: Bool = false
  ) {
    self.kind = kind
    self.id = id
    self.createdAt = createdAt
    self.attributes = attributes
    self.marker = marker
    self.isExpired = isExpired
  }

  /// The name that dashboards show.
  package var name: String? { attributes[AttributePath("name")]?.string }
}
