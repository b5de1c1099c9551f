import OrderedCollections
import ResourceModel

/// The files of an object that holds a list of IDs, told from the lock file and the object's mark.
/// What is written is decided by the comparison of attributes; this says which files that are.
struct FileListComparison {
  let desired: [DesiredFile]
  let recorded: [String: RecordedAttachment]
  let held: [String]
  let mark: FileMark?
  let files: FileTable

  func compare() -> FileChanges {
    var result = FileChanges()
    // The list may go on naming a file that somebody deleted.
    var spare = held.filter { !files.isGone($0) }
    var open: [DesiredFile] = []
    for file in desired {
      guard let index = spare.firstIndex(where: { short(of: $0) == file.identity.short }) else {
        open.append(file)
        continue
      }
      let id = spare.remove(at: index)
      result.inPlace[file.path] = RecordedAttachment(
        file: id, name: file.name, content: file.content)
    }
    for file in open {
      let known = recorded[file.path]
      var change = FileChange(
        known.map { $0.identity != file.identity } ?? false ? .replace : .attach,
        known == nil ? .declared : known?.identity == file.identity ? .drift : .changed, file,
        file: files[file.identity])
      if let known, change.action == .replace, let index = spare.firstIndex(of: known.file) {
        change.previous = spare.remove(at: index)
      }
      result.changes.append(change)
    }
    let paths = Dictionary(
      recorded.map { ($0.value.file, $0.key) }, uniquingKeysWith: { first, _ in first })
    for id in spare {
      if isOurs(id) || paths[id] != nil {
        result.changes.append(
          FileChange(
            .detach, .undeclared, path: paths[id], name: files.identity(of: id)?.name, file: id))
      } else {
        result.foreign.append(id)
      }
    }
    return result
  }

  private func short(of id: String) -> String? {
    files.identity(of: id)?.short ?? mark?.short(of: id)
  }

  private func isOurs(_ id: String) -> Bool { short(of: id) != nil }
}
