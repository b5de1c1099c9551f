import OrderedCollections
import ResourceModel

/// A vector store that is made together with its assistant.
struct VectorStoreHelper {
  let files: [Attachment]
  let metadata: Metadata

  var fileIDs: [String] { files.map(\.fileID) }

  init(_ value: JSONValue, at path: String) throws(APIError) {
    let reader = try BodyReader(value, at: path)
    try reader.refuseOthers(than: ["file_ids", "chunking_strategy", "metadata"])
    files = try Attachment.files(of: reader)
    if reader.members["file_ids"] != nil, files.isEmpty {
      throw .invalid(
        reader.path(of: "file_ids"), "array too short. Expected at least one file.",
        code: "empty_array")
    }
    metadata = try Metadata().merged(with: try Metadata.change(in: reader, removals: false))
  }
}
