import OrderedCollections
import ResourceModel
import Testing

@testable import Planning

struct MembershipComparisonTests {
  private let a = file("a.md")
  private let b = file("b.md")

  private func compare(
    _ desired: [DesiredFile], _ members: [ObservedMembership.Member],
    recorded: [String: RecordedAttachment] = [:], isAssumed: Bool = false,
    files: FileTable = FileTable()
  ) -> FileChanges {
    MembershipComparison(
      desired: desired, recorded: recorded,
      membership: ObservedMembership(members: members, isAssumed: isAssumed), files: files
    ).compare()
  }

  /// A member of which the list says nothing but that it is there.
  private func assumed(_ file: DesiredFile, _ id: String) -> ObservedMembership.Member {
    ObservedMembership.Member(file: id, content: file.content, name: file.name)
  }

  // MARK: - What comes

  @Test func whatIsDeclaredAndNotThereIsSentAndAttached() {
    let changes = compare([a, b], [])
    #expect(changes.words == ["attach declared a.md", "attach declared b.md"])
    #expect(changes.changes.allSatisfy { $0.isSent })
    #expect(changes.areMembers && changes.inPlace.isEmpty)
  }

  @Test func whatExistsAlreadyIsNotSent() {
    let changes = compare([a], [], files: table(["file-1": a]))
    #expect(changes.words == ["attach declared a.md at file-1"])
    #expect(!changes.changes[0].isSent)
  }

  @Test func somebodyElseDetachedIt() {
    let changes = compare(
      [a], [], recorded: ["a.md": a.attachment(as: "file-1")], files: table(["file-1": a]))
    #expect(changes.words == ["attach drift a.md at file-1"])
    #expect(changes.hasDrift)
  }

  @Test func somebodyElseDeletedItSoItIsSentAgain() {
    let changes = compare([a], [], recorded: ["a.md": a.attachment(as: "file-1")])
    #expect(changes.words == ["attach drift a.md"])
    #expect(changes.changes[0].isSent)
  }

  @Test func newBytesReplaceTheOldFileWhichLeavesAfterwards() {
    let old = file("a.md", "old")
    let changes = compare(
      [a], [member(old, "file-1")], recorded: ["a.md": old.attachment(as: "file-1")])
    #expect(changes.words == ["replace changed a.md for file-1"])
    #expect(changes.changes[0].isSent && changes.inPlace.isEmpty)
  }

  @Test func newBytesWhoseOldFileIsGoneReplaceNothing() {
    let old = file("a.md", "old")
    let changes = compare([a], [], recorded: ["a.md": old.attachment(as: "file-1")])
    #expect(changes.words == ["replace changed a.md"])
  }

  @Test func newBytesThatExistElsewhereAreNotSent() {
    let old = file("a.md", "old")
    let changes = compare(
      [a], [member(old, "file-1")], recorded: ["a.md": old.attachment(as: "file-1")],
      files: table(["file-2": a]))
    #expect(changes.words == ["replace changed a.md at file-2 for file-1"])
  }

  @Test func anotherNameIsAnotherFile() {
    let named = file("a.md", "a.md", name: "Terms.md")
    let changes = compare(
      [named], [member(a, "file-1")], recorded: ["a.md": a.attachment(as: "file-1")])
    #expect(changes.words == ["replace changed a.md for file-1"])
  }

  // MARK: - What is found again

  @Test func withoutALockTheBytesTell() {
    let changes = compare([a, b], [member(b, "file-2"), member(a, "file-1")])
    #expect(changes.words.isEmpty)
    #expect(changes.kept == ["a.md file-1", "b.md file-2"])
    #expect(changes.inPlace["a.md"] == a.attachment(as: "file-1"))
  }

  @Test func aPathThatWasRenamedIsFoundByItsBytes() {
    let earlier = file("old/a.md", "bytes")
    let now = file("new/a.md", "bytes")
    let changes = compare(
      [now], [member(earlier, "file-1")], recorded: ["old/a.md": earlier.attachment(as: "file-1")])
    #expect(changes.words.isEmpty)
    #expect(changes.kept == ["new/a.md file-1"])
  }

