import ResourceModel

extension Assistant: ServedResource {
  static var words: String { "assistant" }
  static var object: String { "assistant" }
  static var place: WritableKeyPath<EmulatorState, ResourceCollection<Assistant>> { \.assistants }

  func document(at now: Int) -> JSONValue { json }

  func changesByItself(after now: Int) -> Bool { false }

  static func created(
    from body: BodyReader, in state: inout EmulatorState, rules: CreationRules
  ) throws(APIError) -> Assistant {
    let sent = try AssistantBody(body, creating: true)
    guard let model = sent.model else { throw .missing("model") }
    let blank = Assistant(
      id: rules.identifiers.assistant(), createdAt: rules.now, model: model)
    var assistant = try sent.applied(to: blank)
    try sent.checkReferences(in: state, rules: rules)
    if case .value(let resources) = sent.toolResources, let helper = resources.newVectorStore {
      let store = VectorStore(helper, in: &state, rules: rules)
      state.vectorStores.put(store, now: rules.now)
      assistant.toolResources.attach(vectorStore: store.id)
    }
    return assistant
  }

  func updated(
    from body: BodyReader, in state: EmulatorState, rules: CreationRules
  ) throws(APIError) -> Assistant {
    let sent = try AssistantBody(body, creating: false)
    let assistant = try sent.applied(to: self)
    try sent.checkReferences(in: state, rules: rules)
    return assistant
  }
}

extension AssistantBody {
  /// What the body names must exist: stores and files always, models when only listed ones are
  /// accepted.
  fileprivate func checkReferences(
    in state: EmulatorState, rules: CreationRules
  ) throws(APIError) {
    if rules.onlyListedModels, let model, !ModelCatalogue.contains(model) {
      throw .unusableModel(model)
    }
    guard case .value(let resources) = toolResources else { return }
    for id in resources.vectorStoreIDs ?? [] where state.vectorStores[id] == nil {
      throw .noVectorStore(id: id)
    }
    try state.checkFiles((resources.fileIDs ?? []) + (resources.newVectorStore?.fileIDs ?? []))
  }
}
