import OrderedCollections
import Reconciliation
import ResourceModel

/// How one kind is written on the wire.
protocol WireCodec: Sendable {
  /// The path below the base URL: `assistants`.
  var path: String { get }
  /// nil for what has no ID. Fields that this version does not know are passed over.
  func read(_ object: JSONObject) -> ObservedResource?
  func body(_ write: ResourceWrite, isCreation: Bool) -> JSONObject
}

extension WireCodec {
  /// What all objects of the protocol have in common, and the fields that are attributes by the same
  /// name and in the same form.
  func readCommon(
    _ object: JSONObject, kind: ResourceKind, plainFields: [String]
  ) -> ObservedResource? {
    guard let id = object["id"]?.string, !id.isEmpty else { return nil }
    var resource = ObservedResource(kind: kind, id: id, createdAt: object["created_at"]?.integer)
    for field in plainFields {
      if let value = object[field] { resource.attributes[AttributePath(field)] = value }
    }
    for (key, value) in object["metadata"]?.object ?? [:] {
      switch key {
      case Marker.metadataKey: resource.marker = MarkerReading(value.string ?? "")
      // One that no version of ours wrote says nothing.
      case Marker.filesMetadataKey:
        resource.fileMark = FileMark(value.string ?? "") ?? FileMark([:])
      default: resource.attributes[AttributePath("metadata", key: key)] = value
      }
    }
    return resource
  }

  /// Some hosts merge metadata by key and some replace it. The whole map, with null for each removed
  /// key, means the same to both.
  func metadata(_ write: ResourceWrite) -> JSONValue {
    var metadata = JSONObject()
    for path in write.resulting.keys.filter({ $0.attribute == "metadata" }).sorted() {
      if let key = path.key { metadata[key] = write.resulting[path] }
    }
    for path in write.changed.keys.filter({ $0.attribute == "metadata" }).sorted() {
      if let key = path.key, write.changed[path]?.isNull ?? false { metadata[key] = .null }
    }
    if let marker = write.marker { metadata[Marker.metadataKey] = .string(marker.text) }
    if let mark = write.fileMark {
      metadata[Marker.filesMetadataKey] = mark.isEmpty ? .null : .string(mark.text)
    }
    if write.removesMarker {
      metadata[Marker.metadataKey] = .null
      metadata[Marker.filesMetadataKey] = .null
    }
    return .object(metadata)
  }
}
