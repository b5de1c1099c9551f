import Foundation
import ProjectConfiguration
import ResourceModel
import Testing

@testable import AsstCommands

/// Fingerprints of real files: what did not change is not read again, and what did always is.
@Suite struct FingerprintCacheTests {
  private final class Hashed {
    var paths: [String] = []
    var before: (String) -> Void = { _ in }
  }

  private let folder: TemporaryFolder
  private let hashed = Hashed()
  private var cache: String { folder.full("project/.asst/files.cache") }

  init() throws {
    folder = try TemporaryFolder([
      "project/k/a.md": "alpha\n", "project/k/b.md": "beta\n", "outside.md": "secret\n",
    ])
    // As if the files had been there for a while.
    for path in ["k/a.md", "k/b.md"] { try age(path) }
  }

  /// Gives a file a time in the past. The other time of its stamp nobody can set.
  private func age(_ path: String, to seconds: Int = 1_000_000_000) throws {
    var times = [timespec(tv_sec: seconds, tv_nsec: 5), timespec(tv_sec: seconds, tv_nsec: 5)]
    #expect(utimensat(AT_FDCWD, folder.full("project/\(path)"), &times, 0) == 0)
  }

  /// A command's way through the sources: loads the files, and keeps what it learnt.
  private func run(_ paths: [String] = ["k/a.md", "k/b.md"], later: Int = 3) throws
    -> [FileFingerprint]
  {
    hashed.paths = []
    let hashed = hashed
    let sources = DiskSources(
      folder: folder.full("project"), secondsAhead: later,
      willHash: {
        hashed.paths.append($0)
        hashed.before($0)
      })
    let found = try paths.map { try sources.fingerprint($0, inside: "", limit: 1 << 20) }
    sources.saveFingerprints()
    return found
  }

  @Test func whatDidNotChangeIsNotReadAgain() throws {
    let first = try run()
    #expect(hashed.paths == ["k/a.md", "k/b.md"])
    #expect(first.map(\.content) == ["alpha\n", "beta\n"].map { Digest(of: $0.utf8) })
    #expect(first.map(\.size) == [6, 5])
    let inode = try inode(of: cache)
    #expect(try run() == first)
    #expect(hashed.paths == [])
    // Nothing was new, so nothing was written.
    #expect(try self.inode(of: cache) == inode)
  }

  @Test func aTouchedFileIsReadAndIsTheSame() throws {
    let first = try run()
    try age("k/a.md", to: 1_100_000_000)
    #expect(try run() == first)
    #expect(hashed.paths == ["k/a.md"])
    #expect(try run() == first)
    #expect(hashed.paths == [])
  }

  /// An edit that keeps the size, by a program that sets the time back.
  @Test func aTimeThatIsSetBackHidesNothing() throws {
    _ = try run()
    try overwrite("k/a.md", "ALPHA\n")
    try age("k/a.md")
    #expect(try run()[0].content == Digest(of: "ALPHA\n".utf8))
    #expect(hashed.paths == ["k/a.md"])
  }

  /// Another file in its place, of the same size and time.
  @Test func anotherFileInItsPlaceIsRead() throws {
    _ = try run()
    try folder.write("project/new.md", "ALPHA\n")
    try age("new.md")
    #expect(rename(folder.full("project/new.md"), folder.full("project/k/a.md")) == 0)
    #expect(try run()[0].content == Digest(of: "ALPHA\n".utf8))
  }

  /// What was read within the tick of the clock in which it was written may still change unseen.
  @Test func aFileThatWasJustWrittenIsNotTrusted() throws {
    try overwrite("k/a.md", "gamma\n")
    _ = try run(later: -1)
    _ = try run(later: -1)
    #expect(hashed.paths == ["k/a.md", "k/b.md"])
    // Later its rest shows, and it is known from then on.
    _ = try run()
    #expect(hashed.paths == ["k/a.md", "k/b.md"])
    _ = try run()
    #expect(hashed.paths == [])
  }

  /// A clock that is behind the files' times says nothing about them.
  @Test func aClockThatWasSetBackTrustsNothing() throws {
    _ = try run(later: -100_000)
    _ = try run(later: -100_000)
    #expect(hashed.paths == ["k/a.md", "k/b.md"])
  }

  @Test(arguments: [
    (0, 1_000, 100_001_000, false), (0, 1_000, 100_001_001, true),
    // Times without fractions are of a clock that counts seconds.
    (0, 1_000_000_000, 2_999_999_999, false), (1, 1_000_000_000, 3_000_000_001, true),
    (5_000_000_001, 1, 4_000_000_000, false),
  ])
  func whenAStampCanBeTrusted(modified: Int, changed: Int, now: Int, isSettled: Bool) {
    let modified = modified == 0 ? changed : modified
    let stamp = FileStamp(size: 1, modified: modified, changed: changed, inode: 1)
    #expect(stamp.isSettled(at: now) == isSettled)
  }

