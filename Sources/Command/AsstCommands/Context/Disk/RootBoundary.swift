import ProjectConfiguration

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps files inside a folder, links notwithstanding. Each folder is resolved once, since a store has
/// ten thousand files in a few of them.
///
/// A class because it is a cache that all copies of one `DiskSources` share.
final class RootBoundary {
  private struct Question: Hashable {
    let folder: String
    let root: String
  }

  private var answers: [Question: Bool] = [:]
  private var roots: [String: String?] = [:]

  /// What the system says of a file, links followed; fails with `outsideRoot` for one that stands
  /// elsewhere. Both paths are absolute.
  func status(of path: String, inside root: String) throws(SourceProblem) -> stat {
    var status = stat()
    guard lstat(path, &status) == 0 else { throw SourceProblem(errno) }
    if status.st_mode & S_IFMT == S_IFLNK {
      guard let real = RealPath.of(path) else { throw SourceProblem(errno) }
      guard isInside(real: real, root) else { throw .outsideRoot }
      guard stat(real, &status) == 0 else { throw SourceProblem(errno) }
      return status
    }
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? "."
    guard isInside(folder.isEmpty ? "/" : folder, root) else { throw .outsideRoot }
    return status
  }

  /// Whether a folder really stands inside the root; false where there is none.
  func isInside(_ folder: String, _ root: String) -> Bool {
    let question = Question(folder: folder, root: root)
    if let known = answers[question] { return known }
    let answer = RealPath.of(folder).map { isInside(real: $0, root) } ?? false
    answers[question] = answer
    return answer
  }

  private func isInside(real: String, _ root: String) -> Bool {
    let known = roots[root] ?? RealPath.of(root)
    roots[root] = known
    guard let known else { return false }
    return Self.contains(known, real)
  }

  /// Whether a path is a folder or stands in it; both are real ones.
  static func contains(_ folder: String, _ path: String) -> Bool {
    path == folder || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
  }
}
