import Diagnostics
import ResourceModel

/// A pattern of `files:` that comes to nothing: what was to be known would be missing without a word.
enum UnmatchedPattern {
  static let rule = Rule(
    "ASST104", "unmatched-pattern", "A pattern of files matches nothing", adjustable: true)

  /// The nearest thing that would have matched.
  enum Hint {
    case dotFile
    /// The folder that the pattern begins with is not there; the nearest one that is.
    case noFolder(ProjectPath, nearest: String?)
    /// A file that differs in the case of its letters only.
    case letterCase(String)
    /// The pattern that looks into folders as well, and how many files it matches.
    case deeper(String, count: Int)
    /// A file that is there, where the pattern looks.
    case neighbour(String)
    case emptyFolder(ProjectPath)
  }

  static func report(_ entry: FileSelection.Entry, hint: Hint, to findings: Findings) {
    findings.report(.unmatched(entry, hint))
  }

  /// Says that `exclude:` takes away all that an entry names.
  static func reportExcluded(_ entry: FileSelection.Entry, count: Int, to findings: Findings) {
    findings.report(.excluded(entry, count: count))
  }
}

extension UnmatchedPattern.Hint {
  /// For a pattern whose folder is there and holds nothing that matches.
  init(_ pattern: ProjectPath, _ library: FileLibrary) {
    if pattern.components.contains(where: { $0.hasPrefix(".") && Glob.isPattern($0) }) {
      self = .dotFile
      return
    }
    let folder = Glob.fixedFolder(of: pattern)
    let all = Self.paths(in: folder, library)
    let lowercase = Glob(pattern.description.lowercased())
    if let found = all.first(where: { lowercase?.matches($0.lowercased()) ?? false }) {
      self = .letterCase(found)
      return
    }
    if Glob.isFlat(pattern) {
      let deep = ProjectPath(
        rise: folder.rise, components: folder.components + ["**", pattern.name]
      ).description
      let count = Glob(deep).map { glob in all.count { glob.matches($0) } } ?? 0
      if count > 0 {
        self = .deeper(deep, count: count)
        return
      }
    }
    self = all.first.map { .neighbour($0) } ?? .emptyFolder(folder)
  }

  /// For a pattern that begins with a folder that is not there.
  static func noFolder(_ folder: ProjectPath, _ library: FileLibrary) -> Self {
    let parent = folder.folder
    let depth = parent.rise + parent.components.count
    let names = paths(in: parent, library).compactMap { path -> String? in
      let parts = path.split(separator: "/")
      return parts.count > depth + 1 ? String(parts[depth]) : nil
    }
    let nearest = Suggestion.nearest(to: folder.name, in: names.withoutRepetition)
    return .noFolder(
      folder,
      nearest: nearest.map {
        ProjectPath(rise: parent.rise, components: parent.components + [$0]).description
      })
  }

  private static func paths(in folder: ProjectPath, _ library: FileLibrary) -> [String] {
    let listing = FileLibrary.Listing(folder: folder, isDeep: true)
    if case .success(let paths) = library.paths(in: listing) { return paths }
    return []
  }
}

extension Diagnostic {
  fileprivate static func unmatched(
    _ entry: FileSelection.Entry, _ hint: UnmatchedPattern.Hint
  ) -> Diagnostic {
    var detail = "`\(entry.pattern)` matches no file."
    let help: String
    switch hint {
    case .dotFile:
      help = "Patterns skip names that begin with a dot; name such a file itself."
    case .noFolder(let folder, let nearest):
      detail = "`\(entry.pattern)` matches no file: there is no folder `\(folder)`."
      help =
        nearest.map { "Did you mean `\($0)`?" }
        ?? "A pattern is relative to the file that names it."
    case .letterCase(let path):
      help = "`\(path)` differs in the case of its letters only: did you mean that?"
    case .deeper(let pattern, let count):
      help =
        "`*` stays within one folder; `\(pattern)` matches \(count) file\(count == 1 ? "" : "s")."
    case .neighbour(let path):
      help = "There is `\(path)`, for example."
    case .emptyFolder(let folder):
      let name = folder.description.isEmpty ? "The folder" : "The folder `\(folder)`"
      help = "\(name) holds no files; put some there, or remove the entry."
    }
    return UnmatchedPattern.rule.finding(detail, help: help, at: entry.span)
  }

  fileprivate static func excluded(_ entry: FileSelection.Entry, count: Int) -> Diagnostic {
    let detail =
      Glob.isPattern(entry.pattern)
      ? count == 1
        ? "`\(entry.pattern)` matches one file, and `exclude` leaves it out."
        : "`\(entry.pattern)` matches \(count) files, and `exclude` leaves all of them out."
      : "`\(entry.pattern)` is named here and left out by `exclude`."
    return UnmatchedPattern.rule.finding(
      detail, help: "Remove the entry, or narrow `exclude`.", at: entry.span)
  }
}
