import OrderedCollections
import ResourceModel

/// The text of a lock file to recorded state.
struct LockFileDecoder {
  let path: String
  let catalogue: ResourceCatalogue

  func decode(_ text: [UInt8]) throws(LockFileError) -> (document: JSONObject, state: RecordedState)
  {
    let document = try parse(text)
    guard let format = document["format"]?.integer, format > 0 else {
      throw damaged("`format` is missing or not a format")
    }
    guard format <= LockFileFormat.version else {
      throw .newerFormat(path: path, found: format, known: LockFileFormat.version)
    }
    let origin = try member("origin", of: document, "an object") { $0.object }
    var state = RecordedState(
      serial: try member("serial", of: document, "a count of writes") {
        $0.integer.flatMap { (0..<Int.max).contains($0) ? $0 : nil }
      },
      project: try member("project", of: document, "a string") { $0.string },
      target: try member("target", of: document, "a string") { $0.string },
      origin: Origin(
        baseURL: try member("base_url", of: origin, "a string") { $0.string },
        organization: try optional("organization", of: origin, "a string") { $0.string }))
    for (name, value) in try optional("outputs", of: document, "an object", { $0.object }) ?? [:] {
      guard let id = value.string else { throw damaged("output `\(name)` is not a string") }
      state.outputs[name] = id
    }
    var holders: [String: Address] = [:]
    for (key, value) in try member("resources", of: document, "an object", { $0.object }) {
      guard let address = Address(key), let entry = value.object else {
        throw damaged("`\(key)` is not a resource")
      }
      let resource = try resource(entry, at: address)
      if let other = holders.updateValue(address, forKey: resource.id) {
        throw damaged("`\(address)` and `\(other)` have the same `id`")
      }
      state.resources[address] = resource
    }
    for (address, resource) in state.resources {
      // What is leaving is deleted without a question, so it must not be somebody's object.
      guard let id = resource.leaving.first(where: { holders[$0] != nil }) else { continue }
      throw damaged("`\(address)` lists `\(id)` as leaving, which is a resource's `id`")
    }
    state.unresolved = try (optional("given_up", of: document, "a list") { $0.array } ?? [])
      .map(unresolved)
    for (id, at) in try optional("deleting", of: document, "an object", { $0.object }) ?? [:] {
      guard let at = at.integer else { throw damaged("`deleting` of `\(id)` is no time") }
      state.deleting[id] = at
    }
    if let files = document["files"] {
      guard let identities = AttachmentCoding.identities(files) else {
        throw damaged("`files` is no list of files by ID")
      }
      state.looseFiles = identities
    }
    state.unresolvedUploads = try
      (optional("uploads_given_up", of: document, "a list") { $0.array } ?? []).map(upload)
    for (kind, pages) in try optional("pages", of: document, "an object", { $0.object }) ?? [:] {
      guard let pages = pages.integer else { throw damaged("`pages` of `\(kind)` is no number") }
      state.pages[ResourceKind(kind)] = pages
    }
    if let position = try optional("journal", of: document, "an object", { $0.object }) {
      state.journal = JournalPosition(
        journal: try member("id", of: position, "a string") { $0.string },
        entry: try member("entry", of: position, "a number") { $0.integer })
    }
    return (document, state)
  }

  private func unresolved(_ value: JSONValue) throws(LockFileError) -> UnresolvedCreate {
    guard let entry = value.object else { throw damaged("`given_up` holds what is no create") }
    return UnresolvedCreate(
      address: try member("address", of: entry, "an address") {
        $0.string.flatMap(Address.init(_:))
      },
      nonce: try member("nonce", of: entry, "a string") { $0.string },
      at: try member("at", of: entry, "a time") { $0.integer },
      replaces: try optional("replaces", of: entry, "a string") { $0.string })
  }

  private func upload(_ value: JSONValue) throws(LockFileError) -> UnresolvedUpload {
    guard let entry = value.object else {
      throw damaged("`uploads_given_up` holds what is no upload")
    }
    return UnresolvedUpload(
      name: try member("name", of: entry, "a string") { $0.string },
      size: try member("size", of: entry, "a number") { $0.integer },
      content: try member("content", of: entry, "a digest") {
        $0.string.flatMap(Digest.init(recorded:))
      },
      at: try member("at", of: entry, "a time") { $0.integer })
  }

  private func parse(_ text: [UInt8]) throws(LockFileError) -> JSONObject {
    do throws(JSONSyntaxError) {
      guard let document = try JSONParser.parse(text).object else {
        throw JSONSyntaxError(reason: "an object was expected", offset: 0)
      }
      return document
    } catch {
      let before = text.prefix(error.offset)
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let lineStart = (before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
      throw .damaged(
        path: path, line: line, column: error.offset - lineStart + 1, reason: error.reason)
    }
  }

  func resource(
    _ entry: JSONObject, at address: Address
  ) throws(LockFileError) -> RecordedResource {
    guard let id = entry["id"]?.string, !id.isEmpty else {
      throw damaged("`\(address)` has no `id`")
    }
    var resource = RecordedResource(
      id: id,
      createdAt: try optional("created_at", of: entry, "a number of seconds") { $0.integer },
      applied: try digests(entry["applied"], of: address),
      returned: try digests(entry["returned"], of: address),
      keyOrder: try digests(entry["key_order"], of: address),
      leaving: try optional("leaving", of: entry, "a list of IDs") { value in
        value.array.flatMap { ids in
          let texts = ids.compactMap(\.string)
          return texts.count == ids.count ? texts : nil
        }
      } ?? [],
      isProtected: try optional("protect", of: entry, "true or false") { $0.bool } ?? false)
    if let attachments = entry["attachments"] {
      guard let files = AttachmentCoding.attachments(attachments) else {
        throw damaged("`attachments` of `\(address)` are not files")
      }
      resource.attachments = files
    }
    resource.contents = try optional(
      "contents", of: entry, "the counts of a store", AttachmentCoding.contents)
    resource.isImported = try optional("imported", of: entry, "true or false") { $0.bool } ?? false
    resource.refused = try digests(entry["refused"], of: address)
    return resource
  }

  private func digests(
    _ value: JSONValue?, of address: Address
  ) throws(LockFileError) -> [AttributePath: Digest] {
    guard let value else { return [:] }
    guard let members = value.object else {
      throw damaged("the digests of `\(address)` are not an object")
    }
    let schema = catalogue.schema(of: address)
    var digests: [AttributePath: Digest] = [:]
    for (name, text) in members {
      guard let digest = text.string.flatMap(Digest.init(recorded:)) else {
        throw damaged("`\(name)` of `\(address)` is not a digest")
      }
      digests[schema?.path(named: name) ?? AttributePath(name)] = digest
    }
    return digests
  }

  private func member<Value>(
    _ name: String, of object: JSONObject, _ wanted: String, _ read: (JSONValue) -> Value?
  ) throws(LockFileError) -> Value {
    guard let value = object[name].flatMap(read) else {
      throw damaged("`\(name)` is missing or not \(wanted)")
    }
    return value
  }

  /// nil for a member that is not there; one that is has to be what it should be.
  private func optional<Value>(
    _ name: String, of object: JSONObject, _ wanted: String, _ read: (JSONValue) -> Value?
  ) throws(LockFileError) -> Value? {
    object[name] == nil ? nil : try member(name, of: object, wanted, read)
  }

  private func damaged(_ reason: String) -> LockFileError {
    .damaged(path: path, line: 1, column: 1, reason: reason)
  }
}
