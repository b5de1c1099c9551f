import Foundation
import OrderedCollections
import ResourceModel
import Testing

@testable import StateStorage

/// What the journal says of files, and what a replay makes of it.
@Suite struct FileJournalTests {
  private static let upload = UnresolvedUpload(
    name: "returns \"é\n.pdf", size: 12, content: digest("returns"), at: 1_000)
  private static let small: JSONValue = ["max_chunk_size_tokens": 200]
  private static let attachment = RecordedAttachment(
    file: "file-1", name: "returns.pdf", content: digest("returns"),
    settings: AttachmentSettings(attributes: ["a": 1], chunking: small))
  private static let renamed = RecordedAttachment(
    file: "file-2", name: "Terms of sale.md", content: digest("terms"))
  private static let files = ["k/returns.pdf": attachment, "k/terms.md": renamed]

  private func write(_ entries: [JournalEntry], at path: String) async throws {
    let journal = try Journal.begin(
      path, JournalHeader(id: "j1", project: project, target: target, origin: origin, serial: 0))
    for entry in entries { journal.note(entry) }
    try await journal.settle()
  }

  private func read(_ path: String) throws -> JournalContents {
    try #require(
      try JournalContents.read(path, of: Ownership(project: project, target: target)))
  }

  /// What a replay of these entries makes of a state; doing it twice changes nothing more.
  private func replay(
    _ entries: [JournalEntry], over state: RecordedState = recordedState()
  ) async throws -> RecordedState {
    try await withFolder { folder in
      let path = "\(folder)/journal"
      try await write(entries, at: path)
      let contents = try read(path)
      #expect(contents.entries == entries)
      let once = contents.replayed(over: state)
      #expect(contents.replayed(over: once) == once)
      return once
    }
  }

  @Test func everyIntentAndOutcomeIsReadAsItWasWritten() async throws {
    let entries: [JournalEntry] = [
      .fileIntent(.upload(Self.upload)), .outcome(.uploaded("file-1"), of: 1),
      .fileIntent(.attach(manuals, Self.files)), .outcome(.done, of: 3),
      .fileIntent(.attach(manuals, [:])), .outcome(.notDone, of: 5),
      .fileIntent(
        .detach(manuals, file: "file-1", path: "k/returns.pdf", Self.attachment.identity)),
      .outcome(.unknown, of: 7),
      .fileIntent(.detach(manuals, file: "file-9", path: nil, nil)), .outcome(.done, of: 9),
      .fileIntent(.delete(file: "file-1")), .outcome(.deleted, of: 11),
    ]
    _ = try await replay(entries)
  }

  @Test func anUploadLeavesAFileThatNothingHolds() async throws {
    let state = try await replay([
      .fileIntent(.upload(Self.upload)), .outcome(.uploaded("file-1"), of: 1),
    ])
    #expect(state.looseFiles == ["file-1": Self.upload.identity])
    #expect(state.unresolvedUploads.isEmpty)
  }

  @Test func anOpenUploadIsLookedForAndARefusedOneIsNot() async throws {
    for ending in [[], [JournalEntry.outcome(.unknown, of: 1)]] {
      let state = try await replay([.fileIntent(.upload(Self.upload))] + ending)
      #expect(state.unresolvedUploads == [Self.upload] && state.looseFiles.isEmpty)
    }
    let refused = try await replay([
      .fileIntent(.upload(Self.upload)), .outcome(.notDone, of: 1),
    ])
    #expect(refused.unresolvedUploads.isEmpty)
  }

  @Test func whatWasAttachedIsRecordedAndLooseNoLonger() async throws {
    var before = recordedState()
    before.looseFiles = ["file-1": Self.attachment.identity]
    before.resources[manuals]?.contents = ContentFingerprint(
      completed: 1, failed: 0, cancelled: 0, inProgress: 0, bytes: 5)
    before.resources[manuals]?.attachments = [
      "k/returns.pdf": RecordedAttachment(
        file: "file-0", name: "returns.pdf", content: digest("old"))
    ]
    let state = try await replay(
      [.fileIntent(.attach(manuals, Self.files)), .outcome(.done, of: 1)], over: before)
    #expect(state.resources[manuals]?.attachments == Self.files)
    // What it replaced is still somewhere, and nobody may forget it.
    #expect(
      state.looseFiles == [
        "file-0": FileIdentity(name: "returns.pdf", content: digest("old"))
      ])
    #expect(state.resources[manuals]?.contents == nil)
  }

  /// Whether the store holds them is for a look to say; until then they are nobody's, and nobody may
  /// forget them.
  @Test func anOpenAttachOrDetachHasTheStoreLookedAt() async throws {
    var before = recordedState()
    before.resources[manuals]?.attachments = Self.files
    before.resources[manuals]?.contents = ContentFingerprint(
      completed: 2, failed: 0, cancelled: 0, inProgress: 0, bytes: 5)
    for (intent, files) in [
      (FileIntent.attach(manuals, Self.files), Set(Self.files.values.map(\.file))),
      (.detach(manuals, file: "file-1", path: nil, Self.attachment.identity), ["file-1"]),
    ] {
      for ending in [[], [JournalEntry.outcome(.unknown, of: 1)]] {
        let state = try await replay([.fileIntent(intent)] + ending, over: before)
        #expect(state.resources[manuals]?.contents == nil)
        let held = Set(state.resources[manuals]?.attachments.values.map(\.file) ?? [])
        #expect(held.isDisjoint(with: files))
        #expect(files.isSubset(of: state.looseFiles.keys))
      }
      let refused = try await replay(
        [.fileIntent(intent), .outcome(.notDone, of: 1)], over: before)
      #expect(refused.resources == before.resources)
    }
  }

  @Test func whatWasDetachedIsLooseUntilItIsDeleted() async throws {
    var before = recordedState()
    before.resources[manuals]?.attachments = Self.files
    let detach: [JournalEntry] = [
      .fileIntent(
        .detach(manuals, file: "file-1", path: "k/returns.pdf", Self.attachment.identity)),
      .outcome(.done, of: 1),
    ]
    let state = try await replay(detach, over: before)
    #expect(state.resources[manuals]?.attachments == ["k/terms.md": Self.renamed])
    #expect(state.looseFiles == ["file-1": Self.attachment.identity])
    let deletion: [JournalEntry] =
      detach + [.fileIntent(.delete(file: "file-1")), .outcome(.deleted, of: 3)]
    #expect(try await replay(deletion, over: before).looseFiles.isEmpty)
    #expect(try await replay(Array(deletion.dropLast()), over: before).looseFiles.count == 1)
  }

  /// The process ended after the store was deleted and before its files were.
  @Test func theFilesOfADeletedStoreAreNotForgotten() async throws {
    var before = recordedState()
    before.resources[manuals]?.attachments = Self.files
    let state = try await replay(
      [
        .intent(
          WriteIntent(.delete, manuals, kind: ResourceSchema.vectorStore.kind, id: "vs_1", at: 2)),
        .outcome(.deleted, of: 1),
      ], over: before)
    #expect(state.resources[manuals] == nil)
    #expect(
      state.looseFiles == [
        "file-1": Self.attachment.identity, "file-2": Self.renamed.identity,
      ])
  }

  @Test func whatAnEntryLacksIsDamage() throws {
    let coding = JournalCoding(catalogue: .standard)
    for entry in [
      JournalEntry.fileIntent(.upload(Self.upload)), .fileIntent(.attach(manuals, Self.files)),
      .fileIntent(.delete(file: "file-1")), .outcome(.uploaded("file-1"), of: 1),
    ] {
      let whole = JournalCoding.object(entry, number: 2)
      let intents = [1: JournalEntry.fileIntent(.upload(Self.upload))]
      #expect(coding.entry(whole, intents: intents) == entry)
      for key in whole.keys where key != "entry" {
        var less = whole
        less[key] = nil
        #expect(coding.entry(less, intents: intents) == nil, "\(key) of \(entry)")
      }
    }
    var detach = JournalCoding.object(
      .fileIntent(.detach(manuals, file: "f", path: "p", Self.attachment.identity)), number: 1)
    detach["identity"] = ["x"]
    #expect(coding.entry(detach, intents: [:]) == nil)
  }
}
