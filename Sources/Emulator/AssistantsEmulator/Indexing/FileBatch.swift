import OrderedCollections
import ResourceModel

/// Files that were attached to a store with one request.
struct FileBatch: Sendable {
  let id: String
  let storeID: String
  let createdAt: Int
  let fileIDs: [String]
  var counts = FileCounts()
  var isCancelled = false

  private var status: String {
    if isCancelled { return "cancelled" }
    if counts[.inProgress] > 0 { return "in_progress" }
    return counts[.failed] > 0 && counts[.failed] == counts.total ? "failed" : "completed"
  }

  var json: JSONValue {
    [
      "id": .string(id),
      "object": .string(Self.object),
      "created_at": .integer(createdAt),
      "status": .string(status),
      "vector_store_id": .string(storeID),
      "file_counts": counts.json,
    ]
  }
}

extension FileBatch: ListedResource {
  static var words: String { "file batch" }
  static var object: String { "vector_store.file_batch" }

  func document(at now: Int) -> JSONValue { json }

  func changesByItself(after now: Int) -> Bool { false }

  var record: JSONValue {
    [
      "id": .string(id), "vector_store_id": .string(storeID), "created_at": .integer(createdAt),
      "file_ids": .array(fileIDs.map { .string($0) }), "file_counts": counts.json,
      "is_cancelled": .bool(isCancelled),
    ]
  }

  init(record: BodyReader) throws(APIError) {
    id = try record.recordedString("id")
    storeID = try record.recordedString("vector_store_id")
    createdAt = try record.recordedInteger("created_at")
    fileIDs = try record.strings("file_ids", most: .max) ?? []
    counts = try FileCounts(record: try record.object("file_counts"))
    isCancelled = try record.bool("is_cancelled") ?? false
  }
}
