import Foundation
import StateStorage
import Testing

/// The file of a saved plan, which nobody but its owner reads.
@Suite struct PlanFileTests {
  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func aLinkInTheTemporaryFilesPlaceIsNotWrittenThrough() throws {
    try withFolder { folder in
      let path = "\(folder)/p.json"
      try put("theirs", at: "\(folder)/victim")
      try FileManager.default.createSymbolicLink(
        atPath: "\(path).\(getpid()).tmp", withDestinationPath: "\(folder)/victim")
      try PlanFile.write(Array("ours".utf8), to: path)
      #expect(try contents(of: path) == "ours")
      #expect(try mode(path) == 0o600)
      #expect(try contents(of: "\(folder)/victim") == "theirs")
      #expect(try names(in: folder) == ["p.json", "victim"])
    }
  }

  @Test func whatItReplacesIsWholeOrAsBefore() throws {
    try withFolder { folder in
      let path = "\(folder)/p.json"
      try put("before", at: path)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      try PlanFile.write(Array("after".utf8), to: path)
      #expect(try contents(of: path) == "after")
      #expect(try mode(path) == 0o600)
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "\(folder)/elsewhere")
      #expect(throws: FileError.self) { try PlanFile.write([1], to: path) }
      #expect(try names(in: folder) == ["p.json"])
    }
  }

  @Test func nothingIsReadPastTheLimit() throws {
    try withFolder { folder in
      let path = "\(folder)/p.json"
      try put("12345", at: path)
      #expect(try AtomicFile.read(path, upTo: 5)?.count == 5)
      #expect(throws: FileError.self) { try AtomicFile.read(path, upTo: 4) }
      #expect(try PlanFile.read("\(folder)/none") == nil)
    }
  }
}
