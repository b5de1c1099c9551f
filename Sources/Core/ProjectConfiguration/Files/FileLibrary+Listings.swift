import ResourceModel

extension FileLibrary {
  /// A folder, with or without the folders inside it.
  struct Listing: Hashable {
    var folder: ProjectPath
    var isDeep: Bool
  }

  /// The paths of a folder's files, bytewise in order.
  func paths(in listing: Listing) -> Result<[String], SourceProblem> {
    if let known = listings[listing] { return known }
    let result: Result<[String], SourceProblem>
    do throws(SourceProblem) {
      let folder = listing.folder.description
      let found =
        listing.isDeep
        ? try sources.files(below: folder, inside: root.description)
        : try sources.files(directlyIn: folder)
      result = .success(found.sorted { $0.precedesByBytes($1) })
    } catch {
      result = .failure(error)
    }
    listings[listing] = result
    return result
  }

  /// What a file's bytes come to. A thousand resources may name the same file.
  func fingerprint(of path: String, limit: Int) -> Result<FileFingerprint, SourceProblem> {
    if let known = fingerprints[path] { return known }
    let result: Result<FileFingerprint, SourceProblem>
    do throws(SourceProblem) {
      result = .success(
        try sources.fingerprint(path, inside: root.description, limit: limit))
    } catch {
      result = .failure(error)
    }
    fingerprints[path] = result
    return result
  }
}
