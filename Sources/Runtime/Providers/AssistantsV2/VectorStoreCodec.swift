import OrderedCollections
import Reconciliation
import ResourceModel

struct VectorStoreCodec: WireCodec {
  let path = "vector_stores"

  private static let plainFields = ["name", "description", "expires_after"]

  /// What the fields are called on the wire, for the reference.
  static let names = Dictionary(
    uniqueKeysWithValues: (plainFields + ["metadata"]).map { ($0, $0) })

  func read(_ object: JSONObject) -> ObservedResource? {
    var resource = readCommon(
      object, kind: ResourceSchema.vectorStore.kind,
      plainFields: Self.plainFields)
    resource?.isExpired = object["status"] == "expired"
    resource?.contents = contents(object)
    return resource
  }

  private func contents(_ object: JSONObject) -> ContentFingerprint? {
    guard let counts = object["file_counts"], let completed = counts["completed"]?.integer else {
      return nil
    }
    return ContentFingerprint(
      completed: completed, failed: counts["failed"]?.integer ?? 0,
      cancelled: counts["cancelled"]?.integer ?? 0,
      inProgress: counts["in_progress"]?.integer ?? 0, bytes: object["usage_bytes"]?.integer ?? 0)
  }

  func body(_ write: ResourceWrite, isCreation: Bool) -> JSONObject {
    var body = JSONObject()
    for field in ["name", "description"] {
      if let value = write.changed[AttributePath(field)] { body[field] = value }
    }
    if let expiry = write.changed[AttributePath("expires_after")] {
      // The protocol knows one anchor and wants it said.
      let anchored: JSONValue =
        expiry.isNull ? .null : ["anchor": "last_active_at", "days": expiry["days"] ?? .null]
      body["expires_after"] = anchored
    }
    body["metadata"] = metadata(write)
    return body
  }
}
