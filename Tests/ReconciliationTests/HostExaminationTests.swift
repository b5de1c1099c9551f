import OrderedCollections
import Reconciliation
import ResourceModel
import Synchronization
import Testing

/// What answers of a host mean, where no server of a test can easily behave so.
@Suite struct HostExaminationTests {
  private static let timing = ExchangeTiming(
    nameLookup: .milliseconds(3), connect: .milliseconds(20), encryption: .milliseconds(41),
    answer: .milliseconds(120))

  @Test func aHostWithoutEncryptionIsCalledOne() async {
    let host = FakeDiagnosis { _ in
      let message = "no secure connection: routines::wrong version number"
      return ProbeAnswer(.failure(ProviderError(.insecure, message)), obstacle: .encryption)
    }
    let (checks, _) = await host.examine()
    #expect(checks.first?.advice.first?.hasPrefix("The host speaks http:// at this port") == true)
  }

  @Test(arguments: [
    (ConnectionObstacle.request, ProviderError.Cause.unsendable, "base_url"),
    (.proxy, .unreachable, "https_proxy"), (.name, .unreachable, "name server"),
    (.connection, .unreachable, "host and port"), (.connectTimeout, .unreachable, "firewall"),
    (.encryption, .insecure, "SSL_CERT_FILE"), (.silence, .noAnswer, "no whole answer"),
  ])
  func whoIsNotReachedIsAskedOnce(
    obstacle: ConnectionObstacle, cause: ProviderError.Cause, advice: String
  ) async {
    let host = FakeDiagnosis { _ in
      ProbeAnswer(.failure(ProviderError(cause, "it did not work")), obstacle: obstacle)
    }
    let (checks, requests) = await host.examine()
    #expect(requests == 1)
    #expect(checks.first?.status == .failed)
    #expect(checks.first?.details == ["it did not work"])
    #expect(checks.first?.advice.first?.contains(advice) == true)
    #expect(
      checks.dropFirst().map(\.id) == [
        "authentication", "service.assistants", "service.files", "service.models", "metadata",
      ])
    #expect(checks.dropFirst().allSatisfy { $0.status == .skipped })
  }

  @Test func thePhasesOfTheConnectionAreTold() async {
    let host = FakeDiagnosis { _ in ProbeAnswer(.success(.values([])), timing: Self.timing) }
    let checks = await host.examine().checks
    #expect(checks[0].details == ["host:1: look-up 3 ms, connect 20 ms, TLS 41 ms"])
    #expect(checks[0].duration == .milliseconds(64))
    let latency = checks.first { $0.id == "latency" }
    #expect(latency?.details == ["120 ms a request (median of 3)"])
  }

  @Test func aKeyMayBeForbiddenOneServiceAlone() async {
    let host = FakeDiagnosis { name in
      name == "assistants"
        ? ProbeAnswer(.failure(ProviderError(.forbidden, "no", status: 403)))
        : ProbeAnswer(.success(.values(["gpt"])))
    }
    let (checks, requests) = await host.examine()
    #expect(requests == 3)
    #expect(
      checks.map { "\($0.id) \($0.status)" } == [
        "connection ok", "authentication ok", "service.assistants failed", "service.files ok",
        "service.models ok", "metadata skipped", "values.model ok",
      ])
  }

  @Test func filesMatterOnlyWhereTheyAreUsed() async {
    let host = FakeDiagnosis { name in
      name == "files"
        ? ProbeAnswer(.failure(ProviderError(.notFound, "no", status: 404)))
        : ProbeAnswer(.success(.values([])))
    }
    let without = await host.examine().checks.first { $0.id == "service.files" }
    #expect(without?.status == .ok)
    let with = await host.examine { $0.usesFiles = true }.checks.first { $0.id == "service.files" }
    #expect(with?.status == .failed)
    #expect(with?.advice.isEmpty == false)
  }

  @Test func aHostThatAsksForNoKeyIsToldSo() async {
    let open = FakeDiagnosis { _ in ProbeAnswer(.success(.values([]))) }
    let welcome = await open.examine { $0.sendsKey = false }.checks[1]
    #expect(welcome.status == .ok)
    #expect(welcome.details == ["no key is sent, and none is asked for"])
    let closed = FakeDiagnosis { _ in
      ProbeAnswer(
        .failure(ProviderError(.unauthorized, "GET /assistants answered 401", status: 401)))
    }
    let refused = await closed.examine { $0.sendsKey = false }.checks[1]
    #expect(refused.status == .failed)
    #expect(refused.advice == ["Give the target an `api_key`; it sends none so far."])
  }

  @Test(arguments: [
    (MarkerReading.absent, DoctorCheck.Status.warning), (.unreadable, .warning),
    (.marker(marker(assistant("a"))), .ok),
  ])
  func aRecordedObjectTellsWhetherMetadataSurvives(
    reading: MarkerReading, status: DoctorCheck.Status
  ) async {
    let object = ObservedResource(kind: assistantKind, id: "asst_1", marker: reading)
    let host = FakeDiagnosis { name in
      ProbeAnswer(.success(.resources(name == "asst_1" ? [object] : [])))
    }
    var recorded = nothingRecorded()
    recorded.resources = [assistant("a"): RecordedResource(id: "asst_1")]
    let (checks, requests) = await host.examine { [recorded] in $0.recorded = recorded }
    #expect(requests == 4)
    #expect(checks.first { $0.id == "metadata" }?.status == status)
    #expect(host.asked == ["assistants", "files", "models", "asst_1"])
  }

  @Test func aRecordedObjectThatIsGoneTellsNothing() async {
    let host = FakeDiagnosis { name in
      name == "asst_1"
        ? ProbeAnswer(.failure(ProviderError(.notFound, "gone", status: 404)))
        : ProbeAnswer(.success(.resources([])))
    }
    var recorded = nothingRecorded()
    recorded.resources = [assistant("a"): RecordedResource(id: "asst_1")]
    let checks = await host.examine { [recorded] in $0.recorded = recorded }.checks
    #expect(checks.first { $0.id == "metadata" }?.status == .unknown)
  }

  @Test func aMarkerInAListCostsNoFurtherRequest() async {
    let marked = ObservedResource(
      kind: assistantKind, id: "asst_2", marker: .marker(marker(assistant("a"))))
    let host = FakeDiagnosis { _ in ProbeAnswer(.success(.resources([marked]))) }
    var recorded = nothingRecorded()
    recorded.resources = [assistant("a"): RecordedResource(id: "asst_1")]
    let (checks, requests) = await host.examine { [recorded] in $0.recorded = recorded }
    #expect(requests == 3)
    #expect(checks.first { $0.id == "metadata" }?.status == .ok)
  }

  @Test(arguments: [(0, nil), (-299, nil), (600, "10 min ahead of"), (-3_600, "60 min behind")])
  func aClockThatIsOffIsTold(seconds: Int, words: String?) async {
    let host = FakeDiagnosis { _ in
      ProbeAnswer(.success(.values([])), hostTime: 1_800_000_000 - seconds)
    }
    let clock = await host.examine().checks.first { $0.id == "clock" }
    #expect(clock?.details == words.map { ["this machine is \($0) the host"] })
  }
}

