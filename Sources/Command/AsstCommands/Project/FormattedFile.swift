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

/// A file of the project with a new text.
struct FormattedFile {
  let original: FormattableFile
  /// Without a byte order mark, like the original.
  let text: [UInt8]

  /// Replaces the file in one step. A link stays, and what it leads to is replaced; so do the file's
  /// permissions. What was changed since it was read is left alone.
  func write(in folder: String) throws(CommandFailure) {
    let name = original.file.path
    guard let path = RealPath.of("\(folder)/\(original.path)") else {
      throw CommandFailure([.changedMeanwhile(name)])
    }
    // A read-only file could be replaced all the same; whoever made it so wants it to stay.
    guard access(path, W_OK) == 0 else {
      throw CommandFailure([.unwritable(name, reason: String(cString: strerror(errno)))])
    }
    do throws(FileError) {
      let current = try AtomicFile.read(path) ?? []
      let mark = current.starts(with: Self.byteOrderMark) ? Self.byteOrderMark : []
      if current[mark.count...] == original.file.text[...] {
        return try AtomicFile.replace(path, with: mark + text)
      }
    } catch {
      throw CommandFailure([.unwritable(name, reason: error.reason)])
    }
    throw CommandFailure([.changedMeanwhile(name)])
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

extension Diagnostic {
  fileprivate static func changedMeanwhile(_ name: String) -> Diagnostic {
    Diagnostic(
      "ASST315", "A file was changed meanwhile",
      detail: "`\(name)` is no longer what was read, so it was left alone.",
      help: "Run `asst fmt` again.", at: nil)
  }

  fileprivate static func unwritable(_ name: String, reason: String) -> Diagnostic {
    Diagnostic(
      "ASST311", "A file could not be written",
      detail: "`\(name)`: \(reason.lowercased()).",
      help: "Check that the file and its folder can be written to.", at: nil)
  }
}
