import OrderedCollections
import ResourceModel

/// Recorded state to the text of a lock file: JSON that every language reads, keys sorted, one
/// resource a block, so that version control merges it.
enum LockFileFormat {
  /// The format that this version writes, and the newest that it reads.
  static let version = 1

  /// The new text. What `previous` holds and this version does not know is carried over.
  static func encode(_ state: RecordedState, over previous: JSONObject) -> [UInt8] {
    var document = previous
    document["format"] = .integer(version)
    document["serial"] = .integer(state.serial)
    document["project"] = .string(state.project)
    document["target"] = .string(state.target)
    var origin = previous["origin"]?.object ?? [:]
    origin["base_url"] = .string(state.origin.baseURL)
    origin["organization"] = state.origin.organization.map(JSONValue.string)
    document["origin"] = .object(origin)
    document["outputs"] = .object(
      sorted(JSONObject(uniqueKeysWithValues: state.outputs.map { ($0.key, .string($0.value)) })))

    document["given_up"] =
      state.unresolved.isEmpty ? nil : .array(state.unresolved.map { .object(encode($0)) })
    document["deleting"] =
      state.deleting.isEmpty
      ? nil
      : .object(
        sorted(
          JSONObject(
            uniqueKeysWithValues: state.deleting.map { ($0.key, .integer($0.value)) })))
    document["journal"] = state.journal.map {
      ["id": .string($0.journal), "entry": .integer($0.entry)]
    }

    document["files"] =
      state.looseFiles.isEmpty ? nil : AttachmentCoding.object(state.looseFiles)
    document["uploads_given_up"] =
      state.unresolvedUploads.isEmpty
      ? nil : .array(state.unresolvedUploads.map { .object(encode($0)) })
    document["pages"] =
      state.pages.isEmpty
      ? nil
      : .object(
        sorted(
          JSONObject(
            uniqueKeysWithValues: state.pages.map { ($0.key.name, .integer($0.value)) })))

    let earlier = previous["resources"]?.object ?? [:]
    var resources = JSONObject()
    for (address, resource) in state.resources.sorted(by: { $0.key < $1.key }) {
      let name = address.description
      resources[name] = .object(encode(resource, over: earlier[name]?.object ?? [:]))
    }
    document["resources"] = .object(resources)
    return JSONWriter.bytes(.object(inWrittenOrder(document)), .indented) + [UInt8(ascii: "\n")]
  }

  private static func encode(_ create: UnresolvedCreate) -> JSONObject {
    var entry: JSONObject = [
      "address": .string(create.address.description), "at": .integer(create.at),
      "nonce": .string(create.nonce),
    ]
    entry["replaces"] = create.replaces.map(JSONValue.string)
    return entry
  }

  private static func encode(_ upload: UnresolvedUpload) -> JSONObject {
    [
      "at": .integer(upload.at), "content": .string(upload.content.description),
      "name": .string(upload.name), "size": .integer(upload.size),
    ]
  }

  static func encode(
    _ resource: RecordedResource, over previous: JSONObject
  ) -> JSONObject {
    // Another object's entry says nothing about this one.
    var entry = previous["id"]?.string == resource.id ? previous : [:]
    entry["id"] = .string(resource.id)
    entry["created_at"] = resource.createdAt.map(JSONValue.integer)
    entry["applied"] = encode(resource.applied)
    entry["returned"] = encode(resource.returned)
    entry["key_order"] = resource.keyOrder.isEmpty ? nil : encode(resource.keyOrder)
    entry["attachments"] =
      resource.attachments.isEmpty ? nil : AttachmentCoding.object(resource.attachments)
    entry["contents"] = resource.contents.map(AttachmentCoding.value)
    entry["imported"] = resource.isImported ? .bool(true) : nil
    entry["refused"] = resource.refused.isEmpty ? nil : encode(resource.refused)
    entry["protect"] = resource.isProtected ? .bool(true) : nil
    entry["leaving"] =
      resource.leaving.isEmpty ? nil : .array(resource.leaving.sorted().map(JSONValue.string))
    return sorted(entry)
  }

  private static func encode(_ digests: [AttributePath: Digest]) -> JSONValue {
    .object(
      sorted(
        JSONObject(
          uniqueKeysWithValues: digests.map {
            ($0.key.description, .string($0.value.description))
          })))
  }

  /// The head first, so that a person sees at once what the file is; then the rest by name.
  private static func inWrittenOrder(_ document: JSONObject) -> JSONObject {
    let head = ["format", "serial", "project", "target", "origin", "outputs"]
    let rest = document.keys.filter { !head.contains($0) }.sorted()
    return JSONObject(
      uniqueKeysWithValues: (head + rest).compactMap { key in document[key].map { (key, $0) } })
  }

  private static func sorted(_ object: JSONObject) -> JSONObject {
    JSONObject(
      uniqueKeysWithValues: object.elements.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }
}
