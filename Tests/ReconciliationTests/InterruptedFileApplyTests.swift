import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

/// Applies with files that are cut off, and what the next one makes of it.
@Suite(.timeLimit(.minutes(10))) struct InterruptedFileApplyTests {
  private let faq = file("docs/faq.md")
  private let terms = file("docs/terms.md")
  private let data = file("data/prices.csv")

  private func manuals(_ files: DesiredFile...) -> DesiredResource {
    declared(store("s"), [path("name"): "S"]).holding(files)
  }

  @Test func aJournalWithoutRoomSendsNothing() async throws {
    var bench = FileBench([manuals(faq)])
    bench.journal = MemoryJournal(room: 0)
    let report = try await bench.apply()
    #expect(report.words.contains("create s: unnoted"), "\(report.words)")
    #expect(bench.files.words.isEmpty)
  }

  @Test func cancelledHalfWayTheRestIsForTheNextApply() async throws {
    let clock = TestClock(passesByItself: false)
    let files = MemoryFiles(looks: .max)
    let prepared = FileBench([manuals(faq, terms)], files: files)
    let apply = Task { () -> (FileBench, ApplyReport) in
      var bench = prepared
      let report = try await bench.apply(clock: clock)
      return (bench, report)
    }
    while !files.words.contains(where: { $0.hasPrefix("batch") }) { await Task.yield() }
    apply.cancel()
    while true {
      clock.advance(by: .seconds(600))
      await Task.yield()
      if files.words.isEmpty { break }
      if apply.isCancelled, clock.sleeps.count > 0 { break }
    }
    let ticking = Task {
      while !Task.isCancelled {
        clock.advance(by: .seconds(1))
        await Task.yield()
      }
    }
    var (bench, report) = try await apply.value
    ticking.cancel()
    #expect(!report.isComplete)
    #expect(files.all.count == 2)
    #expect(bench.recorded.resources[store("s")]?.contents == nil)
    files.change(bench.store("s")) { for index in $0.indices { $0[index].looks = 0 } }
    let again = try await bench.apply()
    #expect(again.isComplete && !files.words.contains { $0.hasPrefix("upload") })
    #expect(try await bench.isSettled())
  }

  @Test func whatACrashedApplySentIsReusedOrDeleted() async throws {
    var bench = FileBench([manuals(faq)])
    bench.files.put(ObservedFile(id: "file-a", name: "faq.md", bytes: faq.size))
    bench.files.put(ObservedFile(id: "file-b", name: "terms.md", bytes: terms.size))
    bench.recorded.looseFiles = [
      "file-a": faq.identity, "file-b": terms.identity, "file-c": data.identity,
    ]
    #expect(try await bench.apply().isComplete)
    #expect(bench.files.all.map(\.id) == ["file-a"])
    #expect(!bench.files.words.contains { $0.hasPrefix("upload") })
    #expect(bench.recorded.looseFiles.isEmpty)
    #expect(try await bench.isSettled())
  }

  /// A file that arrived cut short is of no use, and nobody waits for a better answer.
  @Test func anUploadThatArrivedShortIsDeletedAndToldAtOnce() async throws {
    var bench = FileBench([manuals(faq)])
    bench.files.cutsShort = true
    let clock = TestClock()
    let report = try await bench.apply(clock: clock)
    #expect(!report.isComplete)
    #expect(bench.files.all.isEmpty && bench.recorded.unresolvedUploads.isEmpty)
    #expect(!bench.files.words.contains("files"), "nothing is looked for")
  }
}
