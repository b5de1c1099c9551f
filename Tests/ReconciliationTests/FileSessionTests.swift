import OrderedCollections
import Reconciliation
import ResourceModel
import Testing

@Suite(.timeLimit(.minutes(10))) struct FileSessionTests {
  private static let upload = FileUpload(
    path: "/a", name: "a", size: 1, content: Digest(of: [0x61]))
  private static let member = MemberWrite(file: "f", attributes: [:])
  private typealias Call = @Sendable (ProviderSession) async throws(ProviderError) -> Void

  private static let calls: [(words: String, call: Call)] = [
    ("upload a", { (it) async throws(ProviderError) in _ = try await it.upload(upload) }),
    ("file f", { (it) async throws(ProviderError) in _ = try await it.file("f") }),
    ("files after -", { (it) async throws(ProviderError) in _ = try await it.allFiles() }),
    ("delete f", { (it) async throws(ProviderError) in try await it.deleteFile("f") }),
    (
      "members of s after -",
      { (it) async throws(ProviderError) in _ = try await it.members(of: "s") }
    ),
    (
      "member f of s", { (it) async throws(ProviderError) in _ = try await it.member("f", of: "s") }
    ),
    (
      "attach f to s",
      { (it) async throws(ProviderError) in _ = try await it.attach([member], to: "s") }
    ),
    ("batch b of s", { (it) async throws(ProviderError) in _ = try await it.batch("b", of: "s") }),
    (
      "update f of s",
      { (it) async throws(ProviderError) in _ = try await it.updateMember(member, of: "s") }
    ),
    (
      "detach f from s", { (it) async throws(ProviderError) in try await it.detach("f", from: "s") }
    ),
  ]

  /// All but the upload may be done twice.
  @Test func whatIsRepeated() async {
    for (words, call) in Self.calls {
      let files = FakeFiles(failing: [ProviderError(.noAnswer, "lost")])
      let session = session(files: files)
      let error = await failure { () async throws(ProviderError) in try await call(session) }
      let isUpload = words == "upload a"
      #expect((error != nil) == isUpload)
      #expect(files.words == Array(repeating: words, count: isUpload ? 1 : 2))
    }
  }

  @Test func withoutFilesNothingIsServed() async {
    let session = session(files: nil)
    #expect(!session.hasFiles)
    for (_, call) in Self.calls {
      let error = await failure { () async throws(ProviderError) in try await call(session) }
      #expect(error?.cause == .notServed)
    }
    let files = FakeFiles()
    #expect(ReconciliationTests.session(files: files).hasFiles)
    #expect(ReconciliationTests.session(files: files).largestBatch == 3)
  }

  /// Cut before the body was whole, refused for now: the next try is the first that counts.
  @Test(arguments: [
    ProviderError(.noAnswer, "cut", isUnsent: true), ProviderError(.unreachable, "refused"),
    ProviderError(.rateLimited(retryAfter: nil), "slow down", status: 429, isAPIAnswer: true),
  ])
  func anUploadThatTookNoEffectIsRepeated(_ error: ProviderError) async throws {
    let files = FakeFiles(failing: [error])
    let file = try await session(files: files).upload(Self.upload)
    #expect(file.id == "file-1" && files.words.count == 2)
  }

  @Test(arguments: [ProviderError.Cause.fileChanged, .unreadableFile])
  func aFileThatIsNotAsPlannedIsNotTriedAgain(_ cause: ProviderError.Cause) async {
    let files = FakeFiles(failing: [ProviderError(cause, "m")])
    let session = session(files: files)
    let error = await failure { () async throws(ProviderError) in
      try await session.upload(Self.upload)
    }
    #expect(error?.cause == cause && files.words.count == 1)
  }

  /// An upload under way is awaited for the grace, like every write.
  @Test func anUploadUnderWayIsSeenThrough() async {
    let gate = Gate()
    let clock = TestClock(passesByItself: false)
    let session = session(files: FakeFiles(duringUpload: { await gate.pass() }), clock: clock)
    let task = Task { try? await session.upload(Self.upload) }
    await gate.arrived(1)
    task.cancel()
    gate.open()
    #expect(await task.value?.id == "file-1")
    await clock.asleep(1)
    clock.advance(by: ProviderSession.grace)
  }

  // MARK: - Lists

  @Test func everyPageOnceAndEachObjectOnce() async throws {
    let files = FakeFiles(pages: { cursor in
      switch cursor {
      case nil: (["a", "b"], "b")
      case "b": (["b", "c"], "c")
      default: ([], nil)
      }
    })
    let session = session(files: files)
    #expect(try await session.allFiles().map(\.id) == ["a", "b", "c"])
    #expect(files.words == ["files after -", "files after b", "files after c"])
    #expect(try await session.members(of: "s").map(\.file) == ["a", "b", "c"])
  }

  @Test func aListThatRepeatsItselfIsAnError() async {
    let session = session(files: FakeFiles(pages: { _ in (["a"], "a") }))
    let error = await failure { () async throws(ProviderError) in try await session.allFiles() }
    #expect(error?.cause == .endlessList && error?.message.contains("after 1 objects") == true)
  }

  /// The file at the end of a page was deleted in between: its ID leads nowhere.
  @Test func aListWhoseCursorIsGoneIsBegunAnew() async throws {
    let gone = ProviderError(.notFound, "gone", status: 404, isAPIAnswer: true)
    let lost = Counter()
    let files = FakeFiles(pages: { cursor in
      cursor == nil ? (["a", "b"], lost.next() == 1 ? "gone" : "b") : ([], nil)
    })
    let failing = CursorlessFiles(files: files, cursor: "gone", error: gone)
    #expect(try await session(files: failing).allFiles().map(\.id) == ["a", "b"])
    #expect(files.words == ["files after -", "files after -", "files after b"])
    // A store that does not exist is not asked for again and again.
    let missing = FakeFiles(failing: [gone, gone])
    let session = session(files: missing)
    let error = await failure { () async throws(ProviderError) in try await session.members(of: "s")
    }
    #expect(error == gone && missing.words.count == 1)
  }

  // MARK: - Pace

  @Test func theThreeHundredAndFirstAttachWaitsForItsMinute() async throws {
    let clock = TestClock()
    let files = FakeFiles()
    let session = session(files: files, clock: clock)
    for _ in 1...300 { _ = try await session.attach([Self.member], to: "s") }
    _ = try await session.attach([Self.member], to: "other")
    #expect(clock.sleeps.isEmpty)
    _ = try await session.attach([Self.member], to: "s")
    #expect(clock.sleeps == [.seconds(60)])
    // By then the first three hundred are forgotten.
    for _ in 1...299 { _ = try await session.attach([Self.member], to: "s") }
    #expect(clock.sleeps.count == 1)
    _ = try await session.attach([Self.member], to: "s")
    #expect(clock.sleeps == [.seconds(60), .seconds(60)])
  }

  /// Repeated tries reach the server, too.
  @Test func everyTryTakesATurn() async throws {
    let clock = TestClock()
    let busy = ProviderError(.serverFault(retryAfter: nil), "busy")
    let session = session(files: FakeFiles(failing: [busy]), clock: clock)
    for _ in 1...299 { _ = try await session.attach([Self.member], to: "s") }
    #expect(clock.sleeps == [.milliseconds(500)])
    _ = try await session.attach([Self.member], to: "s")
    #expect(clock.sleeps.count == 2)
  }

  @Test func whoIsCancelledWhileItWaitsForItsTurnSendsNothing() async throws {
    let clock = TestClock(beforeSleep: { withUnsafeCurrentTask { $0?.cancel() } })
    let files = FakeFiles()
    let session = session(files: files, clock: clock)
    for _ in 1...300 { _ = try await session.attach([Self.member], to: "s") }
    let error = await Task {
      await failure { () async throws(ProviderError) in
        try await session.attach([Self.member], to: "s")
      }
    }.value
    #expect(error?.cause == .cancelled && error?.mayHaveTakenEffect == false)
    #expect(files.words.count == 300)
  }
}

