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
    return resource
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
