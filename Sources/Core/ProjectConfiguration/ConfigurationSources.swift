/// Where configuration files come from: the disk, or memory.
///
/// Paths are separated by `/`, relative to the configuration folder, without `.` and with `..` only
/// at the start; the empty path is the folder itself. Files whose name begins with a dot are left
/// out of lists.
package protocol ConfigurationSources {
  /// The paths of the regular files directly in a folder, in any order.
  func files(directlyIn folder: String) throws(SourceProblem) -> [String]
  /// The paths of all regular files in a folder and the folders inside it, in any order. Links to
  /// folders are followed as long as they stay inside `root`, and no folder is entered twice.
  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String]
  /// The bytes of a file; fails with `tooLarge` instead of reading more than `limit` bytes, and
  /// with `outsideRoot` when links lead out of the folder `root`.
  func read(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> [UInt8]
  /// What a file's bytes come to, without holding them; fails as `read` does.
  func fingerprint(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> FileFingerprint
}

extension ConfigurationSources {
  /// For sources that hold their files in memory anyway.
  package func fingerprint(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> FileFingerprint {
    FileFingerprint(of: try read(path, inside: root, limit: limit))
  }
}

/// Why a file could not be read.
package enum SourceProblem: Error, Sendable, Hashable {
  case missing
  case isFolder
  /// A link, or a path, that leads out of the root.
  case outsideRoot
  /// More bytes than the limit.
  case tooLarge(limit: Int)
  /// The bytes are no text; the number of the first line that is not UTF-8, from 1.
  case notUTF8(line: Int)
  /// The system's reason, as a clause: `permission denied`.
  case unreadable(reason: String)
}
