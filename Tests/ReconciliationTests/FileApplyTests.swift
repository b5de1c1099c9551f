import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

/// Whole applies with files, against a host in memory.
@Suite(.timeLimit(.minutes(10))) struct FileApplyTests {
  private let faq = file("docs/faq.md")
  private let terms = file("docs/terms.md")
  private let data = file("data/prices.csv")
  private static let busy = ProviderError(.noAnswer, "the connection was cut")
  private static let refused = ProviderError(
    .rejected(parameter: nil), "no", status: 400, isAPIAnswer: true)

  private func manuals(_ files: DesiredFile...) -> DesiredResource {
    declared(store("s"), [path("name"): "S"]).holding(files)
  }

  @Test func filesComeFirstAndLeaveLast() async throws {
    var bench = FileBench([
      declared(assistant("a"), stores: [.address(store("s"))]).holding(data), manuals(faq, terms),
    ])
    bench.parallelism = 1
    let created = try await bench.apply()
    #expect(created.isComplete)
    let verbs = created.outcomes.map { "\($0.step.verb.rawValue) \($0.step.address.key)" }
    #expect(
      Set(verbs) == [
        "upload data/prices.csv", "upload docs/faq.md", "upload docs/terms.md", "create s",
        "attach s", "create a",
      ])
    #expect(bench.files.names(in: bench.store("s")) == ["faq.md", "terms.md"])
    #expect(
      bench.host.object(assistant("a"))?.attributes[path("code_interpreter.files")]?.array?.count
        == 1)
    #expect(try await bench.isSettled())
    #expect(bench.recorded.looseFiles.isEmpty)

    // One is replaced, one leaves.
    let events = EventLog()
    bench.declare(
      declared(assistant("a"), stores: [.address(store("s"))]).holding(data),
      manuals(file("docs/faq.md", "new")))
    let id = bench.store("s")
    let changed = try await bench.apply(events: events)
    #expect(changed.isComplete)
    let requests = bench.files.words.filter { !$0.hasPrefix("member") && !$0.hasPrefix("batch") }
    try #require(requests.count == 6)
    #expect(requests[0] == "upload faq.md" && requests[1] == "attach file-4 to \(id)")
    #expect(Set(requests[2..<4]) == ["detach file-2 from \(id)", "detach file-3 from \(id)"])
    #expect(Set(requests[4...]) == ["delete file-2", "delete file-3"])
    #expect(try await bench.isSettled())
  }

  @Test func aPlanWithoutAChangeAsksForNoFile() async throws {
    var bench = FileBench([manuals(faq, terms)])
    try await bench.apply()
    bench.files.forgetWords()
    #expect(try await bench.plan().isEmpty)
    #expect(bench.files.words.isEmpty)
  }

  @Test func oneUploadServesAllThatHoldIt() async throws {
    var bench = FileBench([
      manuals(faq), declared(store("t")).holding(faq), declared(assistant("a")).holding(faq),
    ])
    let report = try await bench.apply()
    #expect(report.isComplete)
    #expect(bench.files.words.count { $0.hasPrefix("upload") } == 1)
    #expect(bench.files.all.count == 1)
    #expect(try await bench.isSettled())
    // It stays as long as one holds it.
    bench.declare(manuals(), declared(store("t")).holding(faq), declared(assistant("a")))
    #expect(try await bench.apply().isComplete)
    #expect(bench.files.all.count == 1)
    bench.declare(manuals(), declared(store("t")), declared(assistant("a")))
    #expect(try await bench.apply().isComplete)
    #expect(bench.files.all.isEmpty)
    #expect(try await bench.isSettled())
  }

  // MARK: - What fails

  @Test func aFileThatIsNotSentIsNamedAndTheOthersAreAttached() async throws {
    for cause in [ProviderError.Cause.quotaExceeded, .fileChanged, .unreadableFile] {
      let files = MemoryFiles { words, _ in
        words == "upload faq.md" ? .refused(ProviderError(cause, "no")) : nil
      }
      var bench = FileBench(
        [declared(assistant("a"), stores: [.address(store("s"))]), manuals(faq, terms)],
        files: files)
      let report = try await bench.apply()
      #expect(
        report.words.contains("upload docs/faq.md: failed, no")
          && report.words.contains("attach s: files failed, [\"docs/faq.md\"]")
          && report.words.contains("create a: skipped because of s"), "\(report.words)")
      #expect(files.names(in: bench.store("s")) == ["terms.md"])
      files.fail { _, _ in nil }
      #expect(try await bench.apply().isComplete)
      #expect(files.words.count { $0.hasPrefix("upload") } == 1)
      #expect(try await bench.isSettled())
    }
  }

  @Test func whatCannotBeIndexedIsTriedOnceMoreAndNamed() async throws {
    let files = MemoryFiles(verdict: { name, attempt in
      name == "faq.md" ? .failed(code: "unsupported_file", message: "it is encrypted") : .completed
    })
    var bench = FileBench([manuals(faq, terms)], files: files)
    let report = try await bench.apply()
    guard case .failed(.files(let failures))? = report.outcomes.last?.outcome else {
      Issue.record("\(report.words)")
      return
    }
    #expect(failures.map(\.file) == ["docs/faq.md"])
    #expect(failures[0].reason.contains("it is encrypted (unsupported_file)"))
    let faulty = files.id(of: "faq.md")
    #expect(files.words.count { $0.hasPrefix("attach") && $0.contains(faulty) } == 2)
    #expect(files.names(in: bench.store("s")) == ["terms.md"])
    // The next apply tries again, and sends nothing twice.
    files.judge { _, _ in .completed }
    #expect(try await bench.plan().changes.first?.files?.changes.map(\.action) == [.reattach])
    #expect(try await bench.apply().isComplete)
    #expect(!files.words.contains { $0.hasPrefix("upload") })
    #expect(try await bench.isSettled())
  }

  @Test func aServerThatFailsOnceIsForgiven() async throws {
    let files = MemoryFiles(verdict: { name, attempt in
      attempt == 1 ? .failed(code: nil, message: "server error") : .completed
    })
    var bench = FileBench([manuals(faq, terms)], files: files)
    #expect(try await bench.apply().isComplete)
    #expect(try await bench.isSettled())
  }

  @Test func theOldFileStaysSearchableWhenTheNewOneIsNot() async throws {
    let files = MemoryFiles()
    var bench = FileBench([manuals(faq, terms)], files: files)
    try await bench.apply()
    bench.declare(manuals(file("docs/faq.md", "new"), terms))
    for _ in 0..<2 {
      files.judge { name, _ in
        name == "faq.md" ? .failed(code: nil, message: "broken") : .completed
      }
      let report = try await bench.apply()
      #expect(!report.isComplete)
      #expect(files.names(in: bench.store("s")) == ["faq.md", "terms.md"])
      #expect(files.all.count == 3, "\(report.words)")
    }
    files.judge { _, _ in .completed }
    #expect(try await bench.apply().isComplete)
    #expect(files.names(in: bench.store("s")) == ["faq.md", "terms.md"] && files.all.count == 2)
    #expect(try await bench.isSettled())
  }

  @Test func theOldFileStaysWhenTheNewOneIsNotSent() async throws {
    let files = MemoryFiles()
    var bench = FileBench([manuals(faq)], files: files)
    try await bench.apply()
    bench.declare(manuals(file("docs/faq.md", "new")))
    files.fail { words, _ in words == "upload faq.md" ? .refused(Self.refused) : nil }
    let report = try await bench.apply()
    #expect(!report.isComplete && files.all.map(\.id) == ["file-1"])
    #expect(files.names(in: bench.store("s")) == ["faq.md"])
    files.fail { _, _ in nil }
    #expect(try await bench.apply().isComplete && files.all.map(\.id) == ["file-2"])
    #expect(try await bench.isSettled())
  }

  /// What was not written is not taken for written.
  @Test func attributesThatWereRefusedAreWrittenByTheNextApply() async throws {
    let files = MemoryFiles()
    var bench = FileBench([manuals(faq, terms)], files: files)
    try await bench.apply()
    files.fail { words, _ in words.hasPrefix("annotate") ? .refused(Self.refused) : nil }
    // Something leaves too, so that the store's contents are looked at after the failure.
    bench.declare(manuals(file("docs/faq.md", attributes: ["topic": "x"])))
    let report = try await bench.apply()
    #expect(report.words.contains("attach s: files failed, [\"docs/faq.md\"]"), "\(report.words)")
    files.fail { _, _ in nil }
    let plan = try await bench.plan()
    #expect(plan.changes.first?.files?.changes.map(\.action) == [.annotate])
    #expect(!plan.hasDrift)
    #expect(try await bench.apply().isComplete)
    #expect(files.members(of: bench.store("s")).first?.attributes["topic"] == "x")
    #expect(try await bench.isSettled())
  }

  @Test func anotherChunkingThatFailedIsDoneByTheNextApply() async throws {
    let files = MemoryFiles()
    var bench = FileBench([manuals(faq, terms)], files: files)
    try await bench.apply()
    let small: JSONValue = ["max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50]
    let id = files.id(of: "faq.md")
    files.fail { words, _ in words.hasPrefix("detach \(id)") ? .refused(Self.refused) : nil }
    bench.declare(manuals(file("docs/faq.md", chunking: small)))
    #expect(!(try await bench.apply().isComplete))
    files.fail { _, _ in nil }
    #expect(try await bench.plan().changes.first?.files?.changes.map(\.action) == [.reattach])
    #expect(try await bench.apply().isComplete)
    #expect(files.members(of: bench.store("s")).map(\.chunking) == [small])
    #expect(try await bench.isSettled())
  }

  // MARK: - Answers that never came

  @Test func anUploadWithoutAnAnswerIsFound() async throws {
    let files = MemoryFiles { words, count in
      words == "upload faq.md" && count == 1 ? .lost(Self.busy) : nil
    }
    var bench = FileBench([manuals(faq)], files: files)
    let events = EventLog()
    #expect(try await bench.apply(events: events).isComplete)
    #expect(events.words.contains("searching docs/faq.md"))
    #expect(files.all.count == 1)
    #expect(bench.journal.words.contains("3 uploaded file-1"))
    #expect(try await bench.isSettled())
  }

  @Test func anUploadThatNobodyFindsIsLookedForAgainAndNotRepeatedBlindly() async throws {
    let clock = TestClock()
    let files = MemoryFiles { words, _ in
      switch words {
      case "upload faq.md": .refused(Self.busy)
      case "files": nil
      default: nil
      }
    }
    var bench = FileBench([manuals(faq)], files: files)
    let report = try await bench.apply(clock: clock)
    #expect(report.words.contains("upload docs/faq.md: unknown"), "\(report.words)")
    #expect(files.words.count { $0.hasPrefix("upload") } == 1)
    #expect(bench.recorded.unresolvedUploads.map(\.name) == ["faq.md"])
    #expect(clock.sleeps.reduce(.zero, +) == .seconds(30))
    // It appears late.
    files.put(ObservedFile(id: "file-late", name: "faq.md", bytes: faq.size, createdAt: bench.now))
    bench.now += 60
    files.fail { _, _ in nil }
    #expect(try await bench.apply().isComplete)
    #expect(!files.words.contains { $0.hasPrefix("upload") })
    #expect(files.all.map(\.id) == ["file-late"] && bench.recorded.unresolvedUploads.isEmpty)
    #expect(try await bench.isSettled())
  }

  /// Two of the same name and size: which one is ours nobody can tell.
  @Test func ofTwoThatFitNoneIsTaken() async throws {
    let files = MemoryFiles { words, _ in words == "upload faq.md" ? .lost(Self.busy) : nil }
    files.put(
      ObservedFile(id: "file-theirs", name: "faq.md", bytes: faq.size, createdAt: 1_000_000))
    var bench = FileBench([manuals(faq)], files: files)
    let report = try await bench.apply()
    #expect(report.words.contains("upload docs/faq.md: unknown"))
    #expect(files.all.count == 2 && bench.recorded.looseFiles.isEmpty)
  }

  @Test func anAttachWithoutAnAnswerIsRepeated() async throws {
    let files = MemoryFiles { words, count in
      words.hasPrefix("attach") && count == 1 ? .lost(Self.busy) : nil
    }
    var bench = FileBench([manuals(faq, terms)], files: files)
    #expect(try await bench.apply().isComplete)
    #expect(try await bench.isSettled())
  }

  /// The store's side does not know yet of a file that was just sent.
  @Test func anAttachThatComesTooSoonIsTriedAgain() async throws {
    let unknown = ProviderError(
      .notFound, "No such File object: file-1", status: 404, isAPIAnswer: true)
    let files = MemoryFiles { words, count in
      words.hasPrefix("attach") && count <= 2 ? .refused(unknown) : nil
    }
    let clock = TestClock()
    var bench = FileBench([manuals(faq, terms)], files: files)
    #expect(try await bench.apply(clock: clock).isComplete)
    #expect(Array(clock.sleeps.prefix(2)) == [.milliseconds(500), .seconds(1)])
    #expect(try await bench.isSettled())
  }

  /// One that the host refuses must not take the others along.
  @Test func aFileThatIsRefusedIsFoundByHalves() async throws {
    let bad = ProviderError(.rejected(parameter: nil), "bad file", status: 400, isAPIAnswer: true)
    let files = MemoryFiles { words, _ in
      words.hasPrefix("attach") && words.contains("file-5") ? .refused(bad) : nil
    }
    let all = (0..<9).map { file("n\($0).md") }
    var bench = FileBench([declared(store("s")).holding(all)], files: files)
    bench.parallelism = 1
    let report = try await bench.apply()
    let name = files.all.first { $0.id == "file-5" }?.name ?? "-"
    #expect(report.words.last == "attach s: files failed, [\"\(name)\"]")
    #expect(files.names(in: bench.store("s")).count == 8)
    #expect(files.words.count { $0.hasPrefix("attach") } < 9)
    files.fail { _, _ in nil }
    #expect(try await bench.apply().isComplete)
    #expect(try await bench.isSettled())
  }

  /// The store was deleted while the files were sent: no patience for each file of hundreds.
  @Test func aStoreThatIsGoneIsToldWithoutALongWait() async throws {
    let gone = ProviderError(
      .notFound, "No vector store found with id 'vs'", status: 404, isAPIAnswer: true)
    let files = MemoryFiles(largestBatch: 500) { words, _ in
      words.hasPrefix("attach") ? .refused(gone) : nil
    }
    let clock = TestClock()
    var bench = FileBench(
      [declared(store("s")).holding((0..<64).map { file("n\($0).md") })], files: files)
    let report = try await bench.apply(clock: clock)
    guard case .failed(.files(let failures))? = report.outcomes.last?.outcome else {
      Issue.record("\(report.words)")
      return
    }
    #expect(failures.count == 64)
    #expect(clock.sleeps.reduce(.zero, +) < .seconds(60))
  }

  @Test func anIndexingThatNeverEndsEndsTheWait() async throws {
    let clock = TestClock()
    let files = MemoryFiles(looks: .max)
    var bench = FileBench([manuals(faq, terms)], files: files)
    let report = try await bench.apply(clock: clock)
    #expect(report.words.last == "attach s: files failed, [\"docs/faq.md\", \"docs/terms.md\"]")
    let slept = clock.sleeps.reduce(.zero, +)
    #expect(slept >= .seconds(600) && slept < .seconds(610))
    #expect(clock.sleeps.allSatisfy { $0 <= .seconds(5) })
    // Nothing is sent or attached twice; the next apply goes on waiting.
    files.change(bench.store("s")) { for index in $0.indices { $0[index].looks = 3 } }
    #expect(try await bench.plan().changes.first?.files?.changes.map(\.action) == [.wait, .wait])
    #expect(try await bench.apply().isComplete)
    #expect(!files.words.contains { $0.hasPrefix("upload") || $0.hasPrefix("attach") })
    #expect(try await bench.isSettled())
  }

  /// Only those that are not searchable are named.
  @Test func ofASlowBatchOnlyTheSlowOnesAreNamed() async throws {
    let files = MemoryFiles(verdict: { name, _ in name == "faq.md" ? .inProgress : .completed })
    var bench = FileBench([manuals(faq, terms)], files: files)
    let report = try await bench.apply()
    #expect(report.words.last == "attach s: files failed, [\"docs/faq.md\"]")
  }

  @Test func progressIsTold() async throws {
    let events = EventLog()
    var bench = FileBench([manuals(faq, terms)], files: MemoryFiles(looks: 2))
    try await bench.apply(events: events)
    let indexed = events.words.filter { $0.hasPrefix("indexed") }
    #expect(indexed.first == "indexed 0 of 2 of s" && indexed.last == "indexed 2 of 2 of s")
  }
}
