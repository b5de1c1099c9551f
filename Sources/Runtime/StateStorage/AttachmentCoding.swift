import OrderedCollections
import ResourceModel

/// The files of a resource in the lock file and the journal: one line a file, so that ten thousand of
/// them stay readable and merge.
///
/// - an attachment: `["file-…", "sha256:CONTENT", "SETTINGS"]`, and a fourth element for a name that is
///   not the last component of the path;
/// - a file that nothing holds: `["returns.pdf", "sha256:CONTENT"]`.
enum AttachmentCoding {
  static func object(_ attachments: [String: RecordedAttachment]) -> JSONValue {
    .object(
      JSONObject(
        uniqueKeysWithValues: attachments.sorted { $0.key < $1.key }.map { path, attachment in
          var items: [JSONValue] = [
            .string(attachment.file), .string(attachment.content.description),
            .string(attachment.settings.text),
          ]
          if attachment.name != DesiredFile.name(of: path) {
            items.append(.string(attachment.name))
          }
          return (path, .array(items))
        }))
  }

  /// nil for what no version of this format wrote.
  static func attachments(_ value: JSONValue) -> [String: RecordedAttachment]? {
    guard let members = value.object else { return nil }
    var attachments: [String: RecordedAttachment] = [:]
    for (path, value) in members {
      guard let items = value.array, (3...4).contains(items.count),
        let file = items[0].string, !file.isEmpty,
        let content = items[1].string.flatMap(Digest.init(recorded:)),
        let settings = items[2].string.flatMap(AttachmentSettings.init(_:))
      else { return nil }
      let name = items.count == 4 ? items[3].string : DesiredFile.name(of: path)
      guard let name else { return nil }
      attachments[path] = RecordedAttachment(
        file: file, name: name, content: content, settings: settings)
    }
    return attachments
  }

  static func value(_ identity: FileIdentity) -> JSONValue {
    [.string(identity.name), .string(identity.content.description)]
  }

  /// Files by ID.
  static func object(_ identities: [String: FileIdentity]) -> JSONValue {
    .object(
      JSONObject(
        uniqueKeysWithValues: identities.sorted { $0.key < $1.key }.map { id, identity in
          (id, value(identity))
        }))
  }

  static func identities(_ value: JSONValue) -> [String: FileIdentity]? {
    guard let members = value.object else { return nil }
    var identities: [String: FileIdentity] = [:]
    for (id, value) in members {
      guard let identity = identity(value) else { return nil }
      identities[id] = identity
    }
    return identities
  }

  static func identity(_ value: JSONValue) -> FileIdentity? {
    guard let items = value.array, items.count == 2, let name = items[0].string,
      let content = items[1].string.flatMap(Digest.init(recorded:))
    else { return nil }
    return FileIdentity(name: name, content: content)
  }

  static func value(_ contents: ContentFingerprint) -> JSONValue {
    [
      "bytes": .integer(contents.bytes), "cancelled": .integer(contents.cancelled),
      "completed": .integer(contents.completed), "failed": .integer(contents.failed),
    ]
  }

  static func contents(_ value: JSONValue) -> ContentFingerprint? {
    guard let bytes = value["bytes"]?.integer, let completed = value["completed"]?.integer,
      let failed = value["failed"]?.integer, let cancelled = value["cancelled"]?.integer
    else { return nil }
    return ContentFingerprint(
      completed: completed, failed: failed, cancelled: cancelled, inProgress: 0, bytes: bytes)
  }
}
