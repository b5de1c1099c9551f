import OrderedCollections
import Planning
import Reconciliation
import ResourceModel
import Testing

/// What is asked about files, and what is not.
@Suite(.timeLimit(.minutes(10))) struct FileRefreshTests {
  private func bench(_ count: Int = 2) async throws -> FileBench {
    var bench = FileBench([
      declared(store("s")).holding((0..<count).map { file("n\($0).md") })
    ])
    try await bench.apply()
    bench.files.forgetWords()
    return bench
  }

  @Test func aStoreThatHoldsAsMuchAsItDidIsNotListed() async throws {
    let bench = try await bench()
    let seen = try await bench.look().observed.files
    #expect(bench.files.words.isEmpty)
    let membership = try #require(seen.memberships[bench.store("s")])
    #expect(membership.isAssumed && membership.members.count == 2)
    #expect(membership.members.allSatisfy { $0.attributes == nil && $0.name != nil })
  }

  @Test func aFullRefreshListsIt() async throws {
    var bench = try await bench()
    bench.isFull = true
    let seen = try await bench.look().observed.files
    #expect(bench.files.words == ["members of \(bench.store("s"))"])
    let membership = try #require(seen.memberships[bench.store("s")])
    #expect(!membership.isAssumed)
    #expect(membership.members.allSatisfy { $0.attributes == [:] && $0.content != nil })
  }

  @Test func anotherCountOrAnUnknownOneListsIt() async throws {
    var bench = try await bench()
    bench.files.change(bench.store("s")) { $0.removeLast() }
    _ = try await bench.look()
    // The one that is missing is asked for, to tell a detached file from a deleted one.
    #expect(bench.files.words.count == 2)
    #expect(bench.files.words.first == "members of \(bench.store("s"))")
    #expect(bench.files.words.last?.hasPrefix("file file-") == true)
    bench = try await self.bench()
    bench.recorded.resources[store("s")]?.contents = nil
    _ = try await bench.look()
    #expect(bench.files.words == ["members of \(bench.store("s"))"])
  }

  @Test func anEmptyStoreIsNotListed() async throws {
    var bench = FileBench([declared(store("s"))])
    try await bench.apply()
    bench.files.forgetWords()
    bench.isFull = true
    _ = try await bench.look()
    #expect(bench.files.words.isEmpty)
  }

  @Test func namesOfFewFilesAreAskedForOneByOneAndOfManyByList() async throws {
    var few = try await bench(10)
    few.recorded = nothingRecorded()
    let seen = try await few.look().observed.files
    #expect(few.files.words.count { $0.hasPrefix("file file-") } == 10)
    #expect(!seen.isComplete && seen.known.count == 10)
    var many = try await bench(11)
    many.recorded = nothingRecorded()
    let all = try await many.look().observed.files
    #expect(Array(many.files.words.dropFirst()) == ["files"])
    #expect(all.isComplete && all.known.count == 11)
  }

  @Test func anOpenUploadNeedsTheList() async throws {
    var bench = try await bench()
    bench.recorded.unresolvedUploads = [
      UnresolvedUpload(name: "x", size: 1, content: content("x"), at: 0)
    ]
    #expect(try await bench.look().observed.files.isComplete)
    #expect(bench.files.words == ["files"])
  }

  @Test func whatDoesNotExistIsSaidToBeMissing() async throws {
    var bench = FileBench([])
    bench.recorded.looseFiles = ["file-9": file("a.md").identity]
    #expect(try await bench.look().observed.files.missing == ["file-9"])
    // A list that is late is no proof.
    bench.files.put(ObservedFile(id: "file-1", name: "a.md"))
    bench.recorded.looseFiles = Dictionary(
      uniqueKeysWithValues: (1...11).map { ("file-\($0)", file("n\($0)").identity) })
    bench.files.forgetWords()
    let seen = try await bench.look().observed.files
    #expect(bench.files.words.count == 11 && seen.missing.count == 10)
  }

  @Test func storesOfOthersAreNotLookedAt() async throws {
    var bench = try await bench()
    bench.isFull = true
    bench.recorded = nothingRecorded()
    bench.host.change(bench.store("s")) { $0.marker = .absent }
    _ = try await bench.look()
    #expect(bench.files.words.isEmpty)
  }
}
