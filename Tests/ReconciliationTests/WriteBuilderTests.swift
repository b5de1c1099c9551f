import OrderedCollections
import Planning
@testable import Reconciliation
import ResourceModel
import Testing

@Suite struct WriteBuilderTests {
  private func builder(
    _ desired: DesiredResource, observed: ObservedResource? = nil,
    changing paths: [AttributePath] = [],
    holding held: [AttributePath] = [], recorded: RecordedResource? = nil,
    ids: [Address: String] = [:]
  ) -> WriteBuilder {
    let changes = { (paths: [AttributePath]) in
      paths.map { AttributeChange(path: $0, before: nil, after: .value(.null), cause: .changed) }
    }
    return WriteBuilder(
      project: "acme-shop", target: "local", schema: .assistant,
      change: ResourceChange(
        address: desired.address, kind: assistantKind, action: .update, reason: .declared,
        id: observed?.id, attributes: changes(paths), held: changes(held)),
      desired: desired, observed: observed, recorded: recorded, ids: ReferenceTable(ids))
  }

  private func digest(_ value: JSONValue) -> Digest { Digest(of: value) }

  /// Where the marker was taken off, the lock still knows what the value drifted from; without it the
  /// next plan would take the drift for a change of the configuration.
  @Test func whatStaysIsRememberedFromTheLockWhenTheMarkerIsGone() throws {
    let desired = declared(assistant("a"), [path("name"): "A"])
    let write = builder(
      desired, observed: observed(assistant("a"), id: "1"), holding: [path("name")],
      recorded: RecordedResource(id: "1", applied: [path("name"): digest("A")])
    ).update(freshNonce: "n1")
    let baseline = try #require(write.marker?.baseline)
    #expect(baseline.digits(of: path("name"), schema: .assistant) == digest("A").short)
  }

  @Test func aCreateSendsWhatIsDeclaredAndNothingElse() throws {
    let desired = declared(
      assistant("a"),
      [
        path("name"): "A", path("description"): .null, metadata("team"): "x",
        metadata("none"): .null,
      ],
      stores: [.address(store("s")), .identifier("vs_9")])
    let write = builder(desired, ids: [store("s"): "vs_1"]).creation(nonce: "n7")
    let expected: [AttributePath: JSONValue] = [
      path("model"): "gpt", path("name"): "A", metadata("team"): "x",
      path("file_search.vector_stores"): ["vs_1", "vs_9"],
    ]
    #expect(write.changed == expected && write.resulting == expected)
    let marker = try #require(write.marker)
    #expect(marker.nonce == "n7" && marker.address == assistant("a"))
    #expect(marker.project == "acme-shop" && marker.target == "local")
    let digits = { marker.baseline.digits(of: $0, schema: .assistant) }
    #expect(digits(path("name")) == digest("A").short)
    #expect(digits(metadata("team")) == digest("x").short)
    #expect(digits(path("file_search.vector_stores")) == digest(["vs_1", "vs_9"]).short)
    // A declared null is declared: the default is what it leaves.
    #expect(digits(path("description")) == digest(.null).short)
    #expect(digits(path("tools")) == nil)
  }

  @Test func anUpdateSendsWhatThePlanChanges() throws {
    let old = marker(assistant("a"), nonce: "kept")
    let object = observed(
      assistant("a"), id: "asst_1",
      [path("model"): "gpt-3", path("name"): "A", metadata("foreign"): "f", metadata("gone"): "g"],
      marker: .marker(old))
    let desired = declared(assistant("a"), [path("name"): "B", metadata("team"): "x"])
    let write = builder(
      desired, observed: object, changing: [path("name"), metadata("team"), metadata("gone")]
    ).update(freshNonce: "fresh")
    #expect(write.changed == [path("name"): "B", metadata("team"): "x", metadata("gone"): .null])
    #expect(
      write.resulting == [
        path("model"): "gpt-3", path("name"): "B", metadata("team"): "x", metadata("foreign"): "f",
      ])
    // The nonce tells an object from its twin, so it stays.
    #expect(write.marker?.nonce == "kept")
    #expect(
      write.marker?.baseline.digits(of: path("name"), schema: .assistant) == digest("B").short)
  }

  @Test func withoutAMarkerANewNonceIsGiven() {
    for reading in [MarkerReading.absent, .unreadable] {
      let object = observed(assistant("a"), id: "asst_1", marker: reading)
      let write = builder(declared(assistant("a")), observed: object).update(freshNonce: "fresh")
      #expect(write.marker?.nonce == "fresh" && write.changed.isEmpty)
    }
  }

  /// What is given back is said outright, since what is left out is left as it is.
  @Test(
    arguments: [
      ("name", .null), ("instructions", .null), ("tools", []), ("temperature", 1), ("top_p", 1),
      ("response_format", "auto"), ("reasoning_effort", .null), ("file_search.vector_stores", []),
      ("code_interpreter.files", []),
    ] as [(String, JSONValue)])
  func aResetSendsTheServersDefault(_ row: (field: String, sent: JSONValue)) {
    let object = observed(assistant("a"), id: "asst_1", [path(row.field): "something"])
    let write = builder(declared(assistant("a")), observed: object, changing: [path(row.field)])
      .update(freshNonce: "n")
    #expect(write.changed == [path(row.field): row.sent])
    // A declared null says the same.
    let null = builder(
      declared(assistant("a"), [path(row.field): .null]), observed: object,
      changing: [path(row.field)]
    ).update(freshNonce: "n")
    #expect(null.changed == write.changed)
  }

  @Test func whatIsIgnoredOrHeldKeepsItsEarlierBaseline() throws {
    let old = marker(
      assistant("a"),
      [
        path("name"): digest("first"), path("description"): digest("second"),
        metadata("team"): digest("third"), path("tools"): digest([]),
      ])
    let object = observed(assistant("a"), id: "asst_1", marker: .marker(old))
    let desired = declared(
      assistant("a"),
      [path("name"): "N", path("description"): "D", metadata("team"): "T", path("temperature"): 0],
      ignoring: [path("name"), metadata("team")])
    let write = builder(
      desired, observed: object, changing: [path("model")], holding: [path("description")]
    ).update(freshNonce: "n")
    let baseline = try #require(write.marker?.baseline)
    let digits = { baseline.digits(of: $0, schema: .assistant) }
    #expect(digits(path("name")) == digest("first").short)
    #expect(digits(path("description")) == digest("second").short)
    #expect(digits(metadata("team")) == digest("third").short)
    #expect(digits(path("model")) == digest("gpt").short)
    #expect(digits(path("temperature")) == digest(0).short)
    // No longer declared: given back, and out of the baseline.
    #expect(digits(path("tools")) == nil)
    #expect(write.changed == [path("model"): "gpt"])
  }

  /// At creation there is nothing to leave alone.
  @Test func whatIsIgnoredIsSetAtCreation() {
    let desired = declared(assistant("a"), [path("name"): "N"], ignoring: [path("name")])
    let write = builder(desired).creation(nonce: "n")
    #expect(write.changed[path("name")] == "N")
    #expect(
      write.marker?.baseline.digits(of: path("name"), schema: .assistant) == digest("N").short)
  }
}
