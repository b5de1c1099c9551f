import OrderedCollections
import Reconciliation
import ResourceModel

/// Files and members of stores on the wire. Real answers leave out, or give as null, all but the ID.
enum FileCodec {
  /// nil for what has no ID.
  static func file(_ object: JSONObject) -> ObservedFile? {
    guard let id = identifier(object) else { return nil }
    return ObservedFile(
      id: id, name: object["filename"]?.string ?? "", bytes: object["bytes"]?.integer,
      createdAt: object["created_at"]?.integer, purpose: object["purpose"]?.string)
  }

  /// nil for what has no ID.
  static func member(_ object: JSONObject) -> ObservedMember? {
    // The ID of a member is its file's; some hosts give that by its own name as well.
    guard let id = object["file_id"]?.string ?? identifier(object) else { return nil }
    return ObservedMember(
      file: id, attributes: object["attributes"]?.object ?? [:],
      chunking: chunking(object["chunking_strategy"]), state: state(object),
      bytes: object["usage_bytes"]?.integer ?? 0, createdAt: object["created_at"]?.integer)
  }

  static func body(_ member: MemberWrite) -> JSONObject {
    var body: JSONObject = ["file_id": .string(member.file)]
    if !member.attributes.isEmpty { body["attributes"] = .object(member.attributes) }
    if let chunking = member.chunking {
      body["chunking_strategy"] = ["type": "static", "static": chunking]
    }
    return body
  }

  /// nil without an ID. `file_counts` may be missing; then the status alone says whether it is done.
  static func batch(_ object: JSONObject, id: String?) -> AttachBatch? {
    guard let id, !id.isEmpty else { return nil }
    let counts = object["file_counts"]
    let count = { (name: String) in counts?[name]?.integer ?? 0 }
    var batch = AttachBatch(
      id: id, isFinished: false, inProgress: count("in_progress"), completed: count("completed"),
      failed: count("failed"), cancelled: count("cancelled"))
    let done = batch.completed + batch.failed + batch.cancelled
    // The official clients differ in which of the two they go by, and so do hosts.
    batch.isFinished =
      ["completed", "failed", "cancelled"].contains(object["status"]?.string)
      || batch.inProgress == 0 && done > 0 && done >= count("total")
    return batch
  }

  private static func identifier(_ object: JSONObject) -> String? {
    object["id"]?.string.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// `other` stands for files that were indexed before there was a choice.
  private static func chunking(_ strategy: JSONValue?) -> JSONValue? {
    guard strategy?["type"] == "static", let sizes = strategy?["static"]?.object,
      let most = sizes["max_chunk_size_tokens"], let overlap = sizes["chunk_overlap_tokens"]
    else { return nil }
    return ["max_chunk_size_tokens": most, "chunk_overlap_tokens": overlap]
  }

  private static func state(_ object: JSONObject) -> ObservedMember.State {
    switch object["status"]?.string {
    case "completed": .completed
    case "cancelled": .cancelled
    case "failed":
      .failed(
        code: object["last_error"]?["code"]?.string,
        message: object["last_error"]?["message"]?.string ?? "the provider does not say why")
    default: .inProgress
    }
  }
}