  @Test func ofTheSameBytesTheNameDecides() {
    let one = file("one.md", "same")
    let two = file("two.md", "same")
    let changes = compare([one, two], [member(two, "file-2"), member(one, "file-1")])
    #expect(changes.words.isEmpty)
    #expect(changes.kept == ["one.md file-1", "two.md file-2"])
    let single = compare([one, two], [member(two, "file-2")])
    #expect(single.words == ["attach declared one.md"])
  }

  @Test func aMemberWithoutANameIsKnownByTheTableOrElseByItsBytes() {
    let one = file("one.md", "same")
    var nameless = member(one, "file-1")
    nameless.name = nil
    #expect(compare([one], [nameless]).kept == ["one.md file-1"])
    let other = file("other.md", "same")
    let changes = compare([one], [nameless], files: table(["file-1": other]))
    #expect(changes.words == ["attach declared one.md", "detach undeclared other.md at file-1"])
  }

  @Test func copiesUnderOtherPathsAreOneMember() {
    let first = file("x/a.md", "same")
    let second = file("y/a.md", "same")
    let changes = compare(
      [first, second], [member(first, "file-1")],
      recorded: ["x/a.md": first.attachment(as: "file-1")])
    #expect(changes.words.isEmpty)
    #expect(changes.kept == ["x/a.md file-1", "y/a.md file-1"])
    #expect(compare([first, second], []).words == ["attach declared x/a.md"])
  }

  /// The copy's path sorts before the one that the lock file knows.
  @Test func aCopyInFrontOfTheRecordedPathChangesNothing() {
    let first = file("x/a.md", "same")
    let second = file("y/a.md", "same")
    let changes = compare(
      [first, second], [member(second, "file-1")],
      recorded: ["y/a.md": second.attachment(as: "file-1")], files: table(["file-1": second]))
    #expect(changes.words.isEmpty)
    #expect(changes.kept == ["x/a.md file-1", "y/a.md file-1"])
  }

  @Test func aSecondMemberOfTheSameFileLeaves() {
    let changes = compare([a], [member(a, "file-1"), member(a, "file-2")])
    #expect(changes.words == ["detach undeclared a.md at file-2"])
    let recorded = compare(
      [a], [member(a, "file-1"), member(a, "file-2")],
      recorded: ["a.md": a.attachment(as: "file-2")])
    #expect(recorded.words == ["detach undeclared a.md at file-1"])
    #expect(recorded.kept == ["a.md file-2"])
  }

  @Test func twoFilesThatChangedPlacesAreFoundAndNothingIsSent() {
    let a = file("a/x.md", "one")
    let b = file("b/x.md", "two")
    let swapped = [file("a/x.md", "two"), file("b/x.md", "one")]
    let changes = compare(
      swapped, [member(a, "file-1"), member(b, "file-2")],
      recorded: ["a/x.md": a.attachment(as: "file-1"), "b/x.md": b.attachment(as: "file-2")])
    #expect(changes.words.isEmpty)
    #expect(changes.kept == ["a/x.md file-2", "b/x.md file-1"])
  }

  // MARK: - Settings

  @Test func otherAttributesAreWrittenInPlace() {
    let wanted = file("a.md", attributes: ["topic": "returns"])
    var there = member(wanted, "file-1")
    there.attributes = ["topic": "delivery"]
    let before = file("a.md", attributes: ["topic": "delivery"])
    let changed = compare([wanted], [there], recorded: ["a.md": before.attachment(as: "file-1")])
    #expect(changed.words == ["annotate changed a.md at file-1"])
    #expect(changed.changes[0].attributesBefore == ["topic": "delivery"])
    let drifted = compare([wanted], [there], recorded: ["a.md": wanted.attachment(as: "file-1")])
    #expect(drifted.words == ["annotate drift a.md at file-1"])
    // Nobody knows who changed them.
    #expect(compare([wanted], [there]).words == ["annotate changed a.md at file-1"])
  }

