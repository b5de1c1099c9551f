import Foundation
import OrderedCollections
import ResourceModel
import StateStorage
import Testing

/// A write that fails leaves the old file, and nothing beside it.
@Suite struct FailedWriteTests {
  /// The error of writing a changed state over a file of serial 1.
  private func failure(
    in folder: String, whenPrepared prepare: (String) throws -> Void
  ) throws -> LockFileError? {
    let path = "\(folder)/lock.json"
    let lock = try open(path).write(recordedState())
    let before = try contents(of: path)
    try prepare(path)
    var state = recordedState()
    state.outputs["NEW"] = "x"
    defer {
      #expect((try? contents(of: path)) == before)
      #expect((try? names(in: folder)) == ["lock.json"])
    }
    do throws(LockFileError) {
      try lock.write(state)
      return nil
    } catch {
      return error
    }
  }

  /// The temporary file stands beside the lock file and bears the process's number; as a link to
  /// `/dev/full` it takes no byte, as on a full disk, whoever runs the test.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "Linux only"))
  func aFullDiskKeepsTheOldFile() throws {
    try withFolder { folder in
      let error = try failure(in: folder) { path in
        try FileManager.default.createSymbolicLink(
          atPath: "\(path).\(getpid()).tmp", withDestinationPath: "/dev/full")
      }
      #expect(
        error
          == .unwritable(path: "\(folder)/lock.json", reason: String(cString: strerror(ENOSPC))))
    }
  }

  @Test func aPathThroughAFileIsUnwritable() throws {
    try withFolder { folder in
      try put("", at: "\(folder)/file")
      let lock = try open("\(folder)/missing/lock.json")
      #expect(throws: LockFileError.self) { try lock.write(recordedState()) }
      #expect(try names(in: folder) == ["file"])
    }
  }

  @Test func aFolderInItsPlaceIsUnwritable() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      let lock = try open(path)
      try FileManager.default.createDirectory(
        atPath: "\(path)/inside", withIntermediateDirectories: true)
      guard
        case .unwritable = #expect(
          throws: LockFileError.self,
          performing: {
            try lock.write(recordedState())
          })
      else { return }
      #expect(try names(in: folder) == ["lock.json"])
      #expect(try names(in: path) == ["inside"])
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func aReadOnlyFolderIsUnwritable() throws {
    try withFolder { folder in
      defer { chmod(folder, 0o755) }
      let error = try failure(in: folder) { _ in chmod(folder, 0o555) }
      guard case .unwritable = error else {
        Issue.record("written into a read-only folder")
        return
      }
    }
  }

  /// A process that was killed leaves its temporary file; the next write of that name takes over.
  @Test func aLeftTemporaryFileIsNoObstacle() throws {
    try withFolder { folder in
      let path = "\(folder)/lock.json"
      try put(String(repeating: "x", count: 100_000), at: "\(path).\(getpid()).tmp")
      try open(path).write(recordedState())
      #expect(try open(path).recorded?.resources.count == 2)
      #expect(try names(in: folder) == ["lock.json"])
    }
  }

  @Test func onlyLeftTemporaryFilesAreRemoved() throws {
    try withFolder { folder in
      let kept = ["lock.json", "lock.json.tmp.1", "lock.json.x.tmp", "other.json.4.tmp"]
      for name in kept + ["lock.json.4711.tmp", "lock.json.2.tmp"] {
        try put("", at: "\(folder)/\(name)")
      }
      AtomicFile.removeLeftovers(of: "\(folder)/lock.json")
      #expect(try names(in: folder) == kept)
    }
  }

  @Test func filesAreReplacedWhole() throws {
    try withFolder { folder in
      let bytes = Array("text".utf8)
      try AtomicFile.replace("\(folder)/a", with: bytes)
      #expect(try AtomicFile.read("\(folder)/a") == bytes)
      try AtomicFile.replace("\(folder)/a", with: [])
      #expect(try AtomicFile.read("\(folder)/a") == [])
      #expect(try AtomicFile.read("\(folder)/b") == nil)
    }
  }

  /// Larger than one read, so that reading goes on until the end.
  @Test func largeFilesAreReadWhole() throws {
    try withFolder { folder in
      let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try AtomicFile.replace("\(folder)/a", with: bytes)
      #expect(try AtomicFile.read("\(folder)/a") == bytes)
    }
  }
}
