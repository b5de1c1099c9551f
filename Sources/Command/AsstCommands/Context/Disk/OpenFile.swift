import ProjectConfiguration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A regular file that is open for reading, until the value ends.
struct OpenFile: ~Copyable {
  private let descriptor: Int32

  /// - Parameter path: absolute.
  init(_ path: String) throws(SourceProblem) {
    // Without O_NONBLOCK a named pipe would hold the command for ever.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw SourceProblem(errno) }
    _ = try status()
  }

  deinit { close(descriptor) }

  /// What the file system says of the file now.
  func stamp() throws(SourceProblem) -> FileStamp { FileStamp(try status()) }

  /// Hands the bytes over piece by piece, with constant memory; fails with `tooLarge` instead of
  /// reading on after `limit` bytes.
  func read(
    pieces size: Int, limit: Int, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(SourceProblem) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
    defer { buffer.deallocate() }
    var total = 0
    while true {
      let count = readBytes(descriptor, buffer)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw SourceProblem(errno)
      }
      total += count
      if total > limit { throw .tooLarge(limit: limit) }
      body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  private func status() throws(SourceProblem) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SourceProblem(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return status
    case S_IFDIR: throw .isFolder
    default: throw .unreadable(reason: "it is no regular file")
    }
  }
}

/// The system call, under a name that the method above does not hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

extension SourceProblem {
  /// What a failed call of the system says.
  init(_ code: Int32) {
    self =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EISDIR: .isFolder
      default: .unreadable(reason: String(cString: strerror(code)).lowercased())
      }
  }
}
