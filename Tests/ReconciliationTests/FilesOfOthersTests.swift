import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

/// What others do with files: a dashboard, another project, a host that lets stores expire.
@Suite(.timeLimit(.minutes(10))) struct FilesOfOthersTests {
  private let faq = file("docs/faq.md")
  private let terms = file("docs/terms.md")

  private func manuals(_ files: DesiredFile...) -> DesiredResource {
    declared(store("s"), [path("name"): "S"]).holding(files)
  }

  @Test func theirFilesAreNeverTouched() async throws {
    var bench = FileBench([manuals(faq)])
    try await bench.apply()
    bench.files.put(ObservedFile(id: "file-theirs", name: "faq.md", bytes: 9))
    bench.files.put(MemberWrite(file: "file-theirs", attributes: ["x": 1]), in: bench.store("s"))
    bench.declare(manuals(terms))
    let plan = try await bench.plan()
    #expect(plan.changes.first?.files?.foreign == ["file-theirs"])
    #expect(try await bench.apply().isComplete)
    #expect(bench.files.all.map(\.name) == ["faq.md", "terms.md"])
    #expect(bench.files.members(of: bench.store("s")).contains { $0.file == "file-theirs" })
    bench.options.prunes = true
    bench.declare()
    #expect(try await bench.apply().isComplete)
    #expect(bench.files.all.map(\.id) == ["file-theirs"])
  }

  @Test func whatSomebodyDetachedIsAttachedAgainWithoutSendingIt() async throws {
    var bench = FileBench([manuals(faq, terms)])
    try await bench.apply()
    bench.files.change(bench.store("s")) { $0.removeLast() }
    #expect(try await bench.plan().hasDrift)
    #expect(try await bench.apply().isComplete)
    #expect(!bench.files.words.contains { $0.hasPrefix("upload") })
    #expect(try await bench.isSettled())
  }

  @Test func whatSomebodyDeletedIsSentAgain() async throws {
    var bench = FileBench([manuals(faq, terms)])
    try await bench.apply()
    bench.files.remove("file-1")
    #expect(try await bench.apply().isComplete)
    #expect(bench.files.words.count { $0.hasPrefix("upload") } == 1)
    #expect(try await bench.isSettled())
  }

  @Test func aStoreThatSomebodyDeletedIsFilledAnewWithWhatExists() async throws {
    var bench = FileBench([manuals(faq, terms)])
    try await bench.apply()
    _ = bench.host.answer(.delete(storeKind, id: bench.store("s")))
    #expect(try await bench.apply().isComplete)
    #expect(!bench.files.words.contains { $0.hasPrefix("upload") })
    #expect(bench.files.names(in: bench.store("s")) == ["faq.md", "terms.md"])
    #expect(try await bench.isSettled())
  }

  @Test func anExpiredStoreIsReplacedAndItsFilesAreReused() async throws {
    var bench = FileBench([manuals(faq, terms)])
    try await bench.apply()
    let old = bench.store("s")
    bench.host.change(old) { $0.isExpired = true }
    bench.declare(manuals(faq))
    #expect(try await bench.apply().isComplete)
    #expect(bench.store("s") != old)
    #expect(bench.files.all.map(\.name) == [faq.name])
    #expect(!bench.files.words.contains { $0.hasPrefix("upload") })
    #expect(try await bench.isSettled())
  }

  /// Drift that is kept stays drift: the next plan says so again.
  @Test func aDetachmentThatIsKeptIsSeenAgain() async throws {
    var bench = FileBench([manuals(faq, terms)])
    try await bench.apply()
    bench.files.change(bench.store("s")) { $0.removeLast() }
    let (recorded, observed) = try await bench.look()
    let plan = try await bench.plan().holdingDrift()
    let engine = ApplyEngine(
      session: bench.session(), parallelism: 1, journal: MemoryJournal(), nonce: nonces(),
      now: { 1 }, timeSinceRefresh: { .zero })
    let report = await engine.apply(
      ApplyEngine.Input(
        plan: plan, desired: bench.desired, recorded: recorded, observed: observed)
    ) { _ in }
    #expect(report.isComplete && report.outcomes.isEmpty)
    bench.recorded = report.recorded
    let again = try await bench.plan()
    #expect(again.hasDrift && again.fileDeletions.isEmpty)
  }

  /// A list of an assistant goes on naming a file that somebody deleted; a store cannot use it.
  @Test func whatOnlyAListStillNamesIsSentAgain() async throws {
    let helper = declared(assistant("a"))
    var bench = FileBench([helper.holding(faq), manuals(terms)])
    try await bench.apply()
    let id = try #require(bench.files.all.first { $0.name == "faq.md" }?.id)
    bench.files.remove(id)
    #expect(try await bench.plan().isEmpty, "nobody else needs it, and nobody asks")
    bench.isFull = true
    #expect(try await bench.plan().hasDrift, "a full look asks")
    bench.isFull = false

    bench.declare(helper.holding(faq), manuals(faq, terms))
    #expect(try await bench.plan().uploads.map(\.file.path) == [faq.path])
    #expect(try await bench.apply().isComplete)
    let sent = try #require(bench.files.all.first { $0.name == "faq.md" }?.id)
    #expect(bench.files.names(in: bench.store("s")) == ["faq.md", "terms.md"])
    let list = bench.host.object(assistant("a"))?.attributes[path("code_interpreter.files")]
    #expect(list == [.string(sent)])
    #expect(try await bench.isSettled())
  }

  /// What is declared where it is held already costs no question.
  @Test func whatAListNamesIsNotAskedForWithoutNeed() async throws {
    var bench = FileBench([declared(assistant("a")).holding(faq), manuals(terms)])
    try await bench.apply()
    bench.files.forgetWords()
    #expect(try await bench.plan().isEmpty)
    #expect(bench.files.words.isEmpty)
  }

  @Test func aStoreThatVanishesBetweenTwoRequestsHoldsNothing() async throws {
    var bench = FileBench([manuals(faq)])
    try await bench.apply()
    bench.isFull = true
    bench.files.fail { words, _ in
      words.hasPrefix("members") ? .refused(ProviderError(.notFound, "gone", status: 404)) : nil
    }
    let plan = try await bench.plan()
    #expect(plan.changes.first?.files?.count(.attach) == 1)
  }

  /// What was an own store's is ours by its digest, though no record knows of it.
  @Test func whatAnOldLockFileDoesNotKnowIsStillOurs() async throws {
    var bench = FileBench([manuals()])
    try await bench.apply()
    let old = bench.recorded
    bench.declare(manuals(faq))
    try await bench.apply()
    bench.recorded = old
    bench.declare(declared(store("s"), [path("name"): "S"]))
    #expect(try await bench.apply().isComplete)
    #expect(bench.files.all.isEmpty && bench.files.members(of: bench.store("s")).isEmpty)
  }

  @Test func whatHangsOnAnImportedStoreStaysTheirs() async throws {
    var bench = FileBench([manuals(faq)])
    try await bench.apply()
    bench.recorded.resources[store("s")]?.attachments = [:]
    bench.recorded.resources[store("s")]?.isImported = true
    bench.isFull = true
    bench.declare(declared(store("s"), [path("name"): "S"]))
    #expect(try await bench.plan().isEmpty)
    #expect(try await bench.plan().changes.first?.files?.foreign.count == 1)
  }

  // MARK: - Drift that is kept

  /// A store that stays as it expired keeps what it holds.
  @Test func anExpiredStoreThatIsKeptKeepsItsFiles() async throws {
    var bench = FileBench([manuals(faq, terms)])
    try await bench.apply()
    bench.host.change(bench.store("s")) { $0.isExpired = true }
    bench.declare(manuals(faq))
    let plan = try await bench.plan()
    #expect(plan.fileDeletions.map(\.name) == ["terms.md"])
    #expect(plan.holdingDrift().fileDeletions.isEmpty)
  }

  /// A list that is left as somebody changed it is left whole, with the files that it names.
  @Test func aListThatIsKeptKeepsItsFiles() async throws {
    var bench = FileBench([declared(assistant("a")).holding(faq)])
    try await bench.apply()
    bench.host.change(bench.assistant("a")) { object in
      object.attributes[path("code_interpreter.files")] = ["file-1", "file-theirs"]
    }
    bench.declare(declared(assistant("a")).holding(file("docs/faq.md", "new")))
    let plan = try await bench.plan()
    #expect(plan.hasDrift && plan.uploads.count == 1)
    #expect(plan.fileDeletions.map(\.id) == ["file-1"])
    let held = plan.holdingDrift()
    #expect(held.isEmpty && held.uploads.isEmpty && held.fileDeletions.isEmpty)
  }
}