  @Test func theCacheMayBeDeletedOrDamaged() throws {
    let first = try run()
    try FileManager.default.removeItem(atPath: cache)
    #expect(try run() == first)
    #expect(hashed.paths.count == 2)
    let whole = try #require(FileManager.default.contents(atPath: cache))
    for index in stride(from: 0, to: whole.count, by: 7) {
      var damaged = whole
      damaged[index] ^= 1
      try damaged.write(to: URL(filePath: cache))
      #expect(try run() == first)
      #expect(hashed.paths.count == 2)
      try whole.prefix(index).write(to: URL(filePath: cache))
      #expect(try run() == first)
      #expect(hashed.paths.count == 2)
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNoMistake() throws {
    try folder.write("project/.asst", "a file where the folder should be")
    let first = try run()
    #expect(try run() == first)
    #expect(hashed.paths.count == 2)
  }

  @Test func aFileThatChangesMeanwhileIsReadAgain() throws {
    let path = folder.full("project/k/a.md")
    let hashed = hashed
    hashed.before = { _ in
      if hashed.paths.count == 1 { try? Data("other\n\n".utf8).write(to: URL(filePath: path)) }
    }
    #expect(try run(["k/a.md"])[0].content == Digest(of: "other\n\n".utf8))
    #expect(hashed.paths.count == 2)
    try overwrite("k/a.md", "again\n\n")
    hashed.before = { _ in
      try? Data("\(hashed.paths.count)".utf8 + Array("more".utf8)).write(to: URL(filePath: path))
    }
    #expect(throws: SourceProblem.unreadable(reason: "it changes while it is read")) {
      try run(["k/a.md"])
    }
  }

  /// What another target's files left stays, and what is gone for good does not add up.
  @Test func entriesOfOthersStayUntilTheyOutnumber() throws {
    _ = try run(["k/a.md"])
    _ = try run(["k/b.md"])
    _ = try run(["k/a.md", "k/b.md"])
    #expect(hashed.paths == [])
    try folder.write("project/c.md", "new\n")
    try age("c.md")
    _ = try run(["c.md"])
    _ = try run(["k/a.md", "k/b.md"])
    #expect(hashed.paths == ["k/a.md", "k/b.md"])
  }

  @Test func namesOfEveryKind() throws {
    let names = ["a b.md", "q\"'.md", "ü世.md", String(repeating: "n", count: 252) + ".md"]
    for name in names {
      try folder.write("project/\(name)", "x")
      try age(name)
    }
    let first = try run(names)
    #expect(try run(names) == first)
    #expect(hashed.paths == [])
  }

  @Test func linksAreFollowedInsideTheRootOnly() throws {
    try folder.link("project/in.md", to: "k/a.md")
    try folder.link("project/out.md", to: "../outside.md")
    try folder.link("project/broken.md", to: "nowhere.md")
    try folder.link("project/folder", to: "..")
    let alpha = Digest(of: "alpha\n".utf8)
    #expect(try run(["in.md"])[0].content == alpha)
    for path in ["out.md", "folder/outside.md", "../outside.md"] {
      #expect(throws: SourceProblem.outsideRoot, "\(path)") { try run([path]) }
    }
    #expect(throws: SourceProblem.missing) { try run(["broken.md"]) }
    #expect(throws: SourceProblem.isFolder) { try run(["k"]) }
    #expect(throws: SourceProblem.missing) { try run(["none.md"]) }
  }

  @Test func theLimitHoldsBeforeAnythingIsRead() throws {
    let sources = DiskSources(folder: folder.full("project"))
    #expect(throws: SourceProblem.tooLarge(limit: 5)) {
      try sources.fingerprint("k/a.md", inside: "", limit: 5)
    }
    #expect(hashed.paths == [])
    #expect(try sources.fingerprint("k/a.md", inside: "", limit: 6).size == 6)
  }

  @Test func manyEntriesKeepTheirForm() {
    var entries: [String: FingerprintCache.Entry] = [:]
    for index in 0..<1_000 {
      entries["knowledge/\(index) of many.md"] = FingerprintCache.Entry(
        stamp: FileStamp(size: index, modified: -index, changed: .max - index, inode: .max),
        fingerprint: FileFingerprint(
          size: index, content: Digest(of: "\(index)".utf8), isText: index % 2 == 0))
    }
    #expect(FingerprintFile.entries(FingerprintFile.bytes(of: entries)) == entries)
    #expect(FingerprintFile.entries(FingerprintFile.bytes(of: [:])) == [:])
  }

  // MARK: -

  /// Writes into the file that is there.
  private func overwrite(_ path: String, _ text: String) throws {
    let handle = try FileHandle(forWritingTo: URL(filePath: folder.full("project/\(path)")))
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  private func inode(of path: String) throws -> UInt64? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.systemFileNumber] as? NSNumber)?.uint64Value
  }
}
