import ResourceModel

/// The endpoints below `/vector_stores/{id}/files`, and those of batches.
struct StoreFilesEndpoint {
  let storeID: String
  let rules: CreationRules

  // MARK: Files

  func list(
    _ query: String, batch: String? = nil, in state: inout EmulatorState
  ) throws(APIError) -> Reply {
    _ = try store(in: state)
    let members = try batch.map { (id) throws(APIError) in
      Set(try self.batch(id, in: state).fileIDs)
    }
    let parameters = QueryString(query)
    var page = try ListQuery(parameters)
    let filter = try Self.filter(in: parameters)
    var shown = state.storeFiles[storeID].shownInList()
    if let shift = rules.quirks.pageShift { page = shown.shifted(page, shift) }
    if filter != nil || members != nil {
      shown = shown.filtered { file in
        (filter.map { file.status == $0 } ?? true) && (members?.contains(file.id) ?? true)
          && (batch == nil || file.batchID == batch)
      }
    }
    return Reply(try shown.page(page, at: rules.now))
  }

  func attach(_ body: [UInt8]?, in state: inout EmulatorState) throws(APIError) -> Reply {
    var store = try activeStore(in: state)
    let attachment = try Attachment(try BodyReader(body: body))
    try state.checkFiles([attachment.fileID])
    var batch: FileBatch?
    state.attach([attachment], to: &store, batch: &batch, rules: rules)
    put(store, in: &state)
    return try get(attachment.fileID, in: state)
  }

  func get(_ id: String, in state: EmulatorState) throws(APIError) -> Reply {
    Reply(try file(id, in: state).json)
  }

  /// Attributes are all that can change, and are replaced as a whole.
  func update(
    _ id: String, _ body: [UInt8]?, in state: inout EmulatorState
  ) throws(APIError) -> Reply {
    var changed = try file(id, in: state)
    let body = try BodyReader(body: body)
    try body.refuseOthers(than: ["attributes"])
    changed.attributes = try body.required("attributes") { (_) throws(APIError) in
      try FileAttributes.read(in: body)
    }
    state.storeFiles[storeID].put(changed, now: rules.now, lag: rules.quirks.lag)
    return Reply(changed.json)
  }

  /// The file itself stays.
  func detach(_ id: String, in state: inout EmulatorState) throws(APIError) -> Reply {
    _ = try file(id, in: state)
    _ = state.detach(id, from: storeID, now: rules.now, lag: rules.quirks.lag)
    return Reply(["id": .string(id), "object": "vector_store.file.deleted", "deleted": true])
  }

  // MARK: Batches

  func createBatch(_ body: [UInt8]?, in state: inout EmulatorState) throws(APIError) -> Reply {
    var store = try activeStore(in: state)
    let attachments = try Attachment.batch(try BodyReader(body: body))
    try state.checkFiles(attachments.map(\.fileID))
    var batch: FileBatch? = FileBatch(
      id: rules.identifiers.fileBatch(), storeID: storeID, createdAt: rules.now,
      fileIDs: attachments.map(\.fileID))
    state.attach(attachments, to: &store, batch: &batch, rules: rules)
    put(store, in: &state)
    guard let batch else { throw .serverError }
    state.batches.put(batch, now: rules.now)
    return Reply(batch.json)
  }

  func getBatch(_ id: String, in state: EmulatorState) throws(APIError) -> Reply {
    _ = try store(in: state)
    return Reply(try batch(id, in: state).json)
  }

  func cancelBatch(_ id: String, in state: inout EmulatorState) throws(APIError) -> Reply {
    _ = try store(in: state)
    state.cancel(try batch(id, in: state), now: rules.now)
    return Reply(try batch(id, in: state).json)
  }

  // MARK: What is there

  private func store(in state: EmulatorState) throws(APIError) -> VectorStore {
    guard let store = state.vectorStores[storeID] else {
      throw .notFound(VectorStore.words, id: storeID)
    }
    return store
  }

  func activeStore(in state: EmulatorState) throws(APIError) -> VectorStore {
    var store = try store(in: state)
    if store.isExpired(at: rules.now) { throw .expiredStore(id: storeID) }
    store.lastActiveAt = rules.now
    return store
  }

  func file(_ id: String, in state: EmulatorState) throws(APIError) -> StoreFile {
    _ = try store(in: state)
    guard let file = state.storeFiles[storeID][id] else {
      throw APIError(404, "No file found with id '\(id)' in vector store '\(storeID)'.")
    }
    return file
  }

  private func batch(_ id: String, in state: EmulatorState) throws(APIError) -> FileBatch {
    guard let batch = state.batches[id], batch.storeID == storeID else {
      throw .notFound(FileBatch.words, id: id)
    }
    return batch
  }

  private func put(_ store: VectorStore, in state: inout EmulatorState) {
    state.vectorStores.put(store, now: rules.now)
  }

  private static func filter(
    in parameters: QueryString
  ) throws(APIError) -> StoreFile.Status? {
    guard let text = parameters["filter"], !text.isEmpty else { return nil }
    guard let status = StoreFile.Status(rawValue: text) else {
      throw .notOneOf(StoreFile.Status.allCases.map(\.rawValue), "filter", got: text)
    }
    return status
  }
}

extension EmulatorState {
  /// Refuses files that are not there, all by name.
  func checkFiles(_ ids: [String]) throws(APIError) {
    let missing = ids.filter { files[$0] == nil }
    if !missing.isEmpty { throw .noFiles(missing) }
  }
}

extension APIError {
  fileprivate static func noFiles(_ ids: [String]) -> APIError {
    APIError(404, "Files [\(ids.joined(separator: ", "))] were not found")
  }

  static func expiredStore(id: String) -> APIError {
    APIError(400, "Vector store '\(id)' is expired.", code: "vector_store_expired")
  }
}
