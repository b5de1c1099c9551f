package import ResourceModel

/// The files that exist at the provider: which ID is which file of ours, and by which ID a file is to
/// be used.
package struct FileTable: Sendable {
  private var identities: [String: FileIdentity] = [:]
  private var ids: [FileIdentity: String] = [:]
  /// What does not exist any more, although a list may still name it.
  private let gone: Set<String>

  package init(gone: Set<String> = []) { self.gone = gone }

  /// The ID of a file that exists and need not be sent.
  package subscript(identity: FileIdentity) -> String? { ids[identity] }

  /// What a file is; nil for one that is not known to be ours.
  package func identity(of id: String) -> FileIdentity? { identities[id] }

  /// A file that exists. Of several that are the same the first one is used.
  package mutating func insert(_ id: String, _ identity: FileIdentity) {
    identities[id] = identity
    if ids[identity] == nil { ids[identity] = id }
  }

  /// A file that a look will not find: known, and of no use.
  package mutating func remember(_ id: String, _ identity: FileIdentity) {
    identities[id] = identity
  }

  /// Whether a look found that a file does not exist.
  func isGone(_ id: String) -> Bool { gone.contains(id) }

  /// A list of IDs in the form in which it is compared: ours by what they are, the others by their IDs,
  /// and so those that are gone.
  func compared(_ list: JSONValue, mark: FileMark?) -> JSONValue {
    guard let items = list.array else { return list }
    return .array(
      items.map { item in
        guard let id = item.string, !gone.contains(id),
          let short = identities[id]?.short ?? mark?.short(of: id)
        else {
          return item
        }
        return .string(short)
      })
  }
}
