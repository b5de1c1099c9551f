#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The clock by which a file system dates its files. It is asked through a file without a name, since
/// a server's clock may differ from the one here.
final class FileSystemClock {
  private let descriptor: Int32

  /// Nil where nothing can be written.
  init?(in folder: String) {
    var template = Array("\(folder)/clock.XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// In nanoseconds since 1970; nil where the file system does not say.
  var now: Int? {
    var status = stat()
    guard futimens(descriptor, nil) == 0, fstat(descriptor, &status) == 0 else { return nil }
    return FileStamp(status).modified
  }
}
