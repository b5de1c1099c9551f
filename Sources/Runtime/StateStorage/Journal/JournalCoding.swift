import OrderedCollections
import ResourceModel

/// Entries to JSON and back. Each bears its number, by which an outcome names its intent.
struct JournalCoding {
  let catalogue: ResourceCatalogue

  static func object(_ entry: JournalEntry, number: Int) -> JSONObject {
    var object: JSONObject = ["entry": .integer(number)]
    switch entry {
    case .intent(let intent):
      object["intent"] = .string(intent.verb.rawValue)
      object["address"] = .string(intent.address.description)
      object["kind"] = .string(intent.kind.name)
      object["id"] = intent.id.map(JSONValue.string)
      object["nonce"] = intent.nonce.map(JSONValue.string)
      object["at"] = .integer(intent.at)
    case .fileIntent(let intent): encode(intent, into: &object)
    case .outcome(let outcome, let intent):
      object["of"] = .integer(intent)
      switch outcome {
      case .recorded(let resource):
        object["outcome"] = "recorded"
        object["resource"] = .object(LockFileFormat.encode(resource, over: [:]))
      case .deleted: object["outcome"] = "deleted"
      case .uploaded(let id):
        object["outcome"] = "uploaded"
        object["id"] = .string(id)
      case .done: object["outcome"] = "done"
      case .notDone: object["outcome"] = "not_done"
      case .unknown: object["outcome"] = "unknown"
      }
    }
    return object
  }

  /// nil for what no version of this format wrote. `intents` are those of the lines before.
  func entry(_ object: JSONObject, intents: [Int: JournalEntry]) -> JournalEntry? {
    if let verb = object["intent"]?.string {
      if let intent = FileIntent(verb, object) { return .fileIntent(intent) }
      guard let verb = WriteIntent.Verb(rawValue: verb),
        let address = object["address"]?.string.flatMap(Address.init(_:)),
        let kind = object["kind"]?.string, let at = object["at"]?.integer
      else { return nil }
      return .intent(
        WriteIntent(
          verb, address, kind: ResourceKind(kind), id: object["id"]?.string,
          nonce: object["nonce"]?.string, at: at))
    }
    guard let number = object["of"]?.integer, let intent = intents[number] else { return nil }
    switch object["outcome"]?.string {
    case "recorded":
      guard let members = object["resource"]?.object, case .intent(let intent) = intent,
        let resource = try? LockFileDecoder(path: "", catalogue: catalogue)
          .resource(members, at: intent.address)
      else { return nil }
      return .outcome(.recorded(resource), of: number)
    case "deleted": return .outcome(.deleted, of: number)
    case "uploaded":
      guard let id = object["id"]?.string else { return nil }
      return .outcome(.uploaded(id), of: number)
    case "done": return .outcome(.done, of: number)
    case "not_done": return .outcome(.notDone, of: number)
    case "unknown": return .outcome(.unknown, of: number)
    default: return nil
    }
  }
}

// MARK: - Files

extension JournalCoding {
  private static func encode(_ intent: FileIntent, into object: inout JSONObject) {
    switch intent {
    case .upload(let upload):
      object["intent"] = "upload"
      object["name"] = .string(upload.name)
      object["size"] = .integer(upload.size)
      object["content"] = .string(upload.content.description)
      object["at"] = .integer(upload.at)
    case .attach(let address, let files):
      object["intent"] = "attach"
      object["address"] = .string(address.description)
      object["files"] = AttachmentCoding.object(files)
    case .detach(let address, let file, let path, let identity):
      object["intent"] = "detach"
      object["address"] = .string(address.description)
      object["file"] = .string(file)
      object["path"] = path.map(JSONValue.string)
      object["identity"] = identity.map(AttachmentCoding.value)
    case .delete(let file):
      object["intent"] = "delete_file"
      object["file"] = .string(file)
    }
  }
}

extension FileIntent {
  fileprivate init?(_ verb: String, _ object: JSONObject) {
    let address = object["address"]?.string.flatMap(Address.init(_:))
    switch verb {
    case "upload":
      guard let name = object["name"]?.string, let size = object["size"]?.integer,
        let content = object["content"]?.string.flatMap(Digest.init(recorded:)),
        let at = object["at"]?.integer
      else { return nil }
      self = .upload(UnresolvedUpload(name: name, size: size, content: content, at: at))
    case "attach":
      guard let address, let files = object["files"].flatMap(AttachmentCoding.attachments) else {
        return nil
      }
      self = .attach(address, files)
    case "detach":
      let identity = object["identity"].flatMap(AttachmentCoding.identity)
      guard let address, let file = object["file"]?.string,
        identity != nil || object["identity"] == nil
      else { return nil }
      self = .detach(address, file: file, path: object["path"]?.string, identity)
    case "delete_file":
      guard let file = object["file"]?.string else { return nil }
      self = .delete(file: file)
    default: return nil
    }
  }
}
