import OrderedCollections
import ResourceModel

/// What a lock file can say of an object from its marker and its present values.
///
/// The marker has 8 digits of each digest. The whole digest is known where a value at hand has these
/// digits: the desired one, the observed one, or what an earlier lock says. What is known to have
/// drifted gets no digest of an answer, so that it is seen as drift by the next plan.
struct RecoveredEntry {
  let schema: ResourceSchema
  let desired: DesiredResource?
  let ids: ReferenceTable
  /// The earlier entry of the same object.
  let earlier: RecordedResource?

  func entry(
    _ held: ObservedResource, leaving: [String], isProtected: Bool
  ) -> RecordedResource {
    var entry = RecordedResource(
      id: held.id, createdAt: held.createdAt, leaving: leaving, isProtected: isProtected)
    entry.attachments = earlier?.attachments ?? [:]
    guard let baseline = held.marker.marker?.baseline else { return earlier ?? entry }
    for path in paths(of: held) {
      let value = ids.held(held, at: path, schema: schema)
      guard let digits = baseline.digits(of: path, schema: schema) else {
        // Never declared; keys that share one digest cannot be told apart.
        let isShared = baseline.declares(path, schema: schema) == nil
        entry.returned[path] =
          earlier?.returned[path] ?? (isShared ? nil : Digest(of: value))
        if isShared { entry.applied[path] = earlier?.applied[path] }
        continue
      }
      let wanted = desired?.attributes[path].flatMap {
        ids.planned($0.value, at: path, schema: schema)?.json
      }
      let projected = wanted.flatMap { schema.shape(at: path)?.projection(of: value, onto: $0) }
      let isUntouched = [value, projected].contains { $0.map { Digest(of: $0).short } == digits }
      let isCurrent = earlier?.applied[path]?.short == digits
      entry.applied[path] =
        isCurrent
        ? earlier?.applied[path]
        : [wanted, projected, value].compactMap { $0.map { Digest(of: $0) } }
          .first { $0.short == digits }
      entry.returned[path] =
        isUntouched ? Digest(of: value) : isCurrent ? earlier?.returned[path] : nil
      entry.keyOrder[path] =
        isCurrent ? earlier?.keyOrder[path] : keyOrder(of: wanted, at: path, digits: digits)
    }
    return entry
  }

  /// The order of keys that was sent is not known; that of the same value in the YAML is what an apply
  /// would record now.
  private func keyOrder(of wanted: JSONValue?, at path: AttributePath, digits: String) -> Digest? {
    guard let wanted, schema.shape(at: path)?.keepsKeyOrder ?? false,
      Digest(of: wanted).short == digits
    else { return nil }
    return Digest(keyOrderOf: wanted)
  }

  /// Every field of the kind, and every key of its maps that is held or declared.
  private func paths(of held: ObservedResource) -> Set<AttributePath> {
    Set(
      schema.attributes.filter { !$0.isMap }.map { AttributePath($0.name) }
        .filter { !schema.holdsMembers(at: $0) }
    )
    .union(held.attributes.keys.filter { $0.key != nil })
    .union(desired?.attributes.keys.filter { $0.key != nil } ?? [])
  }
}
