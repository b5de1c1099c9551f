import Foundation
import OrderedCollections
import ResourceModel
import StateStorage
import Testing

let assistantKind = ResourceSchema.assistant.kind

private func header(_ id: String = "j1", serial: Int = 3) -> JournalHeader {
  JournalHeader(id: id, project: project, target: target, origin: origin, serial: serial)
}

private func read(_ path: String) throws(JournalError) -> JournalContents? {
  try JournalContents.read(path, of: Ownership(project: project, target: target))
}

private func creation(_ key: String, nonce: String, replacing id: String? = nil) -> JournalEntry {
  .intent(
    WriteIntent(
      .create, Address(collection: "assistants", key: key), kind: assistantKind, id: id,
      nonce: nonce, at: 1_000))
}

/// A folder that exists as long as a test runs.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let folder = NSTemporaryDirectory() + "asst-tests-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try await body(folder)
}

@Suite struct JournalTests {
  /// What a whole apply notes: a create, a refused and repeated one, an update, a deletion, and one
  /// that nobody knows the outcome of.
  private func entries() -> [JournalEntry] {
    [
      creation("a", nonce: "n1"),
      .outcome(.recorded(RecordedResource(id: "asst_a", createdAt: 7)), of: 1),
      creation("b", nonce: "n2"), .outcome(.notDone, of: 3), creation("b", nonce: "n3"),
      .outcome(.recorded(recordedState().resources[support] ?? RecordedResource(id: "-")), of: 5),
      .intent(
        WriteIntent(.delete, manuals, kind: ResourceSchema.vectorStore.kind, id: "vs_1", at: 2)),
      .outcome(.deleted, of: 7), creation("c", nonce: "n4"), .outcome(.unknown, of: 9),
      creation("d", nonce: "n5", replacing: "asst_old"),
    ]
  }

  private func write(_ entries: [JournalEntry], at path: String) async throws -> JournalPosition {
    let journal = try Journal.begin(path, header())
    for entry in entries { journal.note(entry) }
    return try await journal.settle()
  }

