import ProjectConfiguration

/// A configuration folder that exists in memory only.
struct InMemorySources: ConfigurationSources {
  var contents: [String: [UInt8]] = [:]
  /// What is wrong with files that cannot be read.
  var problems: [String: SourceProblem] = [:]

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    try files(below: folder, inside: "").filter { path in
      !path.dropFirst(folder.isEmpty ? 0 : folder.count + 1).contains("/")
        && (!folder.isEmpty || !path.hasPrefix("../"))
    }
  }

  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String] {
    if let problem = problems[folder] { throw problem }
    let all = Set(contents.keys).union(problems.keys)
    let found = all.filter {
      folder.isEmpty ? !$0.hasPrefix("../") : $0.hasPrefix(folder + "/")
    }
    if found.isEmpty, !folder.isEmpty { throw .missing }
    return Array(found)
  }

  func read(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> [UInt8] {
    if let problem = problems[path] { throw problem }
    guard let bytes = contents[path] else {
      throw contents.keys.contains { $0.hasPrefix(path + "/") } ? .isFolder : .missing
    }
    if bytes.count > limit { throw .tooLarge(limit: limit) }
    return bytes
  }
}
