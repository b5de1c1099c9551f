import ResourceModel

/// What the answers of a host mean for a project: a check a line, in the order of causes.
struct HostVerdict {
  let answers: HostAnswers
  let expectations: HostExpectations
  /// Every question that could have been asked.
  let services: [Service]
  let catalogue: ResourceCatalogue

  var checks: [DoctorCheck] {
    guard let first = answers.services.first?.answer else { return [] }
    let connection = connection(first)
    guard connection.status != .failed else {
      return [connection] + skipped(["authentication"] + later, "no connection")
    }
    let authentication = authentication(first)
    guard authentication.status != .failed else {
      return [connection, authentication] + skipped(later, "the host lets nobody in so far")
        + [clock].compactMap { $0 }
    }
    return [connection, authentication] + services.map(check)
      + [metadata, models, latency, clock]
      .compactMap { $0 }
  }

  /// What follows the authentication, as long as the host is reached.
  private var later: [String] { services.map { "service.\($0.name)" } + ["metadata"] }

  private func skipped(_ ids: [String], _ reason: String) -> [DoctorCheck] {
    ids.map { DoctorCheck($0, Self.title($0), .skipped, reason) }
  }

  static func title(_ id: String) -> String {
    let name = id.split(separator: ".").last.map(String.init) ?? id
    return String(name.map { $0 == "_" ? " " : $0 })
  }

  // MARK: - The way to the host

  private func connection(_ first: ProbeAnswer) -> DoctorCheck {
    if let obstacle = first.obstacle, let error = first.error {
      return DoctorCheck(
        "connection", "connection", .failed, error.message,
        advice: HostAdvice.text(obstacle, error, isLocal: expectations.isLocal))
    }
    guard let timing = first.timing else {
      return DoctorCheck("connection", "connection", .ok, expectations.host)
    }
    let phases = [
      ("look-up", timing.nameLookup), ("connect", timing.connect), ("TLS", timing.encryption),
    ].filter { $0.1 > .zero }.map { "\($0.0) \($0.1.shownMilliseconds)" }
    let duration = timing.nameLookup + timing.connect + timing.encryption
    return DoctorCheck(
      "connection", "connection", .ok,
      phases.isEmpty
        ? expectations.host : "\(expectations.host): \(phases.joined(separator: ", "))",
      duration: duration)
  }

  private func authentication(_ first: ProbeAnswer) -> DoctorCheck {
    func check(_ status: DoctorCheck.Status, _ detail: String, _ advice: String? = nil)
      -> DoctorCheck
    {
      DoctorCheck("authentication", "authentication", status, detail, advice: advice)
    }
    let errors = answers.services.map(\.answer.error)
    if let error = errors.compactMap({ $0 }).first(where: { $0.cause == .unauthorized }) {
      return check(
        .failed, error.message,
        expectations.sendsKey
          ? HostAdvice.refusedKey : "Give the target an `api_key`; it sends none so far.")
    }
    if errors.contains(where: { $0 == nil }) {
      return check(
        .ok,
        expectations.sendsKey ? "the host takes the key" : "no key is sent, and none is asked for")
    }
    if let error = first.error, errors.allSatisfy({ $0?.cause == .forbidden }) {
      return check(.failed, error.message, HostAdvice.text(error))
    }
    return check(.unknown, "no answer tells whether the key is good")
  }

  // MARK: - What it serves

  private func check(_ service: Service) -> DoctorCheck {
    let id = "service.\(service.name)"
    guard let answer = answers.services.first(where: { $0.service == service })?.answer else {
      return DoctorCheck(id, Self.title(id), .skipped, "not asked, after the failure before it")
    }
    guard let error = answer.error else {
      return DoctorCheck(
        id, Self.title(id), .ok, "\(service.request) answers", duration: answer.timing?.answer)
    }
    if error.cause == .notFound { return missing(service, error) }
    let mayWait = if case .rateLimited = error.cause { true } else { false }
    // A plan lists every kind; it reads neither files nor models.
    let stopsPlans = if case .resources = service.content { !mayWait } else { false }
    return DoctorCheck(
      id, Self.title(id), stopsPlans ? .failed : .warning, error.message,
      advice: trialAdvice ?? HostAdvice.text(error))
  }

  private func missing(_ service: Service, _ error: ProviderError) -> DoctorCheck {
    let id = "service.\(service.name)"
    if let trialAdvice {
      guard service == services.first else {
        return DoctorCheck(id, Self.title(id), .skipped, "not at this address")
      }
      return DoctorCheck(
        id, Self.title(id), .failed, "\(service.request) answered \(error.status ?? 404)",
        advice: trialAdvice)
    }
    let status: DoctorCheck.Status
    let consequence: String
    switch service.content {
    case .resources(let kind) where expectations.kinds.contains(kind):
      (status, consequence) = (.failed, "and the project has \(kind.words)s")
    case .resources: (status, consequence) = (.ok, "and the project needs none")
    case .files where expectations.usesFiles:
      (status, consequence) = (.failed, "and the project has files")
    case .files: (status, consequence) = (.ok, "and the project needs none")
    case .values(let attribute):
      (status, consequence) = (.ok, "so that no `\(attribute)` can be checked")
    }
    return DoctorCheck(
      id, Self.title(id), status,
      "not served: \(service.request) answered \(error.status ?? 404), \(consequence)",
      advice: status == .failed ? HostAdvice.notServed : nil)
  }

  /// The most telling advice there is, where the address is one step off.
  private var trialAdvice: String? {
    guard let trial = answers.trial, trial.isAnswered else { return nil }
    return "Correct `base_url`: \(trial.change). There, \(trial.request) answers."
  }
}
