import Reconciliation
import ResourceModel
import Testing

struct UploadSettlementTests {
  private let upload = UnresolvedUpload(
    name: "a.md", size: 9, content: content("a"), at: 1_000_000)

  private func settle(
    _ uploads: [UnresolvedUpload], _ known: [String: KnownFile], isComplete: Bool = true,
    now: Int = 1_000_010, recorded: RecordedState = nothingRecorded()
  ) -> UploadSettlement {
    var recorded = recorded
    recorded.unresolvedUploads = uploads
    var files = ObservedFiles()
    files.known = known
    files.isComplete = isComplete
    return UploadSettlement(recorded, files: files, now: now)
  }

  private func known(name: String = "a.md", bytes: Int? = 9, at: Int? = 1_000_001) -> KnownFile {
    KnownFile(name: name, bytes: bytes, createdAt: at)
  }

  @Test func theOneThatFitsIsOurs() {
    let result = settle([upload], ["file-1": known(), "file-2": known(name: "b.md")])
    #expect(result.recorded.looseFiles == ["file-1": upload.identity])
    #expect(result.recorded.unresolvedUploads.isEmpty && result.awaited.isEmpty)
  }

  @Test func whatFits() {
    #expect(settle([upload], ["f": known(bytes: nil, at: nil)]).recorded.looseFiles.count == 1)
    for other in [
      known(name: "A.md"), known(bytes: 8), known(at: 1_000_000 - 301),
    ] {
      #expect(settle([upload], ["f": other]).recorded.looseFiles.isEmpty)
    }
    // The clocks need not agree.
    #expect(settle([upload], ["f": known(at: 1_000_000 - 300)]).recorded.looseFiles.count == 1)
    #expect(settle([upload], ["f": known(at: 2_000_000)]).recorded.looseFiles.count == 1)
  }

  @Test func whatIsNotThereYetIsWaitedForAndThenGivenUp() {
    let early = settle([upload], [:], now: 1_000_000 + CreateSettlement.window - 1)
    #expect(early.awaited == [upload] && early.recorded.unresolvedUploads == [upload])
    let late = settle([upload], [:], now: 1_000_000 + CreateSettlement.window)
    #expect(late.awaited.isEmpty && late.recorded.unresolvedUploads == [upload])
    let givenUp = settle([upload], [:], now: 1_000_000 + CreateSettlement.longestMemory)
    #expect(givenUp.awaited.isEmpty && givenUp.recorded.unresolvedUploads.isEmpty)
    // A clock that was set back.
    let past = settle([upload], [:], now: 0)
    #expect(past.awaited == [upload])
  }

  @Test func ofSeveralNoneIsTakenAndAllAreNamed() throws {
    let result = settle([upload], ["file-2": known(), "file-1": known()])
    #expect(result.recorded.looseFiles.isEmpty)
    let ambiguous = try #require(result.ambiguous.first)
    #expect(ambiguous.upload == upload && ambiguous.files == ["file-1", "file-2"])
  }

  @Test func whatSomethingHoldsIsNotWhatWasSent() {
    var recorded = nothingRecorded()
    recorded.looseFiles["file-1"] = upload.identity
    var entry = RecordedResource(id: "vs_1")
    entry.attachments["a.md"] = RecordedAttachment(
      file: "file-2", name: "a.md", content: upload.content)
    recorded.resources[store("s")] = entry
    recorded.unresolvedUploads = [upload]
    var files = ObservedFiles()
    files.known = [
      "file-1": known(), "file-2": known(), "file-3": known(), "file-4": known(),
    ]
    files.memberships["vs_1"] = ObservedMembership(members: [
      ObservedMembership.Member(file: "file-3", content: nil)
    ])
    files.isComplete = true
    let result = UploadSettlement(recorded, files: files, now: 1_000_010)
    #expect(Set(result.recorded.looseFiles.keys) == ["file-1", "file-4"])
  }

  @Test func oneFileIsNotTwoUploads() {
    var second = upload
    second.at += 1
    let result = settle([upload, second], ["file-1": known()])
    #expect(result.recorded.looseFiles.count == 1)
    #expect(result.recorded.unresolvedUploads == [second] && result.awaited == [second])
  }

  @Test func withoutAListNothingIsDecided() {
    let result = settle([upload], ["file-1": known()], isComplete: false)
    #expect(result.recorded.unresolvedUploads == [upload] && result.recorded.looseFiles.isEmpty)
    #expect(result.awaited.isEmpty)
  }
}
