import ProjectConfiguration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands directly in a folder, without what begins with a dot.
struct FolderListing {
  enum Kind {
    case file
    case folder
    case linkToFolder
  }

  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// Names, in the order of the file system.
  private(set) var entries: [(name: String, kind: Kind)] = []
  /// Which folder it is, by whatever path it was reached.
  let identity: Identity

  /// - Parameter path: absolute.
  init(_ path: String) throws(SourceProblem) {
    guard let folder = opendir(path) else { throw SourceProblem(errno) }
    defer { closedir(folder) }
    var status = stat()
    guard fstat(dirfd(folder), &status) == 0 else { throw SourceProblem(errno) }
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        if errno != 0 { throw SourceProblem(errno) }
        return
      }
      let type = entry.pointee.d_type
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.utf8.first == UInt8(ascii: ".") { continue }
      entries.append((name, Self.kind(name, type, in: dirfd(folder))))
    }
  }

  private static func kind(_ name: String, _ type: UInt8, in folder: Int32) -> Kind {
    var isLink = Int32(type) == Int32(DT_LNK)
    switch Int32(type) {
    case Int32(DT_DIR): return .folder
    case Int32(DT_LNK), Int32(DT_UNKNOWN): break
    default: return .file
    }
    var status = stat()
    // Some file systems do not say what an entry is until it is asked for.
    if !isLink, fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      isLink = status.st_mode & S_IFMT == S_IFLNK
    }
    guard fstatat(folder, name, &status, 0) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return .file
    }
    return isLink ? .linkToFolder : .folder
  }
}
