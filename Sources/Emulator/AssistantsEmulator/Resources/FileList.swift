import ResourceModel

/// What `GET /files` lists: nothing, since the emulator takes no uploads yet. Clients that look before
/// they write are answered in the protocol's shape.
enum FileList {
  static func page(_ query: ListQuery) throws(APIError) -> [UInt8] {
    // Every cursor names a file that is not there.
    if let cursor = query.after { throw .notFound("file", id: cursor) }
    return JSONWriter.bytes([
      "object": "list", "data": [], "first_id": .null, "last_id": .null, "has_more": false,
    ])
  }
}
