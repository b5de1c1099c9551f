import ResourceModel
import YAMLSyntax

/// The files that an import writes, with a place for each where nothing stands, or the same text.
package struct ImportedFiles {
  /// What stands at a path of the configuration folder.
  package enum Existing: Sendable, Equatable {
    case nothing
    case text([UInt8])
    /// A folder, a link that leads nowhere, a file that cannot be read.
    case other
  }

  package struct File: Sendable, Equatable {
    /// Relative to the configuration folder.
    package let path: String
    package let text: String
    /// Whether the file is there already, with this text.
    package let isPresent: Bool
  }

  /// In the order in which they are told: the file of the resource first.
  package private(set) var files: [File] = []
  /// The paths, each the best one for its file, where something else stands.
  package private(set) var conflicts: [String] = []
  private let existing: (String) -> Existing

  init(existing: @escaping (String) -> Existing) { self.existing = existing }

  /// Takes a file in and says where it goes: to the first of the paths that is free for it. Of two
  /// files of one import that want one path, the second gets the next.
  mutating func add(_ text: String, at paths: [String]) -> String {
    for path in paths {
      if let taken = files.first(where: { $0.path == path }) {
        if taken.text == text { return path }
        continue
      }
      switch existing(path) {
      case .nothing:
        files.append(File(path: path, text: text, isPresent: false))
        return path
      case .text(let bytes) where bytes == Array(text.utf8):
        files.append(File(path: path, text: text, isPresent: true))
        return path
      case .text, .other: continue
      }
    }
    let first = paths.first ?? ""
    conflicts.append(first)
    return first
  }

  mutating func moveLastToFront() {
    if let last = files.popLast() { files.insert(last, at: 0) }
  }
}

extension String {
  /// Whether the text survives as a file of its own: it is more than white space, and has no byte
  /// order mark, no carriage return and no control character that an editor would take away.
  var fitsTextFile: Bool {
    var hasText = false
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x20: break
      case 0x00..<0x20, 0x7F..<0xA0, 0xFEFF: return false
      default: hasText = true
      }
    }
    return hasText && utf8.count < FileLibrary.largestIncluded
  }
}
