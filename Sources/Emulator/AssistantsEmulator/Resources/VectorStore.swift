import ResourceModel

/// A vector store as the server holds it. What depends on the time, its status and counts, is worked
/// out when it is shown.
struct VectorStore: Sendable {
  static let mostFiles = 500
  private static let secondsADay = 86_400

  let id: String
  let createdAt: Int
  var name: String?
  var description: String?
  var expiresAfterDays: Int?
  var lastActiveAt: Int
  var metadata = Metadata()
  var counts = FileCounts()
  /// What its files use of it.
  var usageBytes = 0

  var expiresAt: Int? { expiresAfterDays.map { lastActiveAt + $0 * Self.secondsADay } }

  func isExpired(at now: Int) -> Bool { expiresAt.map { now >= $0 } ?? false }

  /// The members in the order of the real server's answers.
  func json(at now: Int) -> JSONValue {
    let isIndexing = counts[.inProgress] > 0
    let status = isExpired(at: now) ? "expired" : isIndexing ? "in_progress" : "completed"
    let expiresAfter: JSONValue? = expiresAfterDays.map {
      ["anchor": "last_active_at", "days": .integer($0)]
    }
    return [
      "id": .string(id),
      "object": "vector_store",
      "created_at": .integer(createdAt),
      "name": .nullable(name),
      "description": .nullable(description),
      "usage_bytes": .integer(usageBytes),
      "file_counts": counts.json,
      "status": .string(status),
      "expires_after": expiresAfter ?? .null,
      "expires_at": expiresAt.map { .integer($0) } ?? .null,
      "last_active_at": .integer(lastActiveAt),
      "metadata": metadata.json,
    ]
  }
}
