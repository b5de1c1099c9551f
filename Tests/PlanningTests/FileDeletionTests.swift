import OrderedCollections
import ResourceModel
import Testing

@testable import Planning

/// Which files go with what a plan takes away, and which stay since something else holds them.
struct FileDeletionTests {
  private let faq = file("faq.md")
  private let terms = file("terms.md")
  private static let manuals: Address = "vector_stores.manuals"
  private static let policies: Address = "vector_stores.policies"

  /// Two stores that share a file: `manuals` holds faq and terms, `policies` holds terms.
  private func recorded() -> RecordedState {
    var first = RecordedResource(id: "vs_1")
    first.attachments = [
      "faq.md": faq.attachment(as: "file-faq"), "terms.md": terms.attachment(as: "file-terms"),
    ]
    var second = RecordedResource(id: "vs_2")
    second.attachments = ["terms.md": terms.attachment(as: "file-terms")]
    return Fixture.recorded([Self.manuals: first, Self.policies: second])
  }

  private func observed() -> ObservedState {
    var observed = Fixture.observed([object("vs_1", Self.manuals), object("vs_2", Self.policies)])
    observed.files.memberships = [
      "vs_1": ObservedMembership(members: [member(faq, "file-faq"), member(terms, "file-terms")]),
      "vs_2": ObservedMembership(members: [member(terms, "file-terms")]),
    ]
    return observed
  }

  private func object(_ id: String, _ address: Address) -> ObservedResource {
    var object = ObservedResource(kind: ResourceSchema.vectorStore.kind, id: id, createdAt: 1)
    object.marker = .marker(
      Marker(
        project: Fixture.recorded().project, target: Fixture.recorded().target, address: address,
        nonce: "n", baseline: Baseline([:], schema: .vectorStore)))
    return object
  }

  private func deletions(
    _ desired: DesiredState, _ observed: ObservedState? = nil, _ recorded: RecordedState? = nil,
    options change: (inout PlanOptions) -> Void = { _ in }
  ) -> [String] {
    var options = PlanOptions()
    options.allowsMassChange = true
    change(&options)
    return Planner.plan(
      desired: desired, recorded: recorded ?? self.recorded(),
      observed: observed ?? self.observed(), options: options
    ).plan.fileDeletions.map(\.id)
  }

  @Test func aPrunedStoreTakesItsFilesButNotTheSharedOnes() {
    let rest = Fixture.desired(Fixture.store("policies").holding(terms))
    #expect(deletions(rest) { $0.prunes = true } == ["file-faq"])
    // Kept, and so are its files.
    #expect(deletions(rest).isEmpty)
  }

  @Test func bothStoresGoneTakeAll() {
    let nothing = Fixture.desired(Fixture.assistant())
    #expect(deletions(nothing) { $0.prunes = true } == ["file-faq", "file-terms"])
  }

  /// A resource that is forgotten keeps its object, and the object its files.
  @Test func aRemovedStoreKeepsItsFiles() {
    var desired = Fixture.desired(Fixture.store("policies").holding(terms))
    desired.removed = [RemovedResource(address: Self.manuals)]
    #expect(deletions(desired).isEmpty)
    #expect(deletions(desired) { $0.prunes = true }.isEmpty)
  }

  /// What another resource, outside of the selection, holds or waits for stays.
  @Test func aSelectionLeavesTheFilesOfOthersAlone() {
    let desired = Fixture.desired(
      Fixture.store("manuals").holding(faq), Fixture.store("policies").holding(terms))
    #expect(deletions(desired) { $0.only = [Self.manuals] }.isEmpty)
    let waiting = Fixture.desired(
      Fixture.store("manuals").holding(terms), Fixture.store("policies").holding(terms, faq))
    #expect(deletions(waiting) { $0.only = [Self.manuals] }.isEmpty)
    let unwanted = Fixture.desired(
      Fixture.store("manuals").holding(terms), Fixture.store("policies").holding(terms))
    #expect(deletions(unwanted) { $0.only = [Self.manuals] } == ["file-faq"])
    #expect(deletions(unwanted) { $0.only = [Self.policies] }.isEmpty)
  }

  /// Without a lock file the digests on the members tell, and are written down before anything goes.
  @Test func whatOnlyMembersTellIsWrittenDownBeforeItGoes() {
    let empty = Fixture.recorded()
    let result = Planner.plan(
      desired: Fixture.desired(
        Fixture.store("manuals").holding(terms), Fixture.store("policies").holding(terms)),
      recorded: empty, observed: observed())
    #expect(result.plan.fileDeletions.map(\.id) == ["file-faq"])
    #expect(result.plan.fileDeletions.first?.holders == [Self.manuals])
    #expect(result.recorded.looseFiles == ["file-faq": faq.identity])
    // What the lock file knows already needs no second place.
    let known = Planner.plan(
      desired: Fixture.desired(
        Fixture.store("manuals").holding(terms), Fixture.store("policies").holding(terms)),
      recorded: recorded(), observed: observed())
    #expect(known.plan.fileDeletions.map(\.id) == ["file-faq"])
    #expect(known.recorded.looseFiles.isEmpty)
  }
}
