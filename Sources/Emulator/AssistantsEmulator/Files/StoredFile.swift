import ResourceModel

/// A file that was uploaded, without its bytes. It never changes.
struct StoredFile: Sendable {
  static let purposes = ["fine-tune", "assistants", "batch", "user_data", "vision", "evals"]

  let id: String
  let createdAt: Int
  let name: String
  let purpose: String
  let size: Int
  var expiresAt: Int?

  /// The members in the order of the real server's answers.
  var json: JSONValue {
    [
      "object": "file",
      "id": .string(id),
      "purpose": .string(purpose),
      "filename": .string(name),
      "bytes": .integer(size),
      "created_at": .integer(createdAt),
      "expires_at": expiresAt.map { .integer($0) } ?? .null,
      "status": "processed",
      "status_details": .null,
    ]
  }
}

extension StoredFile: ListedResource {
  static var words: String { "file" }
  static var object: String { "file" }

  static func missing(_ id: String) -> APIError { .noFile(id: id) }

  func document(at now: Int) -> JSONValue { json }

  func changesByItself(after now: Int) -> Bool { false }

  var record: JSONValue {
    [
      "id": .string(id), "created_at": .integer(createdAt), "filename": .string(name),
      "purpose": .string(purpose), "bytes": .integer(size),
      "expires_at": expiresAt.map { .integer($0) } ?? .null,
    ]
  }

  init(record: BodyReader) throws(APIError) {
    id = try record.recordedString("id")
    createdAt = try record.recordedInteger("created_at")
    name = try record.recordedString("filename")
    purpose = try record.recordedString("purpose")
    size = try record.recordedInteger("bytes")
    expiresAt = try record.nullable("expires_at") { (key) throws(APIError) in
      try record.integer(key, in: 0...Int.max)
    }.applied(to: nil)
  }
}

extension BodyReader {
  /// A member that every record has.
  func recordedString(_ key: String) throws(APIError) -> String {
    try required(key) { (key) throws(APIError) in try string(key) }
  }

  func recordedInteger(_ key: String) throws(APIError) -> Int {
    try required(key) { (key) throws(APIError) in try integer(key, in: 0...Int.max) }
  }
}
