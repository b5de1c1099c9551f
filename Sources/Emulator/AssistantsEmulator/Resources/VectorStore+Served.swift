import ResourceModel

extension VectorStore: ServedResource {
  static var words: String { "vector store" }
  static var object: String { "vector_store" }
  static var place: WritableKeyPath<EmulatorState, ResourceCollection<VectorStore>> {
    \.vectorStores
  }

  func document(at now: Int) -> JSONValue { json(at: now) }

  func changesByItself(after now: Int) -> Bool { expiresAfterDays != nil }

  static func created(
    from body: BodyReader, in state: inout EmulatorState, rules: CreationRules
  ) throws(APIError) -> VectorStore {
    let sent = try VectorStoreBody(body, creating: true)
    try state.checkFiles(sent.files.map(\.fileID))
    var store = try sent.applied(to: VectorStore(rules: rules))
    store.attach(sent.files, in: &state, rules: rules)
    return store
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
  init(_ helper: VectorStoreHelper, in state: inout EmulatorState, rules: CreationRules) {
    self.init(rules: rules)
    metadata = helper.metadata
    attach(helper.files, in: &state, rules: rules)
  }

  static func removeContents(of id: String, in state: inout EmulatorState) {
    state.removeStoreContents(id)
  }

  private init(rules: CreationRules) {
    self.init(
      id: rules.identifiers.vectorStore(createdAt: rules.now), createdAt: rules.now,
      lastActiveAt: rules.now)
  }

  private mutating func attach(
    _ files: [Attachment], in state: inout EmulatorState, rules: CreationRules
  ) {
    var batch: FileBatch?
    state.attach(files, to: &self, batch: &batch, rules: rules)
  }
}
