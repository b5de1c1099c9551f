import FoundationEssentials
import ProjectConfiguration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Configuration files from the disk.
struct DiskSources: ConfigurationSources {
  /// The configuration folder, as the system takes it.
  let folder: String

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    try entries(of: folder).filter { !isFolder($0) }
  }

  func files(below folder: String) throws(SourceProblem) -> [String] {
    var found: [String] = []
    // Links to folders are not followed here, so that a loop of links cannot hold the walk.
    for entry in try entries(of: folder) {
      switch (isFolder(entry), isLink(entry)) {
      case (true, true): break
      case (true, false): found += try files(below: entry)
      case (false, _): found.append(entry)
      }
    }
    return found
  }

  func read(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> [UInt8] {
    let full = absolute(path)
    guard let real = Self.realPath(full) else { throw Self.problem(errno) }
    guard let realRoot = Self.realPath(absolute(root)),
      real == realRoot || real.hasPrefix(realRoot.hasSuffix("/") ? realRoot : realRoot + "/")
    else { throw .outsideRoot }
    // Without O_NONBLOCK a named pipe would hold the command for ever.
    let descriptor = open(full, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Self.problem(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.problem(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw .isFolder
    default: throw .unreadable(reason: "it is no regular file")
    }
    return try Self.contents(of: descriptor, limit: limit)
  }

  // MARK: -

  private static func contents(of descriptor: Int32, limit: Int) throws(SourceProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { readBytes(descriptor, $0) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw problem(errno)
      }
      bytes += buffer[..<count]
      if bytes.count > limit { throw .tooLarge(limit: limit) }
    }
  }

  private func entries(of folder: String) throws(SourceProblem) -> [String] {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: absolute(folder))
    } catch {
      throw isFolder(folder) ? Self.problem(errno) : .missing
    }
    return names.filter { !$0.hasPrefix(".") }.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
  }

  private func absolute(_ path: String) -> String { path.isEmpty ? folder : "\(folder)/\(path)" }

  private func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(absolute(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(absolute(path), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Absolute and without links; nil for what does not exist.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func problem(_ code: Int32) -> SourceProblem {
    switch code {
    case ENOENT, ENOTDIR: .missing
    case EISDIR: .isFolder
    default: .unreadable(reason: String(cString: strerror(code)).lowercased())
    }
  }
}

/// The system call, under a name that the method above does not hide.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
