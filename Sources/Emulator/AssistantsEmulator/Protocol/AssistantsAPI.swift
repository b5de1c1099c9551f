import ResourceModel

/// The protocol as a value: requests go in, answers come out, and the objects are kept between.
/// It knows no server, no clock and no thread, so that it can be tested as it is.
package struct AssistantsAPI: Sendable {
  /// How the server behaves beyond the protocol.
  package struct Settings: Sendable {
    /// The only key that is accepted; nil accepts every key that is not empty.
    package let apiKey: String?
    /// Whether assistants may only name models that `GET /models` lists.
    package let onlyListedModels: Bool
    /// How long files that were attached to a store are shown as being indexed.
    package let indexingDelay: Duration
    /// Files whose names are of one of these shell patterns cannot be indexed.
    package let failIndexing: [String]

    package init(
      apiKey: String? = nil, onlyListedModels: Bool = false,
      indexingDelay: Duration = .milliseconds(100), failIndexing: [String] = []
    ) {
      self.apiKey = apiKey
      self.onlyListedModels = onlyListedModels
      self.indexingDelay = indexingDelay
      self.failIndexing = failIndexing
    }
  }

  let settings: Settings
  let surroundings: Surroundings
  var state = EmulatorState()
  var vault: FileVault
  let search = SearchIndex()
  /// Keeps each write before it is answered; nil when nothing outlives the process.
  private let data: DataFile?
  /// Whether a write could not be kept, so that the file knows better than the memory.
  private var mustReload = false
  /// The second of the last answer: time never goes back, so that lists stay in order of creation.
  private var latest = 0
  private var latestMilliseconds = 0

  package init(settings: Settings = Settings(), surroundings: Surroundings) {
    self.settings = settings
    self.surroundings = surroundings
    data = nil
    vault = FileVault(folder: nil)
  }

  /// The same over a file: begins with what is in it.
  package init(
    settings: Settings = Settings(), data: DataFile, surroundings: Surroundings
  ) throws(DataFileFailure) {
    self.settings = settings
    self.surroundings = surroundings
    self.data = data
    vault = FileVault(folder: data.filesFolder)
    try reload(data)
    do {
      try vault.prepare { state.files[$0] != nil }
    } catch {
      throw .unusable("the folder '\(data.filesFolder)' for the bytes of files: \(error)")
    }
  }

  /// Where the bytes of uploads go while they come in; nil for memory.
  package var uploadFolder: String? { vault.folder }

  /// Answers one request of the protocol; whatever is wrong with it becomes an answer, too.
  package mutating func answer(_ request: APIRequest) -> APIAnswer {
    answer(request, quirks: .none)
  }

  /// Lists show from now on what this lag kept from them.
  mutating func endLag(_ token: Int) { state.endLag(token) }

  /// Lists show everything from now on.
  mutating func endLags() { state.endLags() }

  mutating func answer(_ request: APIRequest, quirks: Quirks) -> APIAnswer {
    let requestID = surroundings.identifiers.request()
    latest = max(latest, surroundings.now())
    latestMilliseconds = max(latestMilliseconds, surroundings.milliseconds())
    do throws(APIError) {
      let reply = try kept(request, quirks)
      var answer = APIAnswer(body: reply.body, requestID: requestID)
      answer.contentType = reply.contentType
      return answer
    } catch {
      let withDetail = Route(path: request.path).isOfFiles
      return APIAnswer(
        status: error.status, body: error.body(requestID: requestID, withDetail: withDetail),
        requestID: requestID)
    }
  }

  /// The reply, once the write that it tells of is kept. Without a file that is at once.
  private mutating func kept(_ request: APIRequest, _ quirks: Quirks) throws(APIError) -> Reply {
    guard let data else {
      defer { discard() }
      return try reply(to: request, quirks)
    }
    do {
      if mustReload { try reload(data) }
      // A refusal, too, may come after a store was made for an assistant that was then refused.
      let reply = Result { () throws(APIError) in try self.reply(to: request, quirks) }
      try data.commit(state.takeChanges())
      discard()
      return try reply.get()
    } catch let error as APIError {
      throw error
    } catch {
      mustReload = true
      throw .notKept
    }
  }

  /// Removes the bytes of files that are gone for good.
  private mutating func discard() {
    for id in state.takeDiscarded() { vault.discard(id) }
  }

  private mutating func reload(_ data: DataFile) throws(DataFileFailure) {
    state = try data.load()
    state.recordChanges()
    latest = max(latest, state.newestSecond)
    mustReload = false
  }

  private mutating func reply(
    to request: APIRequest, _ quirks: Quirks
  ) throws(APIError) -> Reply {
    state.settle(at: latestMilliseconds, now: latest)
    let access = AccessRules(apiKey: settings.apiKey)
    let route = Route(path: request.path)
    switch route {
    case .unknown, .own: throw .unknownURL(request)
    case .notServed: throw .notServed(request)
    case .models, .model:
      try access.check(request)
      guard request.method == "GET" else { throw .methodNotAllowed(request) }
      guard case .model(let id) = route else { return Reply(ModelCatalogue.list) }
      return Reply(try ModelCatalogue.model(id))
    case .files, .file, .fileContent:
      try access.check(request)
      return try reply(to: request, aboutFiles: route, rules(quirks))
    case .inStore(let store, let part):
      try access.check(request)
      try access.checkBeta(request)
      return try reply(to: request, about: part, of: store, rules(quirks))
    case .collection(let collection), .object(let collection, _):
      try access.check(request)
      try access.checkBeta(request)
      let rules = rules(quirks)
      switch collection {
      case .assistants:
        return try serve(request, route, CollectionEndpoint<Assistant>(rules: rules))
      case .vectorStores:
        return try serve(request, route, CollectionEndpoint<VectorStore>(rules: rules))
      }
    }
  }

  private func rules(_ quirks: Quirks) -> CreationRules {
    CreationRules(
      now: latest, identifiers: surroundings.identifiers,
      onlyListedModels: settings.onlyListedModels,
      indexing: IndexingRules(
        end: latestMilliseconds + Int(settings.indexingDelay / .milliseconds(1)),
        failing: settings.failIndexing, vault: vault),
      quirks: quirks)
  }

  private mutating func serve<Resource>(
    _ request: APIRequest, _ route: Route, _ endpoint: CollectionEndpoint<Resource>
  ) throws(APIError) -> Reply {
    guard case .object(_, let id) = route else {
      switch request.method {
      case "GET": return Reply(try endpoint.list(request.query, in: &state))
      case "POST": return Reply(try endpoint.create(request.body, in: &state))
      default: throw .methodNotAllowed(request)
      }
    }
    switch request.method {
    case "GET": return Reply(try endpoint.get(id, in: state))
    case "POST": return Reply(try endpoint.update(id, request.body, in: &state))
    case "DELETE": return Reply(try endpoint.delete(id, in: &state))
    default: throw .methodNotAllowed(request)
    }
  }
}
