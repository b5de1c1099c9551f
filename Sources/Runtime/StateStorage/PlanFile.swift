#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of a saved plan: it holds prompt text, so only its owner may read it.
package enum PlanFile {
  /// In bytes. A plan of a thousand resources with prompts of 100 kB is as large; what is larger is
  /// something else, and is not read into memory.
  package static let largestSize = 256 << 20

  /// nil when there is none. A symbolic link is followed.
  package static func read(_ path: String) throws(FileError) -> [UInt8]? {
    try AtomicFile.read(path, upTo: largestSize)
  }

  /// Refuses what must not be replaced by a file: a folder, a device, a pipe, a symbolic link;
  /// and a name in a folder that is not there or takes no file. Asked before the work that the file is
  /// to hold.
  package static func checkReplaceable(_ path: String) throws(FileError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw .last }
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      guard access(folder.isEmpty ? "/" : folder, W_OK | X_OK) == 0 else { throw .last }
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw FileError(reason: "it is a folder")
    case S_IFLNK: throw FileError(reason: "it is a symbolic link, which is not written through")
    default: throw FileError(reason: "it is no regular file")
    }
  }

  /// Whole or not at all, mode 0600 whatever the umask and the file before say.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    guard bytes.count <= largestSize else { throw .tooLarge(largestSize) }
    try checkReplaceable(path)
    try AtomicFile.replace(path, with: bytes, isPrivate: true)
  }
}
