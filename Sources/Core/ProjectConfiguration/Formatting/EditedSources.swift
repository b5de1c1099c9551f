/// Sources of which some files have a newer text that is not written yet.
struct EditedSources<Base: ConfigurationSources>: ConfigurationSources {
  let base: Base
  /// By path, as the base names it.
  var edited: [String: [UInt8]] = [:]

  func files(directlyIn folder: String) throws(SourceProblem) -> [String] {
    try base.files(directlyIn: folder)
  }

  func files(below folder: String, inside root: String) throws(SourceProblem) -> [String] {
    try base.files(below: folder, inside: root)
  }

  func read(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> [UInt8] {
    if let text = edited[path] { return text }
    return try base.read(path, inside: root, limit: limit)
  }

  func fingerprint(
    _ path: String, inside root: String, limit: Int
  ) throws(SourceProblem) -> FileFingerprint {
    if let text = edited[path] { return FileFingerprint(of: text) }
    return try base.fingerprint(path, inside: root, limit: limit)
  }
}
