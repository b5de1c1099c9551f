import StateStorage
import Testing

@Suite struct ProjectLockTests {
  @Test func oneAtATimeForEachTarget() throws {
    try withFolder { folder in
      var first = try ProjectLock.take(target: "local", in: folder)
      #expect(first != nil)
      do throws(ProjectLock.Taken) {
        _ = try ProjectLock.take(target: "local", in: folder)
        Issue.record("taken twice")
      } catch {
        #expect(error.holder.hasPrefix("process "))
      }
      let other = try ProjectLock.take(target: "production", in: folder)
      #expect(other != nil)

      first = nil
      let second = try ProjectLock.take(target: "local", in: folder)
      #expect(second != nil)
    }
  }

  /// An apply that cannot take a lock is not forbidden: the folder may be read-only.
  @Test func whereNoLockCanBeHadNoneIsTaken() throws {
    try withFolder { folder in
      let lock = try ProjectLock.take(target: "local", in: folder + "/missing")
      #expect(lock == nil)
    }
  }
}
