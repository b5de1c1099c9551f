import OrderedCollections
import Planning
import ResourceModel
import Testing

/// One row of the table that decides what is a change: D desired, O observed, B what the last write
/// left, R what the server answered to it. nil stands for "not declared", "not there", "not known".
struct AttributeRow: Sendable, CustomTestStringConvertible {
  enum Verdict: Sendable, Equatable {
    case nothing, note
    case change(AttributeChange.Cause)
  }

  let name: String
  let desired: JSONValue?
  let base: JSONValue?
  let observed: JSONValue?
  let returned: JSONValue?
  /// With marker and lock, with the lock alone, and with the marker alone.
  let both: Verdict
  let lockOnly: Verdict
  let markerOnly: Verdict

  var testDescription: String { name }

  init(
    _ name: String, D desired: JSONValue?, B base: JSONValue?, O observed: JSONValue?,
    R returned: JSONValue?, _ both: Verdict, lockOnly: Verdict? = nil, markerOnly: Verdict? = nil
  ) {
    self.name = name
    self.desired = desired
    self.base = base
    self.observed = observed
    self.returned = returned
    self.both = both
    self.lockOnly = lockOnly ?? both
    self.markerOnly = markerOnly ?? both
  }

  static let all: [AttributeRow] = [
    AttributeRow("in place", D: "a", B: "a", O: "a", R: "a", .nothing),
    AttributeRow("somebody did it already", D: "b", B: "a", O: "b", R: "a", .nothing),
    AttributeRow("newly declared, and there", D: "a", B: nil, O: "a", R: nil, .nothing),
    AttributeRow(
      "the server's own form", D: "a", B: "a", O: "x", R: "x", .nothing,
      markerOnly: .change(.drift)),
    AttributeRow("changed in the YAML", D: "b", B: "a", O: "a", R: "a", .change(.changed)),
    AttributeRow(
      "changed in the YAML, over the server's own form", D: "b", B: "a", O: "x", R: "x",
      .change(.changed), markerOnly: .change(.conflict)),
    AttributeRow(
      "changed in the YAML, back on what was sent", D: "b", B: "a", O: "a", R: "x",
      .change(.changed)),
    AttributeRow("changed outside", D: "a", B: "a", O: "z", R: "a", .change(.drift)),
    AttributeRow("emptied outside", D: "a", B: "a", O: nil, R: "a", .change(.drift)),
    AttributeRow("changed by both", D: "b", B: "a", O: "z", R: "a", .change(.conflict)),
    AttributeRow("newly declared", D: "a", B: nil, O: "z", R: "z", .change(.changed)),
    AttributeRow("no longer declared", D: nil, B: "a", O: "a", R: "a", .change(.reset)),
    AttributeRow(
      "no longer declared, in the server's own form", D: nil, B: "a", O: "x", R: "x",
      .change(.reset), markerOnly: .change(.conflict)),
    AttributeRow(
      "no longer declared, changed outside", D: nil, B: "a", O: "z", R: "a", .change(.conflict)),
    AttributeRow("no longer declared, gone", D: nil, B: "a", O: nil, R: "a", .nothing),
    AttributeRow("declared null, and there", D: .null, B: "a", O: "a", R: "a", .change(.changed)),
    AttributeRow("declared null, and not there", D: .null, B: nil, O: nil, R: nil, .nothing),
    AttributeRow("never declared", D: nil, B: nil, O: "z", R: "z", .nothing),
    AttributeRow(
      "never declared, changed outside", D: nil, B: nil, O: "z", R: "y", .note,
      markerOnly: .nothing),
    AttributeRow(
      "never declared, appeared outside", D: nil, B: nil, O: "z", R: nil, .note,
      markerOnly: .nothing),
  ]
}

struct AttributeTableTests {
  enum Base: CaseIterable { case both, lockOnly, markerOnly }

  @Test(arguments: AttributeRow.all, Base.allCases)
  func aField(_ row: AttributeRow, base: Base) { check(row, base: base, at: AttributePath("name")) }

  @Test(arguments: AttributeRow.all, Base.allCases)
  func aKeyOfMetadata(_ row: AttributeRow, base: Base) {
    check(row, base: base, at: AttributePath("metadata", key: "team"))
  }

  private func check(_ row: AttributeRow, base: Base, at path: AttributePath) {
    let schema = ResourceSchema.assistant
    let model = AttributePath("model")
    var resource = Fixture.assistant()
    resource.attributes[path] = row.desired.map { DesiredAttribute(.json($0)) }

    var applied = [model: Digest(of: "gpt-4o")]
    applied[path] = row.base.map(Digest.init(of:))
    var returned = applied
    returned[path] = row.returned.map(Digest.init(of:))

    var found = ObservedResource(kind: schema.kind, id: "asst_1", attributes: [model: "gpt-4o"])
    found.attributes[path] = row.observed
    if base != .lockOnly {
      found.marker = .marker(
        Marker(
          project: "shop", target: "local", address: resource.address, nonce: "n1",
          baseline: Baseline(applied, schema: schema)))
    }
    let lock = RecordedResource(id: "asst_1", applied: applied, returned: returned)
    let result = Planner.plan(
      desired: Fixture.desired(resource),
      recorded: Fixture.recorded(base == .markerOnly ? [:] : [resource.address: lock]),
      observed: Fixture.observed([found]))

    #expect(result.problems.isEmpty)
    let change = result.change(resource.address)
    let verdict: AttributeRow.Verdict =
      if let cause = change?.attributes.first(where: { $0.path == path })?.cause {
        .change(cause)
      } else if change?.notes.contains(where: { $0.path == path }) == true {
        .note
      } else {
        .nothing
      }
    let expected =
      switch base {
      case .both: row.both
      case .lockOnly: row.lockOnly
      case .markerOnly: row.markerOnly
      }
    #expect(verdict == expected)
    #expect(change?.attributes.contains { $0.path != path } == false)
    if base != .lockOnly {
      let isChange = if case .change = expected { true } else { false }
      #expect(change?.action == (isChange ? .update : .noOp))
    }
  }

