import OrderedCollections
import Planning
import ResourceModel

/// What the lock file remembers of one resource, from what was declared and what the server says.
struct Recording {
  let schema: ResourceSchema
  let desired: DesiredResource
  let ids: ReferenceTable
  let previous: RecordedResource?
  /// Attributes that stayed as they were although the YAML says something else: what was recorded of
  /// them stays too, so that they are seen again.
  let untouched: Set<AttributePath>
  /// Attributes that the server did not take: nothing is recorded of them.
  let failed: Set<AttributePath>

  func entry(_ held: ObservedResource) -> RecordedResource {
    var entry = RecordedResource(
      id: held.id, createdAt: held.createdAt ?? previous?.createdAt,
      leaving: previous?.leaving ?? [], isProtected: desired.lifecycle.protect)
    entry.attachments = previous?.attachments ?? [:]
    entry.contents = previous?.contents
    if let previous, previous.id == held.id { entry.isImported = previous.isImported }
    for (path, attribute) in desired.attributes where !untouched.contains(path) {
      guard !failed.contains(path), let shape = schema.shape(at: path),
        let value = ids.planned(attribute.value, at: path, schema: schema)?.json
      else { continue }
      entry.applied[path] = Digest(of: value)
      if shape.keepsKeyOrder { entry.keyOrder[path] = Digest(keyOrderOf: value) }
    }
    for path in returnedPaths(of: held) where !failed.contains(path) {
      entry.returned[path] = Digest(of: ids.held(held, at: path, schema: schema))
    }
    for path in failed {
      entry.refused[path] = Digest(of: ids.held(held, at: path, schema: schema))
    }
    for path in untouched {
      entry.refused[path] = previous?.refused[path]
      entry.applied[path] = previous?.applied[path]
      entry.keyOrder[path] = previous?.keyOrder[path]
      entry.returned[path] = previous?.returned[path]
    }
    return entry
  }

  /// Every field of the kind, whether the server named it or not, and every key of its maps.
  private func returnedPaths(of held: ObservedResource) -> [AttributePath] {
    schema.attributes.filter { !$0.isMap }.map { AttributePath($0.name) }
      .filter { !schema.holdsMembers(at: $0) }
      + held.attributes.keys.filter { $0.key != nil }
  }
}
