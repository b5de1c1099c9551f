import Foundation
import ProjectConfiguration
import Testing

@testable import AsstCommands

/// Files as the disk really has them: links, folders, pipes, big files.
@Suite struct DiskSourcesTests {
  private let folder: TemporaryFolder
  private let sources: DiskSources

  init() throws {
    folder = try TemporaryFolder([
      "project/asst.yaml": "project: test\n", "project/prompts/deep/a.md": "Be kind.\n",
      "project/.hidden.yaml": "x\n", "project/.git/config.yaml": "x\n", "outside.md": "secret\n",
      "project-more/b.md": "sibling\n",
    ])
    sources = DiskSources(folder: folder.full("project"))
  }

  private func read(_ path: String, inside root: String = "", limit: Int = 1_000) throws -> String {
    String(decoding: try sources.read(path, inside: root, limit: limit), as: UTF8.self)
  }

  @Test func listsLeaveOutFoldersAndDotFiles() throws {
    #expect(try sources.files(directlyIn: "") == ["asst.yaml"])
    #expect(try sources.files(directlyIn: "prompts").isEmpty)
    #expect(
      try sources.files(below: "", inside: "").sorted() == ["asst.yaml", "prompts/deep/a.md"])
    #expect(try sources.files(below: "prompts", inside: "") == ["prompts/deep/a.md"])
  }

  @Test func aLoopOfLinksEndsAndLinkedFilesAreListed() throws {
    try folder.link("project/prompts/loop", to: "..")
    try folder.link("project/linked.yaml", to: "asst.yaml")
    #expect(
      try sources.files(below: "", inside: "").sorted()
        == ["asst.yaml", "linked.yaml", "prompts/deep/a.md"])
    #expect(try sources.files(below: "prompts", inside: "") == ["prompts/deep/a.md"])
    #expect(try sources.files(directlyIn: "").sorted() == ["asst.yaml", "linked.yaml"])
    #expect(try read("linked.yaml") == "project: test\n")
  }

  @Test func linkedFoldersAreWalkedInsideTheRootAndOnce() throws {
    try folder.write("project/data/v2/new.md", "new\n")
    try folder.link("project/prompts/more", to: "../data")
    try folder.link("project/prompts/again", to: "../data/v2")
    try folder.link("project/data/v2/back", to: "../../prompts")
    try folder.link("project/prompts/out", to: "../../project-more")
    #expect(
      try sources.files(below: "prompts", inside: "").sorted()
        == ["prompts/again/new.md", "prompts/deep/a.md"])
    #expect(
      try sources.files(below: "", inside: "").sorted()
        == ["asst.yaml", "data/v2/new.md", "prompts/deep/a.md"])
    #expect(
      try sources.files(below: "prompts", inside: "..").contains("prompts/out/b.md"))
    #expect(
      try sources.files(below: "prompts/more", inside: "").sorted()
        == ["prompts/more/v2/back/deep/a.md", "prompts/more/v2/new.md"])
    #expect(throws: SourceProblem.outsideRoot) {
      try sources.files(below: "prompts/out", inside: "")
    }
  }

  @Test func linksOutOfTheRootAreRefused() throws {
    try folder.link("project/file.md", to: "../outside.md")
    try folder.link("project/elsewhere", to: "..")
    // A folder whose name begins like the root's is not inside it.
    try folder.link("project/sibling.md", to: "../project-more/b.md")
    for path in ["file.md", "elsewhere/outside.md", "sibling.md", "../outside.md"] {
      #expect(throws: SourceProblem.outsideRoot, "\(path)") { try read(path) }
    }
    #expect(try read("file.md", inside: "..") == "secret\n")
    #expect(try read("../outside.md", inside: "..") == "secret\n")
  }

  @Test func aRootThatIsALinkItselfHoldsItsFiles() throws {
    try folder.link("alias", to: "project")
    let linked = DiskSources(folder: folder.full("alias"))
    #expect(
      try linked.read("prompts/deep/a.md", inside: "", limit: 100) == Array("Be kind.\n".utf8))
  }

  @Test func whatIsNoFileIsToldApart() throws {
    try folder.link("project/broken.yaml", to: "nowhere.yaml")
    #expect(throws: SourceProblem.isFolder) { try read("prompts") }
    #expect(throws: SourceProblem.missing) { try read("none.yaml") }
    #expect(throws: SourceProblem.missing) { try read("asst.yaml/deeper") }
    #expect(throws: SourceProblem.missing) { try read("broken.yaml") }
    #expect(throws: SourceProblem.missing) { try sources.files(directlyIn: "none") }
    #expect(throws: SourceProblem.missing) { try sources.files(below: "none", inside: "") }
    let nowhere = DiskSources(folder: folder.full("nowhere"))
    #expect(throws: SourceProblem.missing) {
      try nowhere.read("asst.yaml", inside: "", limit: 100)
    }
  }

  @Test(.timeLimit(.minutes(10))) func aNamedPipeHoldsNobody() throws {
    #expect(mkfifo(folder.full("project/pipe.yaml"), 0o600) == 0)
    #expect(throws: SourceProblem.unreadable(reason: "it is no regular file")) {
      try read("pipe.yaml")
    }
  }

  @Test func theLimitIsTheMostThatIsRead() throws {
    #expect(try read("asst.yaml", limit: 14) == "project: test\n")
    #expect(throws: SourceProblem.tooLarge(limit: 13)) { try read("asst.yaml", limit: 13) }
    let long = String(repeating: "x", count: 200_000)
    try folder.write("project/long.md", long)
    #expect(try read("long.md", limit: 200_000) == long)
    #expect(throws: SourceProblem.tooLarge(limit: 199_999)) { try read("long.md", limit: 199_999) }
  }
}
