#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the operating system answered.
package struct FileError: Error, Sendable, Equatable {
  /// Its own words: `No space left on device`.
  package let reason: String

  static var last: FileError { FileError(reason: String(cString: strerror(errno))) }

  static func tooLarge(_ limit: Int) -> FileError {
    FileError(reason: "it is larger than \(limit >> 20) MB")
  }
}

/// Whole files, read at once and replaced in one step: a reader sees the old text or the new one,
/// and so does whoever comes after a crash.
package enum AtomicFile {
  /// The bytes of a file; nil when there is none. One that is larger than `limit` is not read.
  package static func read(
    _ path: String, upTo limit: Int = .max
  ) throws(FileError) -> [UInt8]? {
    // Without O_NONBLOCK a named pipe would hold the command for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw .last
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(reason: "it is no regular file")
    }
    guard Int(status.st_size) <= limit else { throw .tooLarge(limit) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { readBytes(descriptor, $0) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      bytes += buffer[..<count]
      // It may have grown since it was asked for its size.
      guard bytes.count <= limit else { throw .tooLarge(limit) }
    }
  }

  /// Temporary file in the same folder, fsync, rename, fsync of the folder. On an error the old file
  /// is untouched and the temporary one is removed. A file that exists keeps its permissions, unless the
  /// new one is `isPrivate`: then nobody else may read it at any time, whatever the old one allowed.
  package static func replace(
    _ path: String, with bytes: [UInt8], isPrivate: Bool = false
  ) throws(FileError) {
    let temporary = "\(path).\(getpid()).tmp"
    CrashPoint.reached("file.create")
    let descriptor = try create(temporary, isPrivate: isPrivate)
    do throws(FileError) {
      defer { close(descriptor) }
      var status = stat()
      if isPrivate {
        guard fchmod(descriptor, 0o600) == 0 else { throw .last }
      } else if stat(path, &status) == 0, fchmod(descriptor, status.st_mode & 0o7777) != 0 {
        throw .last
      }
      CrashPoint.reached("file.write.before")
      try write(bytes, to: descriptor)
      CrashPoint.reached("file.fsync.before")
      guard fsync(descriptor) == 0 else { throw .last }
    } catch {
      unlink(temporary)
      throw error
    }
    CrashPoint.reached("file.rename.before")
    guard rename(temporary, path) == 0 else {
      let error = FileError.last
      unlink(temporary)
      throw error
    }
    CrashPoint.reached("file.rename.after")
    try syncFolder(of: path)
    CrashPoint.reached("file.replaced")
  }

  private static func create(
    _ temporary: String, isPrivate: Bool
  ) throws(FileError) -> Int32 {
    var flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
    if isPrivate {
      // Its name can be guessed: in a folder of many it must not be somebody else's file or link.
      unlink(temporary)
      flags |= O_EXCL | O_NOFOLLOW
    }
    let descriptor = open(temporary, flags, isPrivate ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw .last }
    return descriptor
  }

  /// Removes the temporary files that killed processes left beside a file. Nobody may be replacing it.
  package static func removeLeftovers(of path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[...$0]) } ?? "./"
    let prefix = (slash.map { String(path[path.index(after: $0)...]) } ?? path) + "."
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasPrefix(prefix), name.hasSuffix(".tmp"),
        name.dropFirst(prefix.count).dropLast(4).allSatisfy(\.isNumber)
      else { continue }
      unlink(folder + name)
    }
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeBytes(descriptor, $0) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      rest.removeFirst(count)
    }
  }

  /// Makes the rename itself durable. A folder that cannot be opened or synced (some network file
  /// systems) has the new file all the same, so that is no error.
  static func syncFolder(of path: String) throws(FileError) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EBADF else {
      throw .last
    }
  }
}

/// The system calls under names that the methods above do not hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
