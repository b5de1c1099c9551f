import ResourceModel

/// The emulator without its sockets: the protocol, the log of requests, and the latency.
package actor Emulator {
  private var api: AssistantsAPI
  private var log = RequestLog()
  private let surroundings: Surroundings
  private let latency: Duration

  /// The latency is added to every answer of the protocol.
  package init(
    settings: AssistantsAPI.Settings = AssistantsAPI.Settings(), latency: Duration = .zero,
    surroundings: Surroundings = .live
  ) {
    api = AssistantsAPI(settings: settings, surroundings: surroundings)
    self.surroundings = surroundings
    self.latency = latency
  }

  /// Answers a request. Its effect is in place at once, and the answer comes late: as over a slow
  /// line, a client that gives up while it waits has changed something all the same.
  package func answer(_ request: APIRequest) async -> APIAnswer {
    let route = Route(path: request.path)
    guard route.isProtocol else { return answer(request, about: route) }
    let answer = api.answer(request)
    log.entered(request, answer)
    if latency > .zero { await surroundings.pause(latency) }
    log.left()
    return answer
  }

  /// The emulator's own endpoints: no key, no latency, and not in the log.
  private func answer(_ request: APIRequest, about route: Route) -> APIAnswer {
    let requestID = surroundings.identifiers.request()
    switch (route, request.method) {
    case (.health, "GET"):
      return APIAnswer(body: JSONWriter.bytes(["status": "ok"]), requestID: requestID)
    case (.requestLog, "GET"):
      return APIAnswer(body: JSONWriter.bytes(log.json), requestID: requestID)
    case (.requestLog, "DELETE"):
      log.reset()
      return APIAnswer(body: JSONWriter.bytes(["deleted": true]), requestID: requestID)
    default:
      let error = APIError.methodNotAllowed(request)
      return APIAnswer(
        status: error.status, body: error.body(requestID: requestID), requestID: requestID)
    }
  }
}
