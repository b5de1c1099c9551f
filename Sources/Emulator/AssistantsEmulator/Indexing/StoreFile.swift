import OrderedCollections
import ResourceModel

/// A file in a vector store: its membership, not the file.
struct StoreFile: Sendable {
  enum Status: String, CaseIterable, Sendable {
    case inProgress = "in_progress"
    case completed, failed, cancelled
  }

  /// What indexing comes to, decided when the file is attached and shown once its time has come.
  enum Outcome: Sendable, Equatable {
    /// How many bytes the store uses for it.
    case completed(bytes: Int)
    case failed(code: String, message: String)
  }

  /// The id of the file.
  let id: String
  let storeID: String
  let createdAt: Int
  let chunking: ChunkingStrategy
  var attributes: FileAttributes
  let batchID: String?
  /// When indexing ends, in milliseconds since 1970.
  let readyAt: Int
  let outcome: Outcome
  var isCancelled = false
  var isIndexed = false

  var status: Status {
    if isCancelled { return .cancelled }
    guard isIndexed else { return .inProgress }
    if case .failed = outcome { return .failed }
    return .completed
  }

  var usageBytes: Int {
    guard status == .completed, case .completed(let bytes) = outcome else { return 0 }
    return bytes
  }

  /// The members in the order of the real server's answers.
  var json: JSONValue {
    [
      "id": .string(id),
      "object": .string(Self.object),
      "usage_bytes": .integer(usageBytes),
      "created_at": .integer(createdAt),
      "vector_store_id": .string(storeID),
      "status": .string(status.rawValue),
      "last_error": status == .failed ? outcome.error : .null,
      "chunking_strategy": chunking.json,
      "attributes": attributes.json,
    ]
  }
}

extension StoreFile.Outcome {
  fileprivate var error: JSONValue {
    guard case .failed(let code, let message) = self else { return .null }
    return ["code": .string(code), "message": .string(message)]
  }
}

// MARK: - In lists and records

extension StoreFile: ListedResource {
  static var words: String { "file" }
  static var object: String { "vector_store.file" }

  /// A file may be in many stores.
  var key: String { "\(storeID)/\(id)" }

  func document(at now: Int) -> JSONValue { json }

  func changesByItself(after now: Int) -> Bool { false }

  var record: JSONValue {
    var members: JSONObject = [
      "id": .string(id), "vector_store_id": .string(storeID), "created_at": .integer(createdAt),
      "chunking_strategy": chunking.json, "attributes": attributes.json,
      "batch_id": .nullable(batchID), "ready_at": .integer(readyAt),
      "is_cancelled": .bool(isCancelled), "is_indexed": .bool(isIndexed),
    ]
    switch outcome {
    case .completed(let bytes): members["usage_bytes"] = .integer(bytes)
    case .failed: members["error"] = outcome.error
    }
    return .object(members)
  }

  init(record: BodyReader) throws(APIError) {
    id = try record.recordedString("id")
    storeID = try record.recordedString("vector_store_id")
    createdAt = try record.recordedInteger("created_at")
    chunking = try ChunkingStrategy.read(in: record) ?? .auto
    attributes = try FileAttributes.read(in: record) ?? .none
    batchID = try record.nullable("batch_id") { (key) throws(APIError) in try record.string(key) }
      .applied(to: nil)
    readyAt = try record.recordedInteger("ready_at")
    isCancelled = try record.bool("is_cancelled") ?? false
    isIndexed = try record.bool("is_indexed") ?? false
    if let error = try record.object("error") {
      outcome = .failed(
        code: try error.recordedString("code"), message: try error.recordedString("message"))
    } else {
      outcome = .completed(bytes: try record.recordedInteger("usage_bytes"))
    }
  }
}