  @Test func withoutAnyBaseADifferenceIsUnbasedAndTheObjectAdopted() {
    var found = ObservedResource(kind: ResourceSchema.assistant.kind, id: "asst_1")
    found.attributes = ["model": "gpt-4o", "name": "Theirs", "description": "Theirs"]
      .reduce(into: [:]) { $0[AttributePath($1.key)] = $1.value }
    let result = Planner.plan(
      desired: Fixture.desired(Fixture.assistant("support", ["name": "Ours"])),
      recorded: Fixture.recorded(["assistants.support": RecordedResource(id: "asst_1")]),
      observed: Fixture.observed([found]))
    let change = result.change("assistants.support")
    #expect(change?.action == .adopt)
    #expect(change?.attributes.map(\.path.description) == ["name"])
    #expect(result.cause("name") == .unbased)
    #expect(change?.notes.isEmpty == true, "nothing is known to have changed")
  }

  /// The marker was written with a value that the host did not take: nobody drifted.
  @Test func whatTheHostDidNotTakeIsWrittenAgain() {
    let schema = ResourceSchema.assistant
    let (model, name) = (AttributePath("model"), AttributePath("name"))
    let resource = Fixture.assistant("support", ["name": "new"])
    var found = ObservedResource(
      kind: schema.kind, id: "asst_1", attributes: [model: "gpt-4o", name: "old"])
    found.marker = .marker(
      Marker(
        project: "shop", target: "local", address: resource.address, nonce: "n",
        baseline: Baseline(
          [model: Digest(of: "gpt-4o"), name: Digest(of: "new")], schema: schema)))
    var lock = RecordedResource(id: "asst_1", applied: [model: Digest(of: "gpt-4o")])
    lock.refused = [name: Digest(of: "old")]
    let cause = { (found: ObservedResource) in
      Planner.plan(
        desired: Fixture.desired(resource), recorded: Fixture.recorded([resource.address: lock]),
        observed: Fixture.observed([found])
      ).cause("name")
    }
    #expect(cause(found) == .changed)
    found.attributes[name] = "theirs"
    #expect(cause(found) == .drift)
    found.attributes[name] = "new"
    #expect(cause(found) == nil)
  }

  /// A colleague applied since: the lock of this checkout is about an earlier write.
  @Test func aStaleLockNeverOverrulesTheMarker() {
    let schema = ResourceSchema.assistant
    let paths = (name: AttributePath("name"), note: AttributePath("description"))
    let model = AttributePath("model")
    var found = ObservedResource(kind: schema.kind, id: "asst_1", attributes: [model: "gpt-4o"])
    func verdict(
      marker: [AttributePath: Digest], lock: [AttributePath: Digest], _ resource: DesiredResource
    ) -> ResourceChange? {
      found.marker = .marker(
        Marker(
          project: "shop", target: "local", address: resource.address, nonce: "n",
          baseline: Baseline(marker, schema: schema)))
      return Planner.plan(
        desired: Fixture.desired(resource),
        recorded: Fixture.recorded([
          resource.address: RecordedResource(id: "asst_1", applied: lock, returned: lock)
        ]), observed: Fixture.observed([found])
      ).change(resource.address)
    }
    let digest = Digest(of: "gpt-4o")
    let (old, new) = (Digest(of: "old"), Digest(of: "new"))

    // The colleague wrote `new`; somebody put `old` back, which our lock remembers as the answer.
    found.attributes[paths.name] = "old"
    let reverted = verdict(
      marker: [model: digest, paths.name: new], lock: [model: digest, paths.name: old],
      Fixture.assistant("support", ["name": "new"]))
    #expect(reverted?.attributes.map(\.cause) == [.drift])

    // The colleague gave `description` back; what somebody wrote there since is not ours to change.
    found.attributes[paths.name] = nil
    found.attributes[paths.note] = "theirs"
    let foreign = verdict(
      marker: [model: digest], lock: [model: digest, paths.note: old], Fixture.assistant())
    #expect(foreign?.attributes.isEmpty == true)
    #expect(foreign?.notes.map(\.path) == [paths.note])
  }

  /// Keys of metadata may share one digest: then only the lock knows them one by one, and without it
  /// what somebody wrote is never overwritten unasked.
  @Test func keysThatShareADigestAreNeverOverwrittenSilently() {
    let desired = Fixture.desired(Fixture.assistant("support", ["metadata.team": "ours"]))
    var world = World()
    world.apply(desired)
    world.edit("metadata.team", to: "theirs")
    for id in world.objects.keys {
      let model = Digest(of: "gpt-4o" as JSONValue).short
      let text = "asst1:shop/local:assistants.support:n1:o\(model)M01234567"
      world.objects[id]?.marker = MarkerReading(text)
    }
    #expect(world.plan(desired).cause("metadata.team") == .drift)
    #expect(world.withoutLock.plan(desired).cause("metadata.team") == .conflict)
    world.edit("metadata.team", to: "ours")
    #expect(world.withoutLock.plan(desired).plan.isEmpty)
  }
}
