/// Why a lock file cannot be used. Nothing is changed in any of these cases.
package enum LockFileError: Error, Sendable, Equatable {
  case unreadable(path: String, reason: String)
  /// Truncated, edited by hand, or with conflict marks of a merge in it.
  case damaged(path: String, line: Int, column: Int, reason: String)
  case newerFormat(path: String, found: Int, known: Int)
  case otherProject(path: String, found: String, expected: String)
  case otherTarget(path: String, found: String, expected: String)
  case otherOrigin(path: String, found: String, expected: String)
  /// The old file is still whole.
  case unwritable(path: String, reason: String)

  /// What is wrong, the same words for every occurrence.
  package var summary: String {
    switch self {
    case .unreadable: "The lock file cannot be read"
    case .damaged: "The lock file is damaged"
    case .newerFormat: "The lock file was written by a newer version"
    case .otherProject: "The lock file belongs to another project"
    case .otherTarget: "The lock file belongs to another target"
    case .otherOrigin: "The lock file belongs to another provider address"
    case .unwritable: "The lock file could not be written"
    }
  }

  package var detail: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)."
    case .damaged(let path, let line, let column, let reason):
      "\(path):\(line):\(column): \(reason)."
    case .newerFormat(let path, let found, let known):
      "\(path) has format \(found); this version knows formats up to \(known)."
    case .otherProject(let path, let found, let expected):
      "\(path) says project `\(found)`, the manifest says `\(expected)`."
    case .otherTarget(let path, let found, let expected):
      "\(path) says target `\(found)`, and it was opened for target `\(expected)`."
    case .otherOrigin(let path, let found, let expected):
      "\(path) holds IDs of \(found); the target now points to \(expected), where they mean nothing."
    case .unwritable(let path, let reason): "\(path): \(reason). The previous file is unchanged."
    }
  }

  package var help: String {
    switch self {
    case .unreadable: "Check the file's permissions."
    case .damaged:
      "Restore it from version control. If there is no good copy, remove it: the next plan finds "
        + "what is yours by the markers on the objects."
    case .newerFormat: "Use the version of asst that wrote it, or a later one."
    case .otherProject, .otherTarget:
      "Restore the right file from version control; each target has a file of its own."
    case .otherOrigin:
      "Give the new place a target of its own, with its own lock file; or change `base_url` back. If "
        + "what the file records is gone, as with an emulator that was stopped, remove the file."
    case .unwritable:
      "Make room or fix the permissions and apply again: what was written to the provider is found "
        + "by its markers, and nothing is created twice."
    }
  }
}
