import OrderedCollections

/// What makes two files the same: their bytes and their name. One upload serves every store and
/// assistant that declares it.
package struct FileIdentity: Sendable, Hashable, Comparable {
  package var name: String
  /// The SHA-256 of the bytes.
  package var content: Digest

  package init(name: String, content: Digest) {
    self.name = name
    self.content = content
  }

  /// 16 hexadecimal digits that stand for it where there is no room for more: in a marker, and as an
  /// element of an assistant's list.
  package var short: String {
    String(
      Digest(of: Array(name.utf8) + [0] + Array(content.hexadecimal.utf8)).hexadecimal.prefix(16))
  }

  package static func < (left: FileIdentity, right: FileIdentity) -> Bool {
    left.name == right.name
      ? left.content.hexadecimal < right.content.hexadecimal : left.name < right.name
  }
}

extension DesiredFile {
  /// The attribute of a store's member that carries the file's digest, so that a lost lock file loses
  /// nothing that was attached.
  package static let digestAttribute = "asst_sha256"

  /// The last component of a path, which a file is called by unless it says otherwise.
  package static func name(of path: String) -> String {
    // By bytes: as characters, the paths of ten thousand files take a while.
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  package var identity: FileIdentity { FileIdentity(name: name, content: content) }

  /// All that a member of a store is to carry.
  package var memberAttributes: JSONObject {
    var all = attributes
    all[Self.digestAttribute] = .string(content.hexadecimal)
    return all
  }

  /// What the lock file is to say of it.
  package func attachment(as file: String) -> RecordedAttachment {
    RecordedAttachment(file: file, name: name, content: content, settings: settings)
  }
}

extension Address {
  /// `files["knowledge/returns.pdf"]`: a file of the project by its path.
  package init(file path: String) { self.init(collection: Self.fileCollection, key: path) }

  package var isFile: Bool { collection == Self.fileCollection }

  static let fileCollection = "files"
}

extension ResourceKind {
  package static let file = ResourceKind("file")
}
