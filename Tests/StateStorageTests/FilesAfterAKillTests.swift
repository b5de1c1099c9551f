import OrderedCollections
import ResourceModel
import StateStorage
import Testing

/// What a journal that ends anywhere says of files: none of ours may be forgotten, and what this apply
/// took out itself is not said to be there.
@Suite struct FilesAfterAKillTests {
  private let kind = ResourceSchema.vectorStore.kind
  private let attachment = RecordedAttachment(
    file: "file-1", name: "a.md", content: digest("a"))

  private func replayed(
    _ entries: [JournalEntry], leaving: [String: FileIdentity] = [:], hasLock: Bool = true
  ) async throws -> RecordedState {
    var before = recordedState()
    before.resources[manuals]?.attachments = ["a.md": attachment]
    let state = hasLock ? before : nil
    let header = JournalHeader(
      id: "j1", project: project, target: target, origin: origin, serial: 3, leavingFiles: leaving)
    return try await withFolder { folder in
      let path = "\(folder)/.asst/production.journal"
      let journal = try Journal.begin(path, header)
      for entry in entries { journal.note(entry) }
      _ = try await journal.settle()
      let contents = try JournalContents.read(path, of: Ownership(project: project, target: target))
      return try #require(contents).replayed(over: state)
    }
  }

  private var isLoose: [String: FileIdentity] { ["file-1": attachment.identity] }

  @Test func whatADeletedStoreHeldStillHasToGo() async throws {
    let state = try await replayed([
      .intent(WriteIntent(.delete, manuals, kind: kind, id: "vs_1", at: 2)),
      .outcome(.deleted, of: 1),
    ])
    #expect(state.resources[manuals] == nil)
    #expect(state.looseFiles == isLoose)
  }

  @Test func whatWasToGoIsKnownWithoutALock() async throws {
    let state = try await replayed(
      [
        .intent(WriteIntent(.delete, manuals, kind: kind, id: "vs_1", at: 2)),
        .outcome(.deleted, of: 1),
      ], leaving: isLoose, hasLock: false)
    #expect(state.looseFiles == isLoose)
  }

  @Test func whatIsStillHeldIsNotLoose() async throws {
    let state = try await replayed([], leaving: isLoose)
    #expect(state.looseFiles == [:])
    #expect(state.resources[manuals]?.attachments == ["a.md": attachment])
  }

  @Test func whatWasToGoAndIsDeletedIsForgotten() async throws {
    let state = try await replayed(
      [.fileIntent(.delete(file: "file-1")), .outcome(.deleted, of: 1)], leaving: isLoose,
      hasLock: false)
    #expect(state.looseFiles == [:])
  }

  @Test func whatAReplacedStoreHeldMayBeAttachedAgain() async throws {
    let state = try await replayed([
      .intent(WriteIntent(.create, manuals, kind: kind, id: "vs_1", nonce: "n1", at: 2)),
      .outcome(.recorded(RecordedResource(id: "vs_2", leaving: ["vs_1"])), of: 1),
    ])
    #expect(state.resources[manuals]?.attachments == [:])
    #expect(state.looseFiles == isLoose)
  }

  @Test func whatAnUpdatedStoreHoldsIsNotLoose() async throws {
    var updated = RecordedResource(id: "vs_1")
    updated.attachments = ["a.md": attachment]
    let state = try await replayed([
      .intent(WriteIntent(.update, manuals, kind: kind, id: "vs_1", at: 2)),
      .outcome(.recorded(updated), of: 1),
    ])
    #expect(state.resources[manuals] == updated)
    #expect(state.looseFiles == [:])
  }

  @Test(arguments: [true, false])
  func whatMayHaveBeenTakenOutIsNotSaidToBeThere(isDetach: Bool) async throws {
    let intent: FileIntent =
      isDetach
      ? .detach(manuals, file: "file-1", path: "a.md", attachment.identity)
      : .attach(manuals, ["a.md": attachment])
    let state = try await replayed([.fileIntent(intent)])
    #expect(state.resources[manuals]?.attachments == [:])
    #expect(state.looseFiles == isLoose)
  }
}
