#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One apply at a time for each target on this machine: a lock that the kernel frees when its holder
/// ends, however it ends.
package final class ProjectLock: Sendable {
  /// Somebody else holds it.
  package struct Taken: Error, Sendable, Equatable {
    /// What the holder wrote about itself: `process 4711 on build-3`; empty when it wrote nothing.
    package let holder: String
  }

  private let descriptor: Int32

  /// Takes the lock of a target in the configuration folder, without waiting. nil where no lock can be
  /// had: a folder that cannot be written to, or a file system without locks.
  package static func take(target: String, in folder: String) throws(Taken) -> ProjectLock? {
    let state = folder + "/.asst"
    mkdir(state, 0o755)
    let path = "\(state)/\(target).pid"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let isTaken = errno == EWOULDBLOCK
      close(descriptor)
      guard isTaken else { return nil }
      let text = (try? AtomicFile.read(path)).flatMap { $0 } ?? []
      throw Taken(holder: String(decoding: text.prefix(200), as: UTF8.self))
    }
    ftruncate(descriptor, 0)
    let text = Array("process \(getpid()) on \(hostName())".utf8)
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    return ProjectLock(descriptor)
  }

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "this machine" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