  @Test func whatIsNotedIsReadAndOnlyTheOwnerMayReadIt() async throws {
    try await withFolder { folder in
      let path = "\(folder)/.asst/production.journal"
      let position = try await write(entries(), at: path)
      #expect(position == JournalPosition(journal: "j1", entry: 11))
      let contents = try #require(try read(path))
      var expected = entries()
      if case .outcome(.recorded(var resource), let of) = expected[5] {
        resource.leaving.sort()
        expected[5] = .outcome(.recorded(resource), of: of)
      }
      #expect(contents.header == header() && contents.entries == expected)
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func aReplayTellsWhatIsKnownAndWhatIsOpen() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      _ = try await write(entries(), at: path)
      let contents = try #require(try read(path))
      let state = contents.replayed(over: recordedState())
      #expect(state.resources[Address(collection: "assistants", key: "a")]?.id == "asst_a")
      #expect(state.resources[Address(collection: "assistants", key: "b")]?.id == "asst_1")
      #expect(state.resources[manuals] == nil)
      #expect(
        state.unresolved == [
          // Refused, which the next look may find to be untrue; nobody waits for it.
          UnresolvedCreate(
            address: Address(collection: "assistants", key: "b"), nonce: "n2", at: 0),
          UnresolvedCreate(
            address: Address(collection: "assistants", key: "c"), nonce: "n4", at: 1_000),
          UnresolvedCreate(
            address: Address(collection: "assistants", key: "d"), nonce: "n5", at: 1_000,
            replaces: "asst_old"),
        ])
      #expect(contents.replayed(over: state) == state, "done twice it is done once")
      #expect(contents.replayed(over: nil).origin == origin)
    }
  }

  @Test func aRenamedObjectStandsUnderItsNewAddressAlone() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      let help = Address(collection: "assistants", key: "help")
      _ = try await write(
        [
          .intent(WriteIntent(.update, help, kind: assistantKind, id: "asst_1", at: 2)),
          .outcome(.recorded(RecordedResource(id: "asst_1")), of: 1),
        ], at: path)
      let state = try #require(try read(path)).replayed(over: recordedState())
      #expect(state.resources[help]?.id == "asst_1")
      #expect(state.resources[support] == nil && state.resources[manuals] != nil)
    }
  }

  @Test func aJournalUnderFormerNamesIsOurs() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      _ = try await write(entries(), at: path)
      let contents = try JournalContents.read(
        path,
        of: Ownership(
          project: "shop", target: "live", formerProjects: [project], formerTargets: [target]))
      #expect(contents?.entries.count == 11)
    }
  }

  /// The lock file holds the journal, and the process ended before it was removed.
  @Test func aFoldedJournalChangesNothingAnyMore() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      let lockPath = "\(folder)/lock.json"
      _ = try await write(entries(), at: path)
      let contents = try #require(try read(path))
      let lock = try open(lockPath).replaying(contents)
      #expect(lock.holdsJournal)
      var state = try #require(lock.recorded)
      // Something happens to the lock after the fold that the journal does not know.
      state.resources[Address(collection: "assistants", key: "a")] = nil
      state.unresolved.removeAll { $0.nonce != "n5" }
      try lock.write(state)
      let after = try open(lockPath).replaying(contents).recorded
      #expect(after?.resources == state.resources)
      #expect(after?.unresolved.map(\.nonce) == ["n5"])
      #expect(after?.serial == 1)
    }
  }

  @Test func everyTornEndIsTolerated() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      _ = try await write(entries(), at: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for length in 0..<bytes.count {
        try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
        let contents = try read(path)
        let lines = bytes.prefix(length).count { $0 == UInt8(ascii: "\n") }
        #expect(contents?.entries.count == (lines == 0 ? nil : lines - 1))
      }
    }
  }

  @Test func aDamagedMiddleIsAnErrorThatNamesTheLine() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      _ = try await write(entries(), at: path)
      let text = try contents(of: path)
      try put(text.replacing("\"n1\"", with: "\"n9\""), at: path)
      #expect(
        throws: JournalError.damaged(
          path: path, line: 2, reason: "the line is not as it was written")
      ) { try read(path) }
      let lines = text.split(separator: "\n")
      try put((lines[..<3] + lines[4...]).joined(separator: "\n") + "\n", at: path)
      #expect(
        throws: JournalError.damaged(path: path, line: 4, reason: "it is no entry of a journal")
      ) { try read(path) }
    }
  }

  @Test func aJournalOfElsewhereIsRefused() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      _ = try await write([], at: path)
      #expect(
        throws: JournalError.otherProject(path: path, found: project, expected: "x")
      ) { try JournalContents.read(path, of: Ownership(project: "x", target: target)) }
      #expect(
        throws: JournalError.otherTarget(path: path, found: target, expected: "x")
      ) { try JournalContents.read(path, of: Ownership(project: project, target: "x")) }
      let other = Origin(baseURL: "https://elsewhere.example.org/v1")
      #expect(
        throws: JournalError.otherOrigin(
          path: path, found: origin.baseURL, expected: other.baseURL)
      ) { try read(path)?.checkOrigin(other, path: path) }
    }
  }

  @Test func theNextFormatIsRefused() throws {
    try withFolder { folder in
      let text = #"{"format":2}"#
      let path = "\(folder)/journal"
      try put("\(Digest(of: text.utf8).short) \(text)\n", at: path)
      #expect(throws: JournalError.newerFormat(path: path, found: 2, known: 1)) { try read(path) }
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "Linux only"))
  func aFullDiskIsToldBeforeAnythingIsSent() throws {
    try withFolder { folder in
      let path = "\(folder)/journal"
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "/dev/full")
      #expect(
        throws: JournalError.unwritable(path: path, reason: String(cString: strerror(ENOSPC)))
      ) { _ = try Journal.begin(path, header()) }
    }
  }

  @Test func manyAtOnceAreAllOnTheDiskAndNumberedInOrder() async throws {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      let journal = try Journal.begin(path, header())
      let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
        for index in 0..<500 {
          group.addTask { try await journal.add(creation("a\(index)", nonce: "n\(index)")) }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(numbers == Set(1...500))
      #expect(try read(path)?.entries.count == 500)
    }
  }
}
