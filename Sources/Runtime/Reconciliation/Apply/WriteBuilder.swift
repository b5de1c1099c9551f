import OrderedCollections
import Planning
import ResourceModel

/// What is sent for one planned change: the declared values, the resets, and the marker with the
/// baseline of what this write leaves.
struct WriteBuilder: Sendable {
  let project: String
  let target: String
  let schema: ResourceSchema
  let change: ResourceChange
  let desired: DesiredResource
  let observed: ObservedResource?
  let recorded: RecordedResource?
  let ids: ReferenceTable

  /// For a new object; `nonce` must be a fresh one each time.
  func creation(nonce: String) -> ResourceWrite {
    var changed: [AttributePath: JSONValue] = [:]
    for (path, attribute) in desired.attributes {
      if let value = sent(attribute.value, at: path), !value.isNull { changed[path] = value }
    }
    var write = ResourceWrite(
      changed: changed, resulting: changed,
      marker: marker(
        nonce: nonce, baseline: Baseline(digests(of: desired.attributes.keys), schema: schema)))
    write.fileMark = fileMark(resulting: write.resulting)
    return write
  }

  /// For an existing object: what the plan changes, and nothing else.
  func update(freshNonce: String) -> ResourceWrite {
    var changed: [AttributePath: JSONValue] = [:]
    for attribute in change.attributes {
      if let declared = desired.attributes[attribute.path] {
        changed[attribute.path] = given(
          sent(declared.value, at: attribute.path), at: attribute.path)
      } else {
        changed[attribute.path] = given(nil, at: attribute.path)
      }
    }
    var resulting = observed?.attributes ?? [:]
    for (path, value) in changed { resulting[path] = value }
    var write = ResourceWrite(
      changed: changed, resulting: resulting.filter { !$0.value.isNull },
      marker: marker(nonce: observed?.marker.marker?.nonce ?? freshNonce, baseline: keptBaseline()))
    write.fileMark = fileMark(resulting: write.resulting)
    return write
  }

  /// Which of the files that the object is to hold are ours; nil where it holds none and never did.
  private func fileMark(resulting: [AttributePath: JSONValue]) -> FileMark? {
    guard let path = schema.fileListAttribute else { return nil }
    var ours: [String: FileIdentity] = [:]
    for id in resulting[path]?.array?.compactMap(\.string) ?? [] {
      ours[id] = ids.files.identity(of: id)
    }
    var mark = FileMark(ours)
    if let earlier = observed?.fileMark {
      mark.carry(resulting[path]?.array?.compactMap(\.string) ?? [], from: earlier)
    }
    return mark.isEmpty && observed?.fileMark == nil ? nil : mark
  }

  /// The digests of what the write leaves, for the attributes that it decides on.
  func digests(of paths: some Sequence<AttributePath>) -> [AttributePath: Digest] {
    var digests: [AttributePath: Digest] = [:]
    for path in paths {
      guard let attribute = desired.attributes[path],
        let value = ids.planned(attribute.value, at: path, schema: schema)?.json
      else { continue }
      digests[path] = Digest(of: value)
    }
    return digests
  }

  /// The attributes that stay as they are although the YAML says something else.
  var untouched: Set<AttributePath> {
    desired.untouchedPaths(holding: change.held)
  }

  private func keptBaseline() -> Baseline {
    let untouched = untouched
    var baseline = Baseline(
      digests(of: desired.attributes.keys.filter { !untouched.contains($0) }), schema: schema)
    // What stays must stay known as drift: the marker says what it drifted from, or else the lock.
    let earlier = observed?.marker.marker?.baseline
    for path in untouched {
      if let earlier, earlier.digits(of: path, schema: schema) != nil {
        baseline.carry(path, from: earlier, schema: schema)
      } else if let digest = recorded?.applied[path] {
        baseline.carry(path, digest, schema: schema)
      }
    }
    return baseline
  }

  private func marker(nonce: String, baseline: Baseline) -> Marker? {
    guard schema.markerAttribute != nil else { return nil }
    return Marker(
      project: project, target: target, address: desired.address, nonce: nonce, baseline: baseline)
  }

  /// A declared value as it is written in the YAML, references resolved.
  private func sent(_ value: DesiredValue, at path: AttributePath) -> JSONValue? {
    switch value {
    case .json(let json): json
    case .references: ids.planned(value, at: path, schema: schema)?.json
    case .files(let selection):
      schema.holdsMembers(at: path)
        ? nil : .array(selection.files.compactMap { ids.files[$0.identity] }.map(JSONValue.string))
    }
  }

  /// Null and nothing mean the server's default, which has to be said in an update; for a key of a
  /// map, null removes it.
  private func given(_ value: JSONValue?, at path: AttributePath) -> JSONValue {
    if let value, !value.isNull { return value }
    return path.key == nil ? schema[path]?.defaultValue ?? .null : .null
  }
}

extension DesiredResource {
  /// The declared attributes that a write leaves alone: those that are set at creation only, and the
  /// drift that was told to stay.
  func untouchedPaths(holding held: [AttributeChange]) -> Set<AttributePath> {
    Set(attributes.keys.filter(lifecycle.ignores)).union(held.map(\.path))
  }
}
