/// What the body of a create or an update says of a vector store. Only its name, expiry and metadata
/// can change later.
struct VectorStoreBody {
  let files: [Attachment]
  private let name: Sent<String>
  private let description: Sent<String>
  private let expiresAfterDays: Sent<Int>
  private let metadata: Sent<Metadata.Change>

  init(_ body: BodyReader, creating: Bool) throws(APIError) {
    let updatable: Set<String> = ["name", "expires_after", "metadata"]
    let fixed: Set<String> = ["description", "file_ids", "chunking_strategy"]
    try body.refuseOthers(than: creating ? updatable.union(fixed) : updatable)
    name = try body.nullable("name") { (key) throws(APIError) in try body.string(key) }
    description = try body.nullable("description") { (key) throws(APIError) in
      try body.string(key)
    }
    expiresAfterDays = try body.nullable("expires_after") { (key) throws(APIError) in
      try body.object(key).map(Self.days)
    }
    metadata = try Metadata.change(in: body, removals: !creating)
    files = try Attachment.files(of: body)
  }

  private static func days(_ expiry: BodyReader) throws(APIError) -> Int {
    try expiry.refuseOthers(than: ["anchor", "days"])
    _ = try expiry.required("anchor") { (key) throws(APIError) in
      try expiry.choice(key, of: ["last_active_at"])
    }
    return try expiry.required("days") { (key) throws(APIError) in
      try expiry.integer(key, in: 1...365)
    }
  }

  /// The store after this was sent: what is absent stays, what is null is cleared.
  func applied(to store: VectorStore) throws(APIError) -> VectorStore {
    var changed = store
    changed.name = name.applied(to: store.name)
    changed.description = description.applied(to: store.description)
    changed.expiresAfterDays = expiresAfterDays.applied(to: store.expiresAfterDays)
    changed.metadata = try store.metadata.merged(with: metadata)
    return changed
  }
}
