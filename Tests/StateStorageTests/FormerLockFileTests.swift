import ResourceModel
import StateStorage
import Testing

/// The lock file of a target or a project that was renamed.
@Suite struct FormerLockFileTests {
  private let renamed = Ownership(
    project: "shop", target: "live", formerProjects: [project], formerTargets: ["first", target])
  private let oldName = LockFile.name(target: target)
  private let newName = LockFile.name(target: "live")

  private func state(_ ids: [Address: String]) -> RecordedState {
    RecordedState(
      project: "shop", target: "live", origin: origin,
      resources: ids.mapValues { RecordedResource(id: $0) })
  }

  @Test func theFormerFileIsReadAndReplacedByTheNextWrite() throws {
    try withFolder { folder in
      try open("\(folder)/\(oldName)").write(recordedState())
      let text = try contents(of: "\(folder)/\(oldName)")
        .replacing("{\n  \"format\"", with: "{\n  \"mine\": 1,\n  \"format\"")
      try put(text, at: "\(folder)/\(oldName)")
      let lock = try LockFile.open(in: folder, of: renamed)
      #expect(lock.recorded?.resources[support]?.id == "asst_1")
      #expect(lock.superseded == ["\(folder)/\(oldName)"])
      #expect(try names(in: folder) == [oldName], "reading writes nothing")

      var next = try #require(lock.recorded)
      next.project = "shop"
      next.target = "live"
      let written = try lock.write(next)
      #expect(try names(in: folder) == [newName])
      #expect(written.recorded?.serial == 2)
      #expect(try contents(of: "\(folder)/\(newName)").contains("\"mine\": 1"))
      #expect(try LockFile.open(in: folder, of: renamed).superseded.isEmpty)
      let alone = Ownership(project: "shop", target: "live")
      #expect(try LockFile.open(in: folder, of: alone).recorded?.resources.count == 2)
    }
  }

  /// As after an interruption between the new file and the removal of the old one.
  @Test func theNewFileWinsAndTheOldOneAddsWhatOnlyItKnows() throws {
    try withFolder { folder in
      try open("\(folder)/\(oldName)").write(recordedState())
      let other = Address(collection: "assistants", key: "renamed")
      let lock = try LockFile.open(
        at: "\(folder)/\(newName)", project: "shop", target: "live")
      try lock.write(state([other: "asst_1"]))
      let both = try LockFile.open(in: folder, of: renamed)
      #expect(both.recorded?.resources.mapValues(\.id) == [other: "asst_1", manuals: "vs_1"])
      try both.write(try #require(both.recorded))
      #expect(try names(in: folder) == [newName])
    }
  }

  @Test func aFileThatWouldSayTheSameStillReplacesTheOldOne() throws {
    try withFolder { folder in
      let new = try LockFile.open(at: "\(folder)/\(newName)", project: "shop", target: "live")
      try new.write(state([support: "asst_1", manuals: "vs_1"]))
      try open("\(folder)/\(oldName)").write(recordedState())
      let both = try LockFile.open(in: folder, of: renamed)
      let before = try contents(of: "\(folder)/\(newName)")
      try both.write(try #require(both.recorded))
      #expect(try names(in: folder) == [newName])
      #expect(try contents(of: "\(folder)/\(newName)") == before)
    }
  }

  @Test func aFormerProjectInsideTheFileIsOurs() throws {
    try withFolder { folder in
      try open("\(folder)/\(oldName)").write(recordedState())
      let owner = Ownership(project: "shop", target: target, formerProjects: [project])
      #expect(try LockFile.open(in: folder, of: owner).recorded?.project == project)
      #expect(throws: LockFileError.self) {
        try LockFile.open(in: folder, of: Ownership(project: "shop", target: target))
      }
    }
  }

  @Test func filesOfTwoOriginsAreNotMixed() throws {
    try withFolder { folder in
      try open("\(folder)/\(oldName)").write(recordedState())
      var elsewhere = state([support: "asst_7"])
      elsewhere.origin = Origin(baseURL: "http://127.0.0.1:1/v1")
      try LockFile.open(at: "\(folder)/\(newName)", project: "shop", target: "live")
        .write(elsewhere)
      #expect(throws: LockFileError.self) { try LockFile.open(in: folder, of: renamed) }
      #expect(try names(in: folder) == [newName, oldName].sorted())
    }
  }

  @Test func aDamagedFormerFileIsNotPassedOver() throws {
    try withFolder { folder in
      try put("{", at: "\(folder)/\(oldName)")
      #expect(throws: LockFileError.self) { try LockFile.open(in: folder, of: renamed) }
    }
  }
}
