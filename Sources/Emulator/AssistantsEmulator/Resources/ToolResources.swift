import OrderedCollections
import ResourceModel

/// What the tools of an assistant work with. Nil lists were never set.
struct ToolResources: Sendable {
  private static let mostFiles = 20
  private static let mostVectorStores = 1

  private(set) var fileIDs: [String]?
  private(set) var vectorStoreIDs: [String]?

  /// What a body says of them; the helper that makes a vector store stands beside.
  struct Change {
    fileprivate(set) var fileIDs: [String]?
    fileprivate(set) var vectorStoreIDs: [String]?
    fileprivate(set) var newVectorStore: VectorStoreHelper?
  }

  /// A list of a tool that the assistant has comes back empty when it was never set.
  func json(for tools: [Tool]) -> JSONValue {
    var members = JSONObject()
    if let files = fileIDs ?? (tools.contains(where: \.isCodeInterpreter) ? [] : nil) {
      members["code_interpreter"] = ["file_ids": .array(files.map { .string($0) })]
    }
    if let stores = vectorStoreIDs ?? (tools.contains(where: \.isFileSearch) ? [] : nil) {
      members["file_search"] = ["vector_store_ids": .array(stores.map { .string($0) })]
    }
    return .object(members)
  }

  /// Each list that was sent replaces its own; null clears both.
  func changed(by change: Sent<Change>) -> ToolResources {
    guard case .value(let change) = change else {
      if case .null = change { return ToolResources() }
      return self
    }
    var changed = self
    if let files = change.fileIDs { changed.fileIDs = files }
    if let stores = change.vectorStoreIDs { changed.vectorStoreIDs = stores }
    return changed
  }

  /// Attaches a store that was made for this assistant.
  mutating func attach(vectorStore id: String) { vectorStoreIDs = [id] }

  static func change(in body: BodyReader, creating: Bool) throws(APIError) -> Sent<Change> {
    try body.nullable("tool_resources") { (key) throws(APIError) in
      guard let reader = try body.object(key) else { return nil }
      try reader.refuseOthers(than: ["code_interpreter", "file_search"])
      var change = Change()
      if let interpreter = try resource("code_interpreter", in: reader) {
        try interpreter.refuseOthers(than: ["file_ids"])
        try refuseNulls(in: interpreter)
        change.fileIDs = try interpreter.strings("file_ids", most: mostFiles) ?? []
      }
      if let search = try resource("file_search", in: reader) {
        try read(search, into: &change, creating: creating)
      }
      return change
    }
  }

  private static func read(
    _ search: BodyReader, into change: inout Change, creating: Bool
  ) throws(APIError) {
    try search.refuseOthers(
      than: creating ? ["vector_store_ids", "vector_stores"] : ["vector_store_ids"])
    try refuseNulls(in: search)
    let ids = try search.strings("vector_store_ids", most: mostVectorStores)
    let helpers = try search.array("vector_stores", most: 1)
    if ids != nil, helpers != nil {
      throw .invalid(
        search.path(of: "vector_stores"),
        "only one of vector_store_ids and vector_stores may be set.")
    }
    if let helper = helpers?.first {
      change.newVectorStore = try VectorStoreHelper(helper.value, at: helper.path)
    } else {
      change.vectorStoreIDs = ids ?? []
    }
  }

  private static func resource(
    _ key: String, in reader: BodyReader
  ) throws(APIError) -> BodyReader? {
    try refuseNulls(in: reader)
    return try reader.object(key)
  }

  /// The real server fails on nulls inside tool resources, so that no client may send them.
  private static func refuseNulls(in reader: BodyReader) throws(APIError) {
    if reader.members.values.contains(where: \.isNull) { throw .serverError }
  }
}
