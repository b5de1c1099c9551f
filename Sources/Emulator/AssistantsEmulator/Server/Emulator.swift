import ResourceModel

/// The emulator without its sockets: the protocol, the faults, the log of requests, and the latency.
package actor Emulator {
  private var api: AssistantsAPI
  private var log = RequestLog()
  private var faults: FaultSession
  private var held = HeldRequests()
  /// What is carried out when the tests say so.
  private var uncommitted: [(request: APIRequest, decision: FaultDecision)] = []
  private var lags = 0
  /// What happens later by itself: late commits, and the ends of lags.
  private var pending: [Int: Task<Void, Never>] = [:]
  private var nextPending = 0
  private let surroundings: Surroundings
  private let latency: Duration
  /// Where the bytes of uploads go while they come in; nil for memory.
  package nonisolated let uploadFolder: String?

  /// The latency is added to every answer of the protocol.
  package init(
    settings: AssistantsAPI.Settings = AssistantsAPI.Settings(), latency: Duration = .zero,
    faults: FaultPlan = .none, surroundings: Surroundings = .live
  ) {
    api = AssistantsAPI(settings: settings, surroundings: surroundings)
    uploadFolder = api.uploadFolder
    self.faults = FaultSession(faults)
    self.surroundings = surroundings
    self.latency = latency
  }

  /// The same over a data file: begins with what is in it.
  package init(
    settings: AssistantsAPI.Settings = AssistantsAPI.Settings(), latency: Duration = .zero,
    faults: FaultPlan = .none, data: DataFile, surroundings: Surroundings = .live
  ) throws(DataFileFailure) {
    api = try AssistantsAPI(settings: settings, data: data, surroundings: surroundings)
    uploadFolder = api.uploadFolder
    self.faults = FaultSession(faults)
    self.surroundings = surroundings
    self.latency = latency
  }

  /// Answers a request. Its effect is in place at once, and the answer comes late: as over a slow
  /// line, a client that gives up while it waits has changed something all the same.
  package func answer(_ request: APIRequest, from client: ClientLine = .steady) async -> APIAnswer {
    let route = Route(path: request.path)
    if case .own(let own) = route { return await answer(request, about: own, from: client) }
    guard !faults.isEmpty else {
      let ticket = log.entered(request, faults: [])
      let answer = api.answer(request)
      log.answered(ticket, answer)
      return await sent(answer, after: latency)
    }
    let decision = faults.decide(request)
    let ticket = log.entered(request, faults: decision.names)
    let answer = await answer(request, decision, from: client)
    log.answered(ticket, answer)
    return await sent(answer, after: latency + decision.delay)
  }

  private func sent(_ answer: APIAnswer, after wait: Duration) async -> APIAnswer {
    if wait > .zero { await surroundings.pause(wait) }
    log.left()
    return answer
  }
}

// MARK: - Faults

extension Emulator {
  private func answer(
    _ request: APIRequest, _ decision: FaultDecision, from client: ClientLine
  ) async -> APIAnswer {
    let requestID = surroundings.identifiers.request()
    let nothing = APIAnswer(status: 500, body: [], requestID: requestID).delivered(.dropped)
    if decision.hold == .before, await hold(request, .before, client) == .left { return nothing }
    let own = carryOut(request, decision)
    if decision.hold == .after, await hold(request, .after, client) == .left { return nothing }
    if let ending = decision.ending { return ending.answer(own: own, requestID: requestID) }
    return own ?? nothing
  }

  /// Returns the answer, or nil where the request is not carried out, or later.
  private func carryOut(_ request: APIRequest, _ decision: FaultDecision) -> APIAnswer? {
    switch decision.ending?.commit ?? .now {
    case .never: return nil
    case .now: return commit(request, decision)
    case .released:
      uncommitted.append((request, decision))
      return nil
    case .late(let time):
      later(time) { emulator in _ = emulator.commit(request, decision) }
      return nil
    }
  }

  private func commit(_ request: APIRequest, _ decision: FaultDecision) -> APIAnswer {
    var quirks = Quirks(metadata: decision.metadata)
    switch decision.listLag {
    case nil: break
    case .lists(let count): quirks.lag = Quirks.ListLag(token: nextLag(), lists: count)
    case .time(let time):
      let lag = Quirks.ListLag(token: nextLag(), lists: nil)
      quirks.lag = lag
      later(time) { emulator in emulator.api.endLag(lag.token) }
    }
    switch decision.pageShift {
    case nil: break
    case .insert: api.insertForeign(besides: request)
    case .delete: api.deleteCursor(of: request)
    case .repeat: quirks.pageShift = .repeated
    case .skip: quirks.pageShift = .skipped
    }
    return api.answer(request, quirks: quirks)
  }

  private func later(
    _ time: Duration, _ effect: @escaping @Sendable (isolated Emulator) -> Void
  ) {
    nextPending += 1
    let id = nextPending
    pending[id] = Task {
      await surroundings.pause(time)
      effect(self)
      pending[id] = nil
    }
  }

  /// Returns once everything has happened that was to happen later.
  package func settled() async {
    while let task = pending.values.first { await task.value }
  }

  private func nextLag() -> Int {
    lags += 1
    return lags
  }

  private func hold(
    _ request: APIRequest, _ point: HoldPoint, _ client: ClientLine
  ) async -> HeldRequests.End {
    let id = held.announce()
    await client.watchLeaving { Task { await self.left(id) } }
    return await withCheckedContinuation { held.hold(id, request, point, $0) }
  }

  private func left(_ id: Int) { held.left(id) }
}

// MARK: - The emulator's own endpoints: no key, no latency, and not in the log

extension Emulator {
  private func answer(
    _ request: APIRequest, about own: Route.Own, from client: ClientLine
  ) async -> APIAnswer {
    let requestID = surroundings.identifiers.request()
    do throws(APIError) {
      let body = try await reply(to: request, about: own, from: client)
      return APIAnswer(body: JSONWriter.bytes(body), requestID: requestID)
    } catch {
      return APIAnswer(
        status: error.status, body: error.body(requestID: requestID), requestID: requestID)
    }
  }

  private func reply(
    to request: APIRequest, about own: Route.Own, from client: ClientLine
  ) async throws(APIError) -> JSONValue {
    switch (own, request.method) {
    case (.health, "GET"): return ["status": "ok"]
    case (.requestLog, "GET"): return log.json
    case (.requestLog, "DELETE"):
      log.reset()
      return ["deleted": true]
    case (.faults, "GET"): return faults.json
    case (.faults, "PUT"):
      faults = FaultSession(try FaultPlan(try BodyReader(body: request.body)))
      return faults.json
    case (.faults, "DELETE"):
      faults = FaultSession(.none)
      api.endLags()
      return release()
    case (.held, "GET"):
      if let count = QueryString(request.query)["count"] { try await watch(count, client) }
      return ["data": held.json]
    case (.release, "POST"): return release()
    default: throw .methodNotAllowed(request)
    }
  }

  /// Carries out what waits for it, then lets go what is held.
  private func release() -> JSONValue {
    let late = uncommitted
    uncommitted = []
    for item in late { _ = commit(item.request, item.decision) }
    return ["committed": .integer(late.count), "released": .integer(held.release())]
  }

  private func watch(_ text: String, _ client: ClientLine) async throws(APIError) {
    guard let count = Int(text), count >= 0 else {
      throw .wrongType("count", expected: "an integer", got: .string(text))
    }
    let id = held.announce()
    await client.watchLeaving { Task { await self.left(id) } }
    await withCheckedContinuation { held.watch(id, count: count, $0) }
  }
}
