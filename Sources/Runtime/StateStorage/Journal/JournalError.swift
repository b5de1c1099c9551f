/// Why a journal cannot be used. Nothing is sent, and nothing changed, in any of these cases.
package enum JournalError: Error, Sendable, Equatable {
  case unreadable(path: String, reason: String)
  case damaged(path: String, line: Int, reason: String)
  case newerFormat(path: String, found: Int, known: Int)
  case otherProject(path: String, found: String, expected: String)
  case otherTarget(path: String, found: String, expected: String)
  case otherOrigin(path: String, found: String, expected: String)
  case unwritable(path: String, reason: String)

  /// What is wrong, the same words for every occurrence.
  package var summary: String {
    switch self {
    case .unreadable: "The journal cannot be read"
    case .damaged: "The journal is damaged"
    case .newerFormat: "The journal was written by a newer version"
    case .otherProject: "The journal belongs to another project"
    case .otherTarget: "The journal belongs to another target"
    case .otherOrigin: "The journal belongs to another provider address"
    case .unwritable: "The journal cannot be written"
    }
  }

  package var detail: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): \(reason)."
    case .damaged(let path, let line, let reason): "\(path):\(line): \(reason)."
    case .newerFormat(let path, let found, let known):
      "\(path) has format \(found); this version knows formats up to \(known)."
    case .otherProject(let path, let found, let expected):
      "\(path) says project `\(found)`, the manifest says `\(expected)`."
    case .otherTarget(let path, let found, let expected):
      "\(path) says target `\(found)`, and it was opened for target `\(expected)`."
    case .otherOrigin(let path, let found, let expected):
      "\(path) tells of an interrupted apply at \(found); the target now points to \(expected)."
    case .unwritable(let path, let reason):
      "\(path): \(reason). Each write is noted there first, so nothing is sent."
    }
  }

  package var help: String {
    switch self {
    case .unreadable: "Check the file's permissions."
    case .damaged:
      "It tells what an interrupted apply did. Move the file away and run `asst plan`: what was made "
        + "is found by the markers on the objects."
    case .newerFormat: "Run `asst apply` with the version of asst that wrote it, or a later one."
    case .otherProject, .otherTarget:
      "Move the file back to the project that it came from; the folder `.asst` is not to be copied."
    case .otherOrigin:
      "Change `base_url` back and run `asst apply` there first. If that place is gone, as with an "
        + "emulator that was stopped, remove the file."
    case .unwritable: "Make room, or fix the permissions of the folder, and apply again."
    }
  }
}
