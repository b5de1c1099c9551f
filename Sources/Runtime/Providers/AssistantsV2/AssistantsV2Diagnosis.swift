import OrderedCollections
import Reconciliation
import ResourceModel
import Transport

/// The smallest questions of the protocol: one item of each list.
struct AssistantsV2Diagnosis: ProviderDiagnosis {
  let exchange: Exchange

  private static let assistants = ResourceSchema.assistant.kind
  private static let vectorStores = ResourceSchema.vectorStore.kind

  var services: [Service] {
    [
      Service(
        name: "assistants", request: "GET /assistants", content: .resources(Self.assistants)),
      Service(
        name: "vector_stores", request: "GET /vector_stores",
        content: .resources(Self.vectorStores)),
      Service(name: "files", request: "GET /files", content: .files),
      Service(name: "models", request: "GET /models", content: .values(ofAttribute: "model")),
    ]
  }

  func probe(_ service: Service) async -> ProbeAnswer {
    // The list of models has no pages, and some hosts refuse parameters that they do not know.
    let isPaged = if case .values = service.content { false } else { true }
    let (response, body) = await exchange.look(
      [service.name], query: isPaged ? [(name: "limit", value: "1")] : [])
    return answer(response, body) { object in
      guard let items = object["data"]?.array else { return nil }
      switch service.content {
      case .resources(let kind):
        return .resources(items.compactMap { $0.object.flatMap(codec(kind).read) })
      case .files: return .resources([])
      case .values: return .values(items.compactMap { $0["id"]?.string })
      }
    }
  }

  func probe(_ kind: ResourceKind, id: String) async -> ProbeAnswer {
    let (response, body) = await exchange.look([codec(kind).path, id])
    return answer(response, body) { codec(kind).read($0).map { .resources([$0]) } }
  }

  func probeUsualAddress() async -> AddressTrial? {
    var segments = exchange.baseURL.split(separator: "/", omittingEmptySubsequences: false)
    let change: String
    if let version = segments.firstIndex(of: "v1") {
      guard version < segments.count - 1 else { return nil }
      segments.removeSubrange((version + 1)...)
      change = "end it with `/v1`"
    } else {
      segments.append("v1")
      change = "add `/v1` at its end"
    }
    let (_, body) = await exchange.look(
      ["assistants"], query: [(name: "limit", value: "1")], base: segments.joined(separator: "/"))
    let isAnswered =
      switch body {
      case .success(let object): object["data"]?.array != nil
      case .failure(let error): error.isAPIAnswer && error.cause != .notFound
      }
    return AddressTrial(change: change, request: "GET /v1/assistants", isAnswered: isAnswered)
  }

  private func codec(_ kind: ResourceKind) -> any WireCodec {
    kind == Self.vectorStores ? VectorStoreCodec() : AssistantCodec()
  }

  private func answer(
    _ response: Result<HTTPResponse, TransportError>, _ body: Result<JSONObject, ProviderError>,
    _ read: (JSONObject) -> ProbeAnswer.Contents?
  ) -> ProbeAnswer {
    let outcome = body.flatMap { object in
      read(object).map(Result.success)
        ?? .failure(ProviderError(.unreadableAnswer, "the answer is JSON, and none of this API"))
    }
    switch response {
    case .failure(let error): return ProbeAnswer(outcome, obstacle: ConnectionObstacle(error))
    case .success(let response):
      return ProbeAnswer(
        outcome, timing: response.timing.map(ExchangeTiming.init),
        hostTime: response.headers["date"].flatMap(HTTPDate.secondsSince1970))
    }
  }
}

extension ExchangeTiming {
  fileprivate init(_ timing: TransferTiming) {
    self.init(
      nameLookup: timing.nameLookup, connect: timing.connect, encryption: timing.tls,
      answer: timing.answer)
  }
}

extension ConnectionObstacle {
  fileprivate init?(_ error: TransportError) {
    switch error {
    case .invalidURL, .invalidHeader, .plainHTTPRefused: self = .request
    case .proxy: self = .proxy
    case .cannotResolve: self = .name
    case .cannotConnect: self = .connection
    case .connectTimeout: self = .connectTimeout
    case .tls: self = .encryption
    case .idleTimeout, .totalTimeout, .connectionLost, .responseTooLarge, .malformedResponse:
      self = .silence
    case .fileChanged, .unreadableFile, .cutInBody, .cancelled, .shutDown: return nil
    }
  }
}
