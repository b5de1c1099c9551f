import OrderedCollections
package import ResourceModel

/// What the first line of a journal says about the rest.
package struct JournalHeader: Sendable, Equatable {
  /// The format that this version writes, and the newest that it reads.
  static let version = 1

  /// A random word, so that a lock file can say which journal it holds.
  package var id: String
  package var project: String
  package var target: String
  package var origin: Origin
  /// The serial of the lock file that the apply began with.
  package var serial: Int
  /// The files that the apply is to delete, by ID. Once what held them is gone, and the lock file lost,
  /// nothing else would tell of them.
  package var leavingFiles: [String: FileIdentity]

  package init(
    id: String, project: String, target: String, origin: Origin, serial: Int,
    leavingFiles: [String: FileIdentity] = [:]
  ) {
    self.id = id
    self.project = project
    self.target = target
    self.origin = origin
    self.serial = serial
    self.leavingFiles = leavingFiles
  }

  var object: JSONObject {
    var place: JSONObject = ["base_url": .string(origin.baseURL)]
    place["organization"] = origin.organization.map(JSONValue.string)
    var object: JSONObject = [
      "format": .integer(Self.version), "id": .string(id), "project": .string(project),
      "target": .string(target), "origin": .object(place), "serial": .integer(serial),
    ]
    if !leavingFiles.isEmpty {
      object["leaving_files"] = AttachmentCoding.object(leavingFiles)
    }
    return object
  }

  /// nil for what is no header of this format.
  init?(_ object: JSONObject) {
    guard let id = object["id"]?.string, let project = object["project"]?.string,
      let target = object["target"]?.string, let serial = object["serial"]?.integer,
      let place = object["origin"]?.object, let baseURL = place["base_url"]?.string
    else { return nil }
    var leavingFiles: [String: FileIdentity] = [:]
    if let value = object["leaving_files"] {
      guard let identities = AttachmentCoding.identities(value) else { return nil }
      leavingFiles = identities
    }
    self.init(
      id: id, project: project, target: target,
      origin: Origin(baseURL: baseURL, organization: place["organization"]?.string),
      serial: serial, leavingFiles: leavingFiles)
  }
}
