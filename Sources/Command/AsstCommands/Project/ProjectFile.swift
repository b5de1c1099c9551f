import Diagnostics
import FoundationEssentials
import StateStorage

/// Files that commands write for a person: those of a new project, and schemas.
enum ProjectFile {
  /// Writes a file whole, in a folder that is made if need be.
  static func write(
    _ text: String, to path: String, shown: String
  ) throws(CommandFailure) {
    let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    // A folder that cannot be made shows in the write below, with the system's own reason.
    try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    do throws(FileError) {
      try AtomicFile.replace(path, with: Array(text.utf8))
    } catch {
      throw CommandFailure([
        Diagnostic(
          "ASST311", "A file could not be written",
          detail: "\(shown): \(error.reason.lowercased()).",
          help: "Check that the folder can be written to, or name another one.", at: nil)
      ])
    }
  }

  static func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
