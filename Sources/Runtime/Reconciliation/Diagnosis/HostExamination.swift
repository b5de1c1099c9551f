import OrderedCollections
package import ResourceModel

/// Looks at a host with a handful of requests, each sent once, none of which changes anything.
///
/// The first answer decides how it goes on: where nobody answers, the key is refused or the account is
/// blocked, further questions would only repeat the same failure.
package struct HostExamination: Sendable {
  let diagnosis: any ProviderDiagnosis
  let expectations: HostExpectations
  let catalogue: ResourceCatalogue

  package init(
    _ diagnosis: any ProviderDiagnosis, _ expectations: HostExpectations,
    catalogue: ResourceCatalogue = .standard
  ) {
    self.diagnosis = diagnosis
    self.expectations = expectations
    self.catalogue = catalogue
  }

  package func run() async -> (checks: [DoctorCheck], requests: Int) {
    var answers = HostAnswers()
    for service in diagnosis.services {
      let answer = await diagnosis.probe(service)
      answers.services.append((service, answer))
      if answer.error.map(Self.endsExamination) ?? false { break }
    }
    if answers.isProbablyWrongAddress, let trial = await diagnosis.probeUsualAddress() {
      answers.trial = trial
    }
    await lookForMarker(&answers)
    let checks = HostVerdict(
      answers: answers, expectations: expectations, services: diagnosis.services,
      catalogue: catalogue
    ).checks
    return (checks, answers.requests)
  }

  private static func endsExamination(_ error: ProviderError) -> Bool {
    switch error.cause {
    case .unsendable, .unauthorized, .rateLimited, .quotaExceeded, .unreachable, .insecure,
      .noAnswer, .unreadableAnswer, .cancelled:
      true
    case .rejected: (300..<400).contains(error.status ?? 0)
    case .forbidden, .notFound, .notServed, .serverFault, .endlessList, .fileChanged,
      .unreadableFile:
      false
    }
  }

  /// Unless a list has shown a marker: one object that the lock file knows is asked for.
  private func lookForMarker(_ answers: inout HostAnswers) async {
    guard answers.listedMarker == nil, let recorded = expectations.recorded else { return }
    let served = answers.servedKinds
    for (address, resource) in recorded.resources.sorted(by: { $0.key < $1.key }) {
      guard let schema = catalogue.schema(of: address), schema.markerAttribute != nil,
        served.contains(schema.kind)
      else { continue }
      answers.recorded = (
        address, resource.id, await diagnosis.probe(schema.kind, id: resource.id)
      )
      return
    }
  }
}

/// What a host answered.
struct HostAnswers: Sendable {
  /// In the order of the questions; those that were not asked are missing at the end.
  var services: [(service: Service, answer: ProbeAnswer)] = []
  var trial: AddressTrial?
  var recorded: (address: Address, id: String, answer: ProbeAnswer)?

  var requests: Int { all.count + (trial == nil ? 0 : 1) }

  var all: [ProbeAnswer] { services.map(\.answer) + [recorded?.answer].compactMap { $0 } }

  var servedKinds: Set<ResourceKind> {
    Set(
      services.compactMap { service, answer in
        guard case .resources(let kind) = service.content, answer.error == nil else { return nil }
        return kind
      })
  }

  /// The first object of a list that carries a marker of ours.
  var listedMarker: ObservedResource? {
    for (_, answer) in services {
      guard case .success(.resources(let found)) = answer.outcome else { continue }
      if let marked = found.first(where: { $0.marker.marker != nil }) { return marked }
    }
    return nil
  }

  /// Nothing of the API stands at this address, although somebody answers there.
  var isProbablyWrongAddress: Bool {
    !services.isEmpty
      && services.allSatisfy { _, answer in
        switch answer.error?.cause {
        case .notFound, .unreadableAnswer: true
        default: false
        }
      }
  }
}
