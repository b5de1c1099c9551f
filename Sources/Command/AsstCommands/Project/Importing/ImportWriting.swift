import ConfigurationReference
import Diagnostics
import ProjectConfiguration
import StateStorage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The files of an import on the disk: all of them or none, and none over another.
struct ImportWriting: Sendable {
  /// The configuration folder, as the person typed it.
  let folder: String
  let context: CommandContext

  /// The comment for editors, where the project has the schemas that it names.
  var modeline: String? {
    let schema = EditorSchema.resources
    let path = "\(EditorSchema.folder)/\(schema.fileName)"
    if case .text = existing(path) { return schema.modeline }
    return nil
  }

  func existing(_ path: String) -> ImportedFiles.Existing {
    let path = absolute(path)
    var status = stat()
    guard lstat(path, &status) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .nothing : .other
    }
    do throws(FileError) {
      return try AtomicFile.read(path).map(ImportedFiles.Existing.text) ?? .other
    } catch {
      return .other
    }
  }

  /// What a file is called in messages.
  func shown(_ path: String) -> String {
    folder == "." ? path : ProjectFile.joined(folder, path)
  }

  /// When one file cannot be written, those written before it are taken back. The file of the resource
  /// comes last, so that a command that is interrupted leaves no reference to a file that is not there.
  func write(_ files: ImportedFiles) throws(CommandFailure) {
    guard files.conflicts.isEmpty else {
      throw CommandFailure([ImportProblems.inTheWay(files.conflicts.map(shown))])
    }
    var written: [String] = []
    for file in files.files.reversed() where !file.isPresent {
      let path = absolute(file.path)
      AtomicFile.removeLeftovers(of: path)
      do throws(CommandFailure) {
        try ProjectFile.write(file.text, to: path, shown: shown(file.path))
      } catch {
        for path in written { unlink(path) }
        throw error
      }
      written.append(path)
    }
    var text = StyledText()
    for file in files.files {
      if file.isPresent {
        text.line("  = \(shown(file.path))  (there already, and the same)", .faint)
      } else {
        text.line("  + \(shown(file.path))", .added)
      }
    }
    context.console.note(text)
  }

  private func absolute(_ path: String) -> String {
    ProjectFile.joined(context.resolve(folder), path)
  }
}
