import Diagnostics
import OrderedCollections
import Planning
import ResourceModel

/// One entry of `resource_changes`.
enum JSONResourceChange {
  static func value(_ change: ResourceChange, schema: ResourceSchema?) -> JSONValue {
    var members: JSONObject = [
      "address": .string(change.address.description)
    ]
    // As in Terraform's plan, a resource that was not renamed has none.
    members["previous_address"] = change.previousAddress.map { .string($0.description) }
    members["previous_place"] = change.previousPlace.map(JSONValue.string)
    let rest: JSONObject = [
      "kind": .string(change.kind.name),
      "id": .orNull(change.id),
      "change": [
        "actions": .array(actions(of: change.action).map(JSONValue.string)),
        "before": before(change),
        "after": after(change),
        "after_unknown": unknown(change),
      ],
      "action": .string(change.action.rawValue),
      "reason": .string(code(of: change.reason)),
      "reason_text": .string(change.reason.rawValue),
      "drift": .bool(change.hasDrift),
      "lifecycle": ["protect": .bool(change.isProtected)],
      "attributes": .array(change.attributes.map { attribute($0, schema: schema) }),
      "held": .array(change.held.map { attribute($0, schema: schema) }),
      "notes": .array(change.notes.map(note)),
      "files": change.files.map(JSONFiles.value) ?? .null,
      "namesakes": .array(change.namesakes.map(JSONValue.string)),
      "dependencies": .array(change.dependencies.map { .string($0.description) }),
      "source": JSONPlaces.value(change.source),
    ]
    for (name, value) in rest { members[name] = value }
    return .object(members)
  }

  private static func actions(of action: Action) -> [String] {
    switch action {
    case .create: ["create"]
    case .update, .adopt: ["update"]
    case .replace: ["create", "delete"]
    case .delete: ["delete"]
    case .forget: ["forget"]
    case .noOp: ["no-op"]
    }
  }

  // MARK: - Before and after

  private static func before(_ change: ResourceChange) -> JSONValue {
    switch change.action {
    case .create, .forget: .null
    default: tree(change.attributes) { $0.before }
    }
  }

  private static func after(_ change: ResourceChange) -> JSONValue {
    switch change.action {
    case .delete, .forget: .null
    default: tree(change.attributes) { JSONFiles.after($0.after) }
    }
  }

  private static func unknown(_ change: ResourceChange) -> JSONValue {
    tree(change.attributes) { $0.after.isKnown ? nil : .bool(true) }
  }

  /// Attributes by name, keys of map fields inside their field; without those that have no value.
  private static func tree(
    _ attributes: [AttributeChange], value: (AttributeChange) -> JSONValue?
  ) -> JSONValue {
    var members = JSONObject()
    for attribute in attributes {
      guard let value = value(attribute) else { continue }
      guard let key = attribute.path.key else {
        members[attribute.path.attribute] = value
        continue
      }
      var map = members[attribute.path.attribute]?.object ?? [:]
      map[key] = value
      members[attribute.path.attribute] = .object(map)
    }
    return .object(members)
  }

  // MARK: - Attributes

  private static func attribute(
    _ change: AttributeChange, schema: ResourceSchema?
  ) -> JSONValue {
    var members: JSONObject = [
      "path": .string(change.path.description),
      "cause": .string(change.cause.rawValue),
      "before": change.before ?? .null,
      "after": JSONFiles.after(change.after) ?? .null,
      "after_unknown": .bool(!change.after.isKnown),
    ]
    if case .references(let references) = change.after {
      members["references"] = .array(
        references.map { reference in
          ["address": .orNull(reference.address?.description), "id": .orNull(reference.id)]
        })
    }
    if let functions = change.memberDifference(in: schema)?.difference.functions,
      !functions.isEmpty
    {
      members["functions"] = JSONFunctions.value(functions, parts: change.parts)
    }
    members["source"] = JSONPlaces.value(change.source)
    members["text_origin"] = JSONPlaces.value(change.textOrigin)
    if !change.parts.isEmpty { members["parts"] = JSONPlaces.value(change.parts) }
    return .object(members)
  }

  private static func note(_ note: AttributeNote) -> JSONValue {
    ["path": .string(note.path.description), "observed": note.observed]
  }

  /// The stable word for a reason.
  static func code(of reason: ResourceChange.Reason) -> String {
    switch reason {
    case .inPlace: "in_place"
    case .declared: "declared"
    case .configurationChanged: "configuration_changed"
    case .changedOutside: "changed_outside"
    case .deletedOutside: "deleted_outside"
    case .expired: "expired"
    case .requested: "requested"
    case .markerMissing: "marker_missing"
    case .markerUnreadable: "marker_unreadable"
    case .markerMoved: "marker_moved"
    case .notDeclared: "not_declared"
    case .destroyed: "destroyed"
    case .leftBehind: "left_behind"
    case .goneAlready: "gone_already"
    case .removed: "removed"
    }
  }
}
