import ResourceModel

/// A vector store that is made together with its assistant.
struct VectorStoreHelper {
  let fileCount: Int
  let metadata: Metadata

  init(_ value: JSONValue, at path: String) throws(APIError) {
    let reader = try BodyReader(value, at: path)
    try reader.refuseOthers(than: ["file_ids", "chunking_strategy", "metadata"])
    let files = try reader.strings("file_ids", most: VectorStore.mostFiles)
    if let files, files.isEmpty {
      throw .invalid(
        reader.path(of: "file_ids"), "array too short. Expected at least one file.",
        code: "empty_array")
    }
    fileCount = files?.count ?? 0
    try ChunkingStrategy.check(in: reader)
    metadata = try Metadata().merged(with: try Metadata.change(in: reader, removals: false))
  }
}
