import OrderedCollections
import ResourceModel
import Testing

@testable import Planning

struct FileListComparisonTests {
  private let a = file("a.csv")
  private let b = file("b.csv")

  private func compare(
    _ desired: [DesiredFile], held: [String], recorded: [String: RecordedAttachment] = [:],
    mark: FileMark? = nil, files: FileTable = FileTable()
  ) -> FileChanges {
    FileListComparison(
      desired: desired, recorded: recorded, held: held, mark: mark, files: files
    ).compare()
  }

  @Test func whatTheLockFileKnowsIsInPlace() {
    let changes = compare(
      [a], held: ["file-1"], recorded: ["a.csv": a.attachment(as: "file-1")],
      files: table(["file-1": a]))
    #expect(changes.words.isEmpty && changes.kept == ["a.csv file-1"])
    #expect(!changes.areMembers)
  }

  @Test func whatOnlyTheMarkKnowsIsInPlace() {
    let changes = compare([a], held: ["file-1"], mark: FileMark(["file-1": a.identity]))
    #expect(changes.words.isEmpty && changes.kept == ["a.csv file-1"])
    let undeclared = compare([], held: ["file-1"], mark: FileMark(["file-1": a.identity]))
    #expect(undeclared.words == ["detach undeclared - at file-1"])
  }

  @Test func whatNobodyKnowsIsForeign() {
    let changes = compare([a], held: ["file-9"])
    #expect(changes.words == ["attach declared a.csv"])
    #expect(changes.foreign == ["file-9"] && changes.changes[0].isSent)
    #expect(compare([], held: ["file-9"]).words.isEmpty)
  }

  @Test func newBytesReplaceWhatTheLockFileNames() {
    let old = file("a.csv", "old")
    let recorded = ["a.csv": old.attachment(as: "file-1")]
    #expect(
      compare([a], held: ["file-1"], recorded: recorded, files: table(["file-1": old])).words
        == ["replace changed a.csv for file-1"])
    // It was taken off the list meanwhile.
    #expect(
      compare([a], held: [], recorded: recorded).words == ["replace changed a.csv"])
  }

  @Test func whatSomebodyTookOffTheListIsDrift() {
    let changes = compare(
      [a, b], held: ["file-2"],
      recorded: ["a.csv": a.attachment(as: "file-1"), "b.csv": b.attachment(as: "file-2")],
      files: table(["file-1": a, "file-2": b]))
    #expect(changes.words == ["attach drift a.csv at file-1"])
    #expect(changes.hasDrift)
  }

  @Test func whatIsNoLongerDeclaredLeavesTheList() {
    let changes = compare(
      [], held: ["file-1", "file-9"], recorded: ["a.csv": a.attachment(as: "file-1")],
      files: table(["file-1": a]))
    #expect(changes.words == ["detach undeclared a.csv at file-1"])
    #expect(changes.foreign == ["file-9"])
  }

  @Test func twoPathsWithTheSameBytesNeedTwoPlaces() {
    let one = file("one.csv", "same")
    let two = file("two.csv", "same")
    let changes = compare(
      [one, two], held: ["file-1"], files: table(["file-1": one]))
    #expect(changes.words == ["attach declared two.csv"])
  }
}