/// A host that a closure plays, by the name of the service or the ID of the object.
private final class FakeDiagnosis: ProviderDiagnosis {
  private let answer: @Sendable (String) -> ProbeAnswer
  private let names = Mutex<[String]>([])

  init(_ answer: @escaping @Sendable (String) -> ProbeAnswer) { self.answer = answer }

  var asked: [String] { names.withLock { $0 } }

  let services = [
    Service(name: "assistants", request: "GET /assistants", content: .resources(assistantKind)),
    Service(name: "files", request: "GET /files", content: .files),
    Service(name: "models", request: "GET /models", content: .values(ofAttribute: "model")),
  ]

  func probe(_ service: Service) async -> ProbeAnswer { play(service.name) }

  func probe(_ kind: ResourceKind, id: String) async -> ProbeAnswer { play(id) }

  func probeUsualAddress() async -> AddressTrial? { nil }

  private func play(_ name: String) -> ProbeAnswer {
    names.withLock { $0.append(name) }
    return answer(name)
  }

  func examine(
    _ adjust: (inout HostExpectations) -> Void = { _ in }
  ) async -> (checks: [DoctorCheck], requests: Int) {
    var expectations = HostExpectations(
      kinds: [assistantKind], values: ["model": ["gpt"]], host: "host:1", sendsKey: true,
      isLocal: false, localTime: 1_800_000_000)
    adjust(&expectations)
    return await HostExamination(self, expectations).run()
  }
}
