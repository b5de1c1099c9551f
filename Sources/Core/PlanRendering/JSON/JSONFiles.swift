import Diagnostics
import OrderedCollections
import Planning
import ResourceModel

/// Files in the JSON plan: always whole, however many there are.
enum JSONFiles {
  static func value(_ files: FileChanges) -> JSONValue {
    let summary = FileSummary(files)
    return [
      "summary": [
        "upload": .integer(summary.sent), "upload_bytes": .integer(summary.sentBytes),
        "reuse": .integer(summary.reused), "replace": .integer(summary.replaced),
        "reattach": .integer(summary.reattached), "annotate": .integer(summary.annotated),
        "wait": .integer(summary.waiting), "detach": .integer(summary.detached),
      ],
      // False where the store's fingerprint said that a look was not needed.
      "listed": .bool(!files.isAssumed),
      "foreign": .array(files.foreign.map(JSONValue.string)),
      "changes": .array(files.changes.map(change)),
    ]
  }

  static func upload(_ upload: PlannedUpload) -> JSONValue {
    [
      "path": .string(upload.file.path), "name": .string(upload.file.name),
      "size": .integer(upload.file.size), "sha256": .string(upload.file.content.hexadecimal),
    ]
  }

  static func deletion(_ file: PlannedFileDeletion) -> JSONValue {
    [
      "id": .string(file.id), "name": .orNull(file.name),
      "sha256": .orNull(file.identity?.content.hexadecimal),
    ]
  }

  /// A value after the apply; files by what they are, since their IDs may not be known yet.
  static func after(_ value: PlannedValue) -> JSONValue? {
    guard case .files(let files) = value else { return value.json }
    return .array(
      files.map { file in
        [
          "path": .string(file.path), "name": .string(file.name),
          "sha256": .string(file.content.hexadecimal), "id": .orNull(file.id),
        ]
      })
  }

  private static func change(_ change: FileChange) -> JSONValue {
    var members: JSONObject = [
      "action": .string(change.action.rawValue), "cause": .string(code(of: change.cause)),
      "path": .orNull(change.path), "name": .orNull(change.name), "id": .orNull(change.file),
      "upload": .bool(change.isSent),
    ]
    if case .failed(let reason) = change.cause { members["reason"] = .string(reason) }
    members["previous_id"] = change.previous.map(JSONValue.string)
    members["size"] = change.size.map(JSONValue.integer)
    members["sha256"] = change.desired.map { .string($0.content.hexadecimal) }
    members["attributes"] = change.desired.map { .object($0.attributes) }
    members["attributes_before"] = change.attributesBefore.map(JSONValue.object)
    members["chunking"] = change.desired?.chunking
    members["source"] = change.source.map { JSONPlaces.value($0) }
    return .object(members)
  }

  private static func code(of cause: FileChange.Cause) -> String {
    switch cause {
    case .declared: "declared"
    case .changed: "changed"
    case .drift: "drift"
    case .failed: "failed"
    case .indexing: "indexing"
    case .undeclared: "not_declared"
    }
  }
}
