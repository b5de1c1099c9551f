import OrderedCollections
import ResourceModel

/// A file that is to be attached to a store, as a body names it.
struct Attachment {
  private static let most = 2000

  let fileID: String
  var attributes = FileAttributes.none
  var chunking = ChunkingStrategy.auto

  init(fileID: String, attributes: FileAttributes = .none, chunking: ChunkingStrategy = .auto) {
    self.fileID = fileID
    self.attributes = attributes
    self.chunking = chunking
  }

  init(_ body: BodyReader) throws(APIError) {
    try body.refuseOthers(than: ["file_id", "attributes", "chunking_strategy"])
    fileID = try body.required("file_id") { (key) throws(APIError) in try body.string(key) }
    attributes = try FileAttributes.read(in: body) ?? .none
    chunking = try ChunkingStrategy.read(in: body) ?? .auto
  }

  /// The files that a new store is made with.
  static func files(of store: BodyReader) throws(APIError) -> [Attachment] {
    let ids = try store.strings("file_ids", most: VectorStore.mostFiles) ?? []
    let chunking = try ChunkingStrategy.read(in: store) ?? .auto
    return once(ids.map { Attachment(fileID: $0, chunking: chunking) })
  }

  /// What a batch names: ids with attributes and chunking for all, or files that each have their own.
  static func batch(_ body: BodyReader) throws(APIError) -> [Attachment] {
    try body.refuseOthers(than: ["file_ids", "files", "attributes", "chunking_strategy"])
    let ids = try body.strings("file_ids", most: most)
    let files = try body.array("files", most: most)
    if ids != nil, files != nil {
      throw .invalid("files", "only one of file_ids and files may be set.")
    }
    let attributes = try FileAttributes.read(in: body) ?? .none
    let chunking = try ChunkingStrategy.read(in: body) ?? .auto
    var attachments: [Attachment] = []
    for id in ids ?? [] {
      attachments.append(Attachment(fileID: id, attributes: attributes, chunking: chunking))
    }
    for file in files ?? [] {
      attachments.append(try Attachment(try BodyReader(file.value, at: file.path)))
    }
    guard ids != nil || files != nil else { throw .missing("file_ids") }
    if attachments.isEmpty {
      throw .invalid(
        ids != nil ? "file_ids" : "files",
        "empty array. Expected an array with minimum length 1, but got an empty array instead.",
        code: "empty_array")
    }
    return once(attachments)
  }

  /// Of a file that is named twice the last counts, in the place of the first.
  private static func once(_ attachments: [Attachment]) -> [Attachment] {
    Array(
      OrderedDictionary(attachments.map { ($0.fileID, $0) }, uniquingKeysWith: { $1 }).values)
  }
}