  @Test func whatIsAssumedIsComparedWithTheLastWrite() {
    let wanted = file("a.md", attributes: ["topic": "returns"])
    let same = compare(
      [wanted], [assumed(wanted, "file-1")], recorded: ["a.md": wanted.attachment(as: "file-1")],
      isAssumed: true)
    #expect(same.words.isEmpty && same.isAssumed)
    let other = compare(
      [wanted], [assumed(wanted, "file-1")], recorded: ["a.md": a.attachment(as: "file-1")],
      isAssumed: true)
    #expect(other.words == ["annotate changed a.md at file-1"])
    #expect(other.changes[0].attributesBefore == nil)
  }

  @Test func aDigestThatSomebodyTookOffIsWrittenAgain() {
    let bare = ObservedMembership.Member(
      file: "file-1", content: nil, name: "a.md", attributes: [:])
    let changes = compare([a], [bare], recorded: ["a.md": a.attachment(as: "file-1")])
    #expect(changes.words == ["annotate drift a.md at file-1"])
    #expect(changes.foreign.isEmpty)
  }

  @Test func anotherChunkingCutsItAnew() {
    let small: JSONValue = ["max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50]
    let wanted = file("a.md", chunking: small)
    var there = member(wanted, "file-1")
    #expect(compare([wanted], [there]).words.isEmpty)
    there.chunking = ["max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400]
    #expect(compare([wanted], [there]).words == ["reattach changed a.md at file-1"])
    // Where the host does not say, and where it is left to the server, the last write tells.
    there.chunking = nil
    #expect(compare([wanted], [there]).words.isEmpty)
    let recorded = ["a.md": a.attachment(as: "file-1")]
    #expect(
      compare([wanted], [there], recorded: recorded).words == ["reattach changed a.md at file-1"])
    there.chunking = small
    #expect(
      compare([a], [there], recorded: ["a.md": wanted.attachment(as: "file-1")]).words
        == ["reattach changed a.md at file-1"])
    #expect(compare([a], [there], recorded: recorded).words.isEmpty)
  }

  /// Until it was written, the lock file must not say that it was: a write that fails is tried again.
  @Test func whatIsStillToBeWrittenIsNotRecordedAsWritten() {
    let wanted = file(
      "a.md", attributes: ["topic": "returns"], chunking: ["max_chunk_size_tokens": 200])
    let annotated = file("a.md", attributes: ["topic": "returns"])
    let recorded = ["a.md": a.attachment(as: "file-1")]
    for desired in [wanted, annotated] {
      for member in [assumed(a, "file-1"), member(a, "file-1")] {
        let changes = compare([desired], [member], recorded: recorded)
        #expect(changes.changes.count == 1)
        #expect(changes.inPlace == recorded)
      }
    }
    let lost = compare([annotated], [member(a, "file-1")])
    #expect(lost.inPlace == recorded)
  }

  // MARK: - Indexing

