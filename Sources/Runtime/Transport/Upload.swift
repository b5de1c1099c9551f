import CCurl
import Crypto

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file of a form while it is sent, piece by piece, in libcurl's thread.
///
/// The last piece is handed on only if the file ends there and all of it has the promised digest: a
/// server can never get a whole body of other bytes. What was sent is not sent again.
final class Upload {
  /// What libcurl asks for at a time. Larger pieces are no faster, and other transfers wait for the
  /// disk meanwhile.
  static let pieceSize = 64 << 10

  private let file: MultipartForm.File
  private let progress: (@Sendable (Int) -> Void)?
  private var descriptor: Int32
  private var hasher = SHA256()
  private var left: Int
  private var defect: TransportError?
  private var toldProgress = 0

  /// Opens the file. Throws `unreadableFile`, also for what is no regular file, and `fileChanged`
  /// for another size.
  init(
    _ file: MultipartForm.File, _ progress: (@Sendable (Int) -> Void)?
  ) throws(TransportError) {
    self.file = file
    self.progress = progress
    left = file.size
    // Opening a FIFO that nobody writes to would block without O_NONBLOCK, which regular files ignore.
    descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .unreadableFile(path: file.path, reason: "it is no regular file")
    }
    guard Int(status.st_size) == file.size else { throw .fileChanged(path: file.path) }
    // Of an empty file no piece is ever asked for.
    if left == 0, !endsAsPromised() { throw defect ?? .fileChanged(path: file.path) }
  }

  deinit { close() }

  /// Nothing is read after it.
  func close() {
    if descriptor >= 0 { _ = systemClose(descriptor) }
    descriptor = -1
  }

  /// What an error means for the file: whether it was the cause, and whether the server can have
  /// all of it.
  func explained(_ error: TransportError) -> TransportError {
    if let defect { return defect }
    return left > 0 && error.requestMayHaveBeenSent ? .cutInBody(error) : error
  }

  /// `total` is the size of the form: the file and what stands around it; 0 until libcurl knows it.
  func note(sent: Int, of total: Int) {
    guard total > file.size else { return }
    let sent = min(file.size, sent - (total - file.size))
    guard sent > toldProgress, sent == file.size || sent - toldProgress >= file.size / 100 else {
      return
    }
    toldProgress = sent
    progress?(sent)
  }

  /// Makes it the content of a part. The part must not outlive it.
  func attach(to part: OpaquePointer?) {
    curl_mime_data_cb(
      part, curl_off_t(file.size),
      { buffer, size, count, context in
        let piece = UnsafeMutableRawBufferPointer(start: buffer, count: size * count)
        return Upload.from(context).fill(piece) ?? Int(CURL_READFUNC_ABORT)
      },
      { _, _, _ in CURL_SEEKFUNC_FAIL },
      nil, Unmanaged.passUnretained(self).toOpaque())
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Upload {
    guard let context else { preconditionFailure("an upload has no context") }
    return Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue()
  }

  // MARK: - Reading

  /// Reads the next piece and returns its length; nil ends the transfer.
  private func fill(_ piece: UnsafeMutableRawBufferPointer) -> Int? {
    guard defect == nil, left > 0 else { return defect == nil ? 0 : nil }
    let wanted = UnsafeMutableRawBufferPointer(rebasing: piece.prefix(left))
    guard let count = readSome(wanted) else { return nil }
    guard count > 0 else {
      defect = .fileChanged(path: file.path)
      return nil
    }
    hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: wanted.prefix(count)))
    guard count < left || endsAsPromised() else { return nil }
    left -= count
    return count
  }

  private func endsAsPromised() -> Bool {
    let beyond = withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { readSome($0) }
    guard let beyond else { return false }
    let digest = hasher.finalize().map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    if beyond > 0 || digest.joined() != file.sha256 { defect = .fileChanged(path: file.path) }
    return defect == nil
  }

  /// 0 at the end of the file; nil leaves a defect.
  private func readSome(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno != EINTR else { continue }
      defect = unreadable(errno)
      return nil
    }
  }

  private func unreadable(_ code: Int32) -> TransportError {
    .unreadableFile(path: file.path, reason: String(cString: strerror(code)))
  }
}

/// Under a name of its own, since the method hides it.
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
