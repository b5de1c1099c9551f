extension SourceProblem {
  /// The problem as a clause, for files that no value names.
  var words: String {
    switch self {
    case .missing: "it does not exist"
    case .isFolder: "it is a folder"
    case .outsideRoot: "it leads out of the project"
    case .tooLarge: "it is too large"
    case .notUTF8(let line): "line \(line) is not UTF-8"
    case .unreadable(let reason): reason
    }
  }
}
