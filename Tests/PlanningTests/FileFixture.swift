import OrderedCollections
import ResourceModel

@testable import Planning

/// Short words for files: the bytes of one are a text.
func content(_ text: String) -> Digest { Digest(of: text.utf8) }

/// The path's last component is the name unless another one is given.
func file(
  _ path: String, _ bytes: String = "", name: String? = nil, attributes: JSONObject = [:],
  chunking: JSONValue? = nil
) -> DesiredFile {
  let bytes = bytes.isEmpty ? path : bytes
  return DesiredFile(
    path: path, name: name ?? path.split(separator: "/").last.map(String.init) ?? path,
    size: bytes.utf8.count, content: content(bytes), attributes: attributes, chunking: chunking)
}

/// As a server lists a file of ours that has what is declared.
func member(_ file: DesiredFile, _ id: String) -> ObservedMembership.Member {
  ObservedMembership.Member(
    file: id, content: file.content, name: file.name, attributes: file.attributes,
    chunking: file.chunking)
}

func table(_ files: [String: DesiredFile]) -> FileTable {
  var table = FileTable()
  for (id, file) in files.sorted(by: { $0.key < $1.key }) { table.insert(id, file.identity) }
  return table
}

extension FileChange {
  /// `replace changed a.md at file-2 for file-1`
  var words: String {
    let reason =
      switch cause {
      case .declared: "declared"
      case .changed: "changed"
      case .drift: "drift"
      case .failed(let reason): "failed (\(reason))"
      case .indexing: "indexing"
      case .undeclared: "undeclared"
      }
    return "\(action.rawValue) \(reason) \(path ?? name ?? "-")" + (file.map { " at \($0)" } ?? "")
      + (previous.map { " for \($0)" } ?? "")
  }
}

extension FileChanges {
  var words: [String] { changes.map(\.words) }
  /// `a.md file-1`
  var kept: [String] { inPlace.map { "\($0.key) \($0.value.file)" }.sorted() }
}

extension DesiredResource {
  /// The same resource, holding these files.
  func holding(_ files: DesiredFile...) -> DesiredResource { holding(files) }

  func holding(_ files: [DesiredFile]) -> DesiredResource {
    var resource = self
    let path = address.collection == "assistants" ? "code_interpreter.files" : "files"
    resource.attributes[AttributePath(path)] = DesiredAttribute(
      .files(FileSelection(files: files.sorted { $0.path < $1.path })))
    return resource
  }
}
