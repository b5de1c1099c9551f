import ResourceModel

extension VectorStore {
  var record: JSONValue {
    [
      "id": .string(id),
      "created_at": .integer(createdAt),
      "name": .nullable(name),
      "description": .nullable(description),
      "expires_after_days": expiresAfterDays.map { .integer($0) } ?? .null,
      "last_active_at": .integer(lastActiveAt),
      "metadata": metadata.json,
      "file_counts": counts.json,
      "usage_bytes": .integer(usageBytes),
    ]
  }

  init(record: BodyReader) throws(APIError) {
    func integer(_ key: String) throws(APIError) -> Int {
      try record.required(key) { (key) throws(APIError) in
        try record.integer(key, in: 0...Int.max)
      }
    }
    id = try record.required("id") { (key) throws(APIError) in try record.string(key) }
    createdAt = try integer("created_at")
    name = try record.nullable("name") { (key) throws(APIError) in try record.string(key) }
      .applied(to: nil)
    description = try record.nullable("description") { (key) throws(APIError) in
      try record.string(key)
    }.applied(to: nil)
    expiresAfterDays = try record.nullable("expires_after_days") { (key) throws(APIError) in
      try record.integer(key, in: 1...365)
    }.applied(to: nil)
    lastActiveAt = try integer("last_active_at")
    metadata = try Metadata().merged(with: try Metadata.change(in: record, removals: false))
    // Files have been served for some time only: older records have none.
    counts = try FileCounts(record: try record.object("file_counts"))
    usageBytes = try record.integer("usage_bytes", in: 0...Int.max) ?? 0
  }
}
