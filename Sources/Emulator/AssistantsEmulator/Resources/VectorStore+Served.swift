import ResourceModel

extension VectorStore: ServedResource {
  static var words: String { "vector store" }
  static var object: String { "vector_store" }
  static var place: WritableKeyPath<EmulatorState, ResourceCollection<VectorStore>> {
    \.vectorStores
  }

  func document(at now: Int) -> JSONValue { json(at: now) }

  func changesByItself(after now: Int) -> Bool { expiresAfterDays != nil || fileCount > 0 }

  static func created(
    from body: BodyReader, in state: inout EmulatorState, rules: CreationRules
  ) throws(APIError) -> VectorStore {
    let sent = try VectorStoreBody(body, creating: true)
    return try sent.applied(to: VectorStore(fileCount: sent.fileCount, rules: rules))
  }

  /// A store that was written is active, unless it has expired: nothing brings it back.
  func updated(
    from body: BodyReader, in state: EmulatorState, rules: CreationRules
  ) throws(APIError) -> VectorStore {
    var store = try VectorStoreBody(body, creating: false).applied(to: self)
    if !isExpired(at: rules.now) { store.lastActiveAt = rules.now }
    return store
  }

  /// A store that is made together with an assistant has no name.
  init(_ helper: VectorStoreHelper, rules: CreationRules) {
    self.init(fileCount: helper.fileCount, rules: rules)
    metadata = helper.metadata
  }

  private init(fileCount: Int, rules: CreationRules) {
    self.init(
      id: rules.identifiers.vectorStore(createdAt: rules.now), createdAt: rules.now,
      lastActiveAt: rules.now, fileCount: fileCount)
  }
}