  @Test func whatCouldNotBeIndexedIsTriedAgain() {
    var there = member(a, "file-1")
    there.state = .failed("it is encrypted")
    #expect(compare([a], [there]).words == ["reattach failed (it is encrypted) a.md at file-1"])
    there.state = .failed("its indexing was cancelled")
    #expect(
      compare([a], [there], recorded: ["a.md": a.attachment(as: "file-1")]).words
        == ["reattach failed (its indexing was cancelled) a.md at file-1"])
  }

  @Test func whatIsBeingIndexedIsWaitedFor() {
    var there = member(a, "file-1")
    there.state = .indexing
    #expect(compare([a], [there]).words == ["wait indexing a.md at file-1"])
    // What has to be written anyway comes first.
    there.attributes = ["x": 1]
    #expect(compare([a], [there]).words == ["annotate changed a.md at file-1"])
  }

  /// The new file is in the store and not searchable: the old one stays until it is.
  @Test func theOldFileGoesOnlyAfterTheNewOneIsSearchable() {
    let old = file("a.md", "old")
    let recorded = ["a.md": old.attachment(as: "file-1")]
    var new = member(a, "file-2")
    new.state = .failed("broken")
    let failed = compare([a], [member(old, "file-1"), new], recorded: recorded)
    #expect(failed.words == ["reattach failed (broken) a.md at file-2 for file-1"])
    #expect(failed.inPlace.isEmpty)
    new.state = .indexing
    let waiting = compare([a], [member(old, "file-1"), new], recorded: recorded)
    #expect(waiting.words == ["wait indexing a.md at file-2 for file-1"])
    new.state = .indexed
    let done = compare([a], [member(old, "file-1"), new], recorded: recorded)
    #expect(done.words == ["detach undeclared a.md at file-1"])
    #expect(done.kept == ["a.md file-2"])
  }

  // MARK: - What leaves

  @Test func whatIsNoLongerDeclaredIsDetached() {
    let changes = compare(
      [a], [member(a, "file-1"), member(b, "file-2")],
      recorded: ["a.md": a.attachment(as: "file-1"), "b.md": b.attachment(as: "file-2")])
    #expect(changes.words == ["detach undeclared b.md at file-2"])
    #expect(changes.changes[0].size == nil && changes.changes[0].desired == nil)
    #expect(compare([], [member(b, "file-2")]).words == ["detach undeclared b.md at file-2"])
  }

  @Test func whatIsNotOursIsNeverTouched() {
    let theirs = ObservedMembership.Member(
      file: "file-9", content: nil, name: "a.md", attributes: ["topic": "x"],
      state: .failed("broken"))
    let changes = compare([a], [theirs, member(a, "file-1")])
    #expect(changes.words.isEmpty && changes.foreign == ["file-9"])
    #expect(compare([], [theirs]).words.isEmpty)
    // It has the declared name, but nobody knows its bytes.
    #expect(compare([a], [theirs]).words == ["attach declared a.md"])
  }

  @Test func theOrderOfAListDoesNotMatter() {
    let desired = (0..<5).map { file("n\($0).md") }
    let leaving = (0..<5).map { member(file("old\($0).md"), "file-o\($0)") }
    let theirs = (0..<3).map { ObservedMembership.Member(file: "file-t\($0)", content: nil) }
    let members = leaving + theirs + desired.prefix(2).map { member($0, "file-\($0.name)") }
    let first = compare(desired, members)
    #expect(
      Array(first.words.suffix(5)) == (0..<5).map { "detach undeclared old\($0).md at file-o\($0)" }
    )
    #expect(Array(first.words.prefix(3)) == (2..<5).map { "attach declared n\($0).md" })
    for _ in 0..<10 { #expect(compare(desired, members.shuffled()) == first) }
  }

  // MARK: - What was under way when an apply was killed

  private func interrupted(
    _ desired: DesiredFile, _ held: DesiredFile, attempted: DesiredFile
  ) -> FileChanges {
    MembershipComparison(
      desired: [desired], recorded: [:], attempted: ["file-1": attempted.settings],
      membership: ObservedMembership(members: [member(held, "file-1")]),
      files: table(["file-1": held])
    ).compare()
  }

  /// A host does not always say how it cut a file; what was asked of it may have been done.
  @Test func whatMayHaveBeenCutOtherwiseIsCutAnew() {
    let cut = file("a.md", chunking: ["max_chunk_size_tokens": 200, "chunk_overlap_tokens": 50])
    #expect(interrupted(a, cut, attempted: cut).words == ["reattach changed a.md at file-1"])
    #expect(interrupted(a, a, attempted: a).words.isEmpty)
  }

  /// Attributes that were asked for and are not there are nobody's drift.
  @Test func attributesThatWereNotTakenAreWrittenAgain() {
    let tagged = file("a.md", attributes: ["topic": "x"])
    #expect(interrupted(tagged, a, attempted: tagged).words == ["annotate changed a.md at file-1"])
  }
}
