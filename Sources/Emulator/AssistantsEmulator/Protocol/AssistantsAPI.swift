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
  /// The second of the last answer: time never goes back, so that lists stay in order of creation.
  private var latest = 0

  package init(settings: Settings = Settings(), surroundings: Surroundings) {
    self.settings = settings
    self.surroundings = surroundings
  }

  /// Answers one request of the protocol; whatever is wrong with it becomes an answer, too.
  package mutating func answer(_ request: APIRequest) -> APIAnswer {
    let requestID = surroundings.identifiers.request()
    latest = max(latest, surroundings.now())
    do throws(APIError) {
      return APIAnswer(body: try reply(to: request), requestID: requestID)
    } catch {
      return APIAnswer(
        status: error.status, body: error.body(requestID: requestID), requestID: requestID)
    }
  }

  private mutating func reply(to request: APIRequest) throws(APIError) -> [UInt8] {
    let access = AccessRules(apiKey: settings.apiKey)
    let route = Route(path: request.path)
    switch route {
    case .unknown, .requestLog, .health: throw .unknownURL(request)
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
        onlyListedModels: settings.onlyListedModels)
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
      case "GET": return try endpoint.list(request.query, in: state)
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
