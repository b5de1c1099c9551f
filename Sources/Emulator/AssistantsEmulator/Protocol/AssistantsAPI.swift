import ResourceModel

/// The protocol as a value: requests go in, answers come out, and the objects are kept between.
/// It knows no server, no clock and no thread, so that it can be tested as it is.
package struct AssistantsAPI: Sendable {
  /// How strict the server is beyond the protocol.
  package struct Settings: Sendable {
    /// The only key that is accepted; nil accepts every key that is not empty.
    package let apiKey: String?
    /// Whether assistants may only name models that `GET /models` lists.
    package let onlyListedModels: Bool

    package init(apiKey: String? = nil, onlyListedModels: Bool = false) {
      self.apiKey = apiKey
      self.onlyListedModels = onlyListedModels
    }
  }

  private let settings: Settings
  private let surroundings: Surroundings
  private var state = EmulatorState()
  /// Keeps each write before it is answered; nil when nothing outlives the process.
  private let data: DataFile?
  /// Whether a write could not be kept, so that the file knows better than the memory.
  private var mustReload = false
  /// The second of the last answer: time never goes back, so that lists stay in order of creation.
  private var latest = 0

  package init(settings: Settings = Settings(), surroundings: Surroundings) {
    self.settings = settings
    self.surroundings = surroundings
    data = nil
  }

  /// The same over a file: begins with what is in it.
  package init(
    settings: Settings = Settings(), data: DataFile, surroundings: Surroundings
  ) throws(DataFileFailure) {
    self.settings = settings
    self.surroundings = surroundings
    self.data = data
    try reload(data)
  }

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
    do throws(APIError) {
      return APIAnswer(body: try kept(request, quirks), requestID: requestID)
    } catch {
      return APIAnswer(
        status: error.status, body: error.body(requestID: requestID), requestID: requestID)
    }
  }

  /// The reply, once the write that it tells of is kept. Without a file that is at once.
  private mutating func kept(_ request: APIRequest, _ quirks: Quirks) throws(APIError) -> [UInt8] {
    guard let data else { return try reply(to: request, quirks) }
    do {
      if mustReload { try reload(data) }
      // A refusal, too, may come after a store was made for an assistant that was then refused.
      let reply = Result { () throws(APIError) in try self.reply(to: request, quirks) }
      try data.commit(state.takeChanges())
      return try reply.get()
    } catch let error as APIError {
      throw error
    } catch {
      mustReload = true
      throw .notKept
    }
  }

  private mutating func reload(_ data: DataFile) throws(DataFileFailure) {
    state = try data.load()
    state.recordChanges()
    latest = max(latest, state.newestSecond)
    mustReload = false
  }

  private mutating func reply(
    to request: APIRequest, _ quirks: Quirks
  ) throws(APIError) -> [UInt8] {
    let access = AccessRules(apiKey: settings.apiKey)
    let route = Route(path: request.path)
    switch route {
    case .unknown, .own: throw .unknownURL(request)
    case .notServed: throw .notServed(request)
    case .files:
      guard request.method == "GET" else { throw .notServed(request) }
      try access.check(request)
      return try FileList.page(ListQuery(QueryString(request.query), .files))
    case .models, .model:
      try access.check(request)
      guard request.method == "GET" else { throw .methodNotAllowed(request) }
      guard case .model(let id) = route else { return JSONWriter.bytes(ModelCatalogue.list) }
      return JSONWriter.bytes(try ModelCatalogue.model(id))
    case .collection(let collection), .object(let collection, _):
      try access.check(request)
      try access.checkBeta(request)
      let rules = CreationRules(
        now: latest, identifiers: surroundings.identifiers,
        onlyListedModels: settings.onlyListedModels, quirks: quirks)
      switch collection {
      case .assistants:
        return try serve(request, route, CollectionEndpoint<Assistant>(rules: rules))
      case .vectorStores:
        return try serve(request, route, CollectionEndpoint<VectorStore>(rules: rules))
      }
    }
  }

  private mutating func serve<Resource>(
    _ request: APIRequest, _ route: Route, _ endpoint: CollectionEndpoint<Resource>
  ) throws(APIError) -> [UInt8] {
    guard case .object(_, let id) = route else {
      switch request.method {
      case "GET": return try endpoint.list(request.query, in: &state)
      case "POST": return try endpoint.create(request.body, in: &state)
      default: throw .methodNotAllowed(request)
      }
    }
    switch request.method {
    case "GET": return try endpoint.get(id, in: state)
    case "POST": return try endpoint.update(id, request.body, in: &state)
    case "DELETE": return try endpoint.delete(id, in: &state)
    default: throw .methodNotAllowed(request)
    }
  }
}
