import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

/// Taking over what exists: one write of the marker, and a base that the next plan can rely on.
@Suite struct AdoptionTests {
  private static let values: [AttributePath: JSONValue] = [
    path("model"): "gpt", path("name"): "Support", path("temperature"): 0,
    metadata("team"): "support", path("file_search.vector_stores"): ["vs_1"],
    path("tools"): [["type": "file_search"]],
  ]
  private static let found = observed(assistant("a"), id: "asst_1", values)

  private func resource(name: JSONValue = "Support") -> DesiredResource {
    declared(
      assistant("a"),
      [
        path("model"): "gpt", path("name"): name, metadata("team"): "support",
        path("tools"): [["type": "file_search"]],
      ], stores: [.address(store("manuals"))])
  }

  private let ids = ReferenceTable([store("manuals"): "vs_1"])

  private func adopt(
    _ resource: DesiredResource, _ provider: FakeProvider, from object: ObservedResource = found
  ) async throws(StepFailure) -> Adoption.Result? {
    try await Adoption(session: session(provider), nonce: nonces()).adopt(
      object, as: resource, of: desiredState([resource]), recorded: nil, ids: ids)
  }

  private func host(_ objects: [ObservedResource] = [found], keepsMarkers: Bool = true) -> (
    MemoryHost, FakeProvider
  ) {
    let host = MemoryHost(objects, keepsMarkers: keepsMarkers)
    let provider = FakeProvider { call in
      // An ID of another kind is none of this one.
      if case .get(let kind, let id) = call, case .object(let object?) = host.answer(call) {
        return .object(object.kind == kind && object.id == id ? object : nil)
      }
      return host.answer(call)
    }
    return (host, provider)
  }

  private func plan(_ resource: DesiredResource, _ entry: RecordedResource, _ host: MemoryHost)
    -> Plan
  {
    var recorded = nothingRecorded()
    recorded.resources[assistant("a")] = entry
    recorded.resources[store("manuals")] = RecordedResource(id: "vs_1")
    return Planner.plan(
      desired: desiredState([resource, declared(store("manuals"))]), recorded: recorded,
      observed: host.observed
    ).plan
  }

  private static let manuals = observed(
    store("manuals"), id: "vs_1", marker: .marker(marker(store("manuals"))))

  @Test func onlyTheMarkerIsWrittenAndThePlanIsEmpty() async throws {
    let (host, provider) = host([Self.found, Self.manuals])
    let result = try #require(try await adopt(resource(), provider))
    #expect(provider.words == ["update assistant asst_1"])
    let write = try #require(provider.calls.first?.write)
    #expect(write.changed.isEmpty)
    #expect(write.resulting[metadata("team")] == "support")
    #expect(write.marker?.address == assistant("a"))
    #expect(result.differences.isEmpty)
    #expect(result.entry.id == "asst_1")
    #expect(plan(resource(), result.entry, host).isEmpty)
    // The marker alone is enough, and a second import finds nothing to write.
    #expect(plan(resource(), RecordedResource(id: "asst_1"), host).isEmpty)
    let again = try await adopt(resource(), provider, from: try #require(host.objects.first))
    #expect(again?.entry == result.entry)
    #expect(provider.calls.count == 1)
  }

  @Test func whatTheYAMLSaysOtherwiseIsAChangeAndNoDrift() async throws {
    let (host, provider) = host([Self.found, Self.manuals])
    let other = resource(name: "Ours")
    let result = try #require(try await adopt(other, provider))
    #expect(result.differences == [path("name")])
    #expect(provider.calls.first?.write?.changed.isEmpty == true)
    let change = try #require(plan(other, result.entry, host).effective.first)
    #expect(change.attributes.map(\.path) == [path("name")])
    #expect(change.attributes.map(\.cause) == [.changed])
    #expect(!change.hasDrift)
  }

  @Test func aHostWithoutMarkersIsToldOf() async {
    let (_, provider) = host(keepsMarkers: false)
    await #expect(throws: StepFailure.markerDropped(id: "asst_1")) {
      try await adopt(resource(), provider)
    }
  }

  @Test func whatMovedInBetweenIsNotRecorded() async {
    let (host, provider) = host()
    host.change("asst_1") { $0.attributes[path("instructions")] = "Be rude." }
    await #expect(throws: StepFailure.moved(id: "asst_1")) { try await adopt(resource(), provider) }
  }

  @Test func aRefusedWriteIsAFailure() async {
    let refusal = ProviderError(.forbidden, "no")
    let provider = FakeProvider { _ throws(ProviderError) in throw refusal }
    await #expect(throws: StepFailure.provider(refusal)) { try await adopt(resource(), provider) }
  }

  @Test func theLookAsksAsEveryKind() async throws {
    let (_, provider) = host([Self.found, Self.manuals])
    let adoption = Adoption(session: session(provider), nonce: nonces())
    #expect(try await adoption.look(for: "asst_1", kind: assistantKind) == .found(Self.found))
    #expect(provider.words == ["get assistant asst_1"])
    #expect(try await adoption.look(for: "vs_1", kind: assistantKind) == .ofKind(storeKind))
    #expect(try await adoption.look(for: "none", kind: storeKind) == .missing)
    let lacking = FakeProvider { call throws(ProviderError) in
      if case .get(storeKind, _) = call { throw ProviderError(.notServed, "no stores here") }
      return .object(nil)
    }
    let other = Adoption(session: session(lacking), nonce: nonces())
    #expect(try await other.look(for: "x", kind: assistantKind) == .missing)
  }

  @Test func ownersAreAskedForOnlyWhereNobodyKnows() async throws {
    var foreign = marker(store("manuals"))
    foreign.project = "another"
    let (_, provider) = host([
      Self.manuals, observed(store("x"), id: "vs_2", marker: .marker(foreign)),
      observed(store("x"), id: "vs_3"),
      observed(store("x"), id: "vs_4", marker: .marker(marker(assistant("copied")))),
    ])
    let owners = try await Adoption(session: session(provider), nonce: nonces()).owners(
      of: ["vs_0", "vs_1", "vs_2", "vs_3", "vs_4", "vs_5"], kind: storeKind,
      known: ["vs_0": store("known")], project: "acme-shop", target: "local")
    #expect(owners == ["vs_0": store("known"), "vs_1": store("manuals")])
    #expect(provider.calls.count == 5)
  }
}
