import Diagnostics
import ProjectConfiguration
import ResourceModel

/// Formats the files of a project; what it makes is written by `FormattingResult`.
struct ProjectFormatting {
  /// The configuration folder, as the system takes it.
  let folder: String
  let context: CommandContext
  let request: ConfigurationRequest

  private var sources: DiskSources { DiskSources(folder: folder) }

  /// Formats what the paths select; without a path, everything.
  func format(_ paths: [String], fixing: Bool) throws(CommandFailure) -> FormattingResult {
    let (files, diagnostics) = FormattableFiles.find(in: sources, request)
    let (selected, others) = try select(paths, among: files)
    var result = FormattingResult(folder: folder, count: selected.count, foreignPaths: others)
    result.diagnostics = paths.isEmpty ? diagnostics : diagnostics.about(selected)

    var edited: [String: [UInt8]] = [:]
    if fixing {
      let names = Set(selected.map(\.path))
      let repair = ConfigurationRepair.run(on: sources, request) { names.contains($0) }
      edited = repair.edited
      result.fixes = repair.applied
      result.remaining = repair.remaining
    }
    for file in selected {
      let current = edited[file.path].map(file.with) ?? file
      switch current.formatted() {
      case .unchanged:
        if let text = edited[file.path] {
          result.changed.append(FormattedFile(original: file, text: text))
        }
      case .formatted(let text):
        result.changed.append(FormattedFile(original: file, text: text))
      case .refused(let reasons):
        // Mistakes of syntax were told when the files were read.
        result.diagnostics += reasons.filter { reason in
          !result.diagnostics.contains {
            $0.code == reason.code && $0.span?.location == reason.span?.location
          }
        }
      }
    }
    return result
  }

  /// Formats a text that is not on the disk: an editor's buffer. With a path, as that file of the
  /// project; otherwise by what is in it.
  func format(
    _ text: [UInt8], as path: String?
  ) throws(CommandFailure) -> (old: [UInt8], new: [UInt8]) {
    let file = SourceFile(path: path ?? "standard input", text: text)
    var source = FormattableFiles.guess(file, request.catalogue)
    if let path, let real = RealPath.of(context.resolve(path)) {
      let known = FormattableFiles.find(in: sources, request).files.first { known in
        RealPath.of("\(folder)/\(known.path)") == real
      }
      if let known { source = known.with(text) }
    }
    switch source.formatted() {
    case .unchanged: return (text, text)
    case .formatted(let new): return (text, new)
    case .refused(let reasons): throw CommandFailure(reasons)
    }
  }

  // MARK: - Paths

  /// The files that the paths name or hold, and the paths that are none of the project's.
  private func select(
    _ paths: [String], among files: [FormattableFile]
  ) throws(CommandFailure) -> (files: [FormattableFile], others: [String]) {
    if paths.isEmpty { return (files, []) }
    var missing: [Diagnostic] = []
    var others: [String] = []
    let places = files.map { (file: $0, path: RealPath.of("\(folder)/\($0.path)")) }
    var selected: Set<String> = []
    for path in paths {
      guard let real = RealPath.of(context.resolve(path)) else {
        missing.append(.nothingToFormat(path))
        continue
      }
      let below = real.hasSuffix("/") ? real : real + "/"
      let found = places.filter { $0.path == real || $0.path?.hasPrefix(below) == true }
      if found.isEmpty { others.append(path) }
      selected.formUnion(found.map(\.file.path))
    }
    if !missing.isEmpty { throw CommandFailure(missing) }
    return (files.filter { selected.contains($0.path) }, others)
  }
}

extension [Diagnostic] {
  /// Those about certain files, and those about none.
  fileprivate func about(_ files: [FormattableFile]) -> [Diagnostic] {
    let names = Set(files.map(\.file.path))
    return filter { finding in finding.span.map { names.contains($0.file.path) } ?? true }
  }
}

extension Diagnostic {
  fileprivate static func nothingToFormat(_ path: String) -> Diagnostic {
    Diagnostic(
      "ASST316", "There is nothing to format at a path",
      detail: "`\(path)` does not exist.", help: "Name a file or a folder of the project.", at: nil)
  }
}
