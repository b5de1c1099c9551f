import Diagnostics
import ResourceModel

/// What `files:` and `exclude:` of one resource come to: paths and patterns to files, each once.
struct FileExpansion {
  /// A file and the entry that decides about it: the last that names it.
  struct Match {
    let path: String
    let entry: FileSelection.Entry
    /// The entry's place among the others, by which findings are told together.
    let index: Int
    /// Whether the entry names the file itself, not a pattern of files.
    let isNamed: Bool
  }

  let library: FileLibrary
  let findings: Findings
  private let excluded: [Glob]
  private let selection: FileSelection

  init(_ selection: FileSelection, _ library: FileLibrary, _ findings: Findings) {
    self.selection = selection
    self.library = library
    self.findings = findings
    // A pattern that matches a folder takes all that is in it.
    excluded = selection.excluded.compactMap { Glob($0 + "/**") }
  }

  /// The files in the bytewise order of their paths. An entry that comes to nothing was reported.
  func matches() -> [Match] {
    var byPath: [String: Match] = [:]
    for (index, entry) in selection.entries.enumerated() {
      let (paths, isNamed) = paths(of: entry)
      let left = excluded.isEmpty ? paths : paths.filter { !isExcluded($0) }
      if left.isEmpty, !paths.isEmpty {
        UnmatchedPattern.reportExcluded(entry, count: paths.count, to: findings)
      }
      for path in left {
        byPath[path] = Match(path: path, entry: entry, index: index, isNamed: isNamed)
      }
    }
    return byPath.values.sorted { $0.path.precedesByBytes($1.path) }
  }

  private func isExcluded(_ path: String) -> Bool { excluded.contains { $0.matches(path) } }

  private func paths(of entry: FileSelection.Entry) -> (paths: [String], isNamed: Bool) {
    guard Glob.isPattern(entry.pattern), let glob = Glob(entry.pattern) else {
      return ([entry.pattern], true)
    }
    let pattern = ProjectPath(source: entry.pattern)
    let folder = Glob.fixedFolder(of: pattern)
    let listing = FileLibrary.Listing(folder: folder, isDeep: !Glob.isFlat(pattern))
    switch library.paths(in: listing) {
    case .failure(let problem):
      report(problem, of: folder, entry)
      return ([], false)
    case .success(let found):
      let paths = found.filter(glob.matches)
      if !paths.isEmpty { return (paths, false) }
      // A file whose name holds `*`, `?` or a brace is named like any other.
      if isThere(pattern) { return ([entry.pattern], true) }
      UnmatchedPattern.report(
        entry, hint: UnmatchedPattern.Hint(pattern, library), to: findings)
      return ([], false)
    }
  }

  private func isThere(_ path: ProjectPath) -> Bool {
    let listing = FileLibrary.Listing(folder: path.folder, isDeep: false)
    guard case .success(let paths) = library.paths(in: listing) else { return false }
    return paths.contains(path.description)
  }

  private func report(
    _ problem: SourceProblem, of folder: ProjectPath, _ entry: FileSelection.Entry
  ) {
    guard let span = entry.span else { return }
    switch problem {
    case .missing:
      UnmatchedPattern.report(entry, hint: .noFolder(folder, library), to: findings)
    case .outsideRoot: OutsideRoot.report(folder.description, at: span, to: findings)
    default:
      UnreadableFile.report(
        folder.description, reason: problem.words, at: span, to: findings)
    }
  }
}