/// Files behind a cursor that is gone.
private struct CursorlessFiles: FileProvider {
  let files: FakeFiles
  let cursor: String
  let error: ProviderError

  var largestBatch: Int { files.largestBatch }

  func files(after cursor: String?) async throws(ProviderError) -> FilePage {
    if cursor == self.cursor { throw error }
    return try await files.files(after: cursor)
  }

  func upload(
    _ upload: FileUpload, progress: @escaping @Sendable (Int) -> Void
  ) async throws(ProviderError) -> ObservedFile { throw error }
  func file(_ id: String) async throws(ProviderError) -> ObservedFile? { throw error }
  func deleteFile(_ id: String) async throws(ProviderError) { throw error }
  func members(
    of store: String, after cursor: String?
  ) async throws(ProviderError) -> MemberPage { throw error }
  func member(_ file: String, of store: String) async throws(ProviderError) -> ObservedMember? {
    throw error
  }
  func attach(
    _ members: [MemberWrite], to store: String
  ) async throws(ProviderError) -> AttachBatch { throw error }
  func batch(_ id: String, of store: String) async throws(ProviderError) -> AttachBatch {
    throw error
  }
  func updateMember(
    _ member: MemberWrite, of store: String
  ) async throws(ProviderError) -> ObservedMember { throw error }
  func detach(_ file: String, from store: String) async throws(ProviderError) { throw error }
}
