import OrderedCollections
package import Planning
package import ResourceModel

/// A plan as data, in the vocabulary of Terraform's JSON plan, so that policies and habits carry over.
/// Its schema is `DocumentSchema.plan`, and `JSONPlanReader` reads it back.
///
/// - `change.actions` is `["no-op"]`, `["create"]`, `["update"]`, `["delete"]`, `["forget"]`, or for a
///   replacement `["create", "delete"]`, in the order in which it is done. An adoption is an `["update"]`
///   of an object that was not managed; `action`, in the words of `asst`, tells them apart.
/// - `change.before` and `change.after` hold the attributes that change: of an update those that
///   differ, of a create all that are declared, of a delete all that the object holds beyond the
///   defaults. `before` is the provider's whole value, `after` the declared one. Keys of a map field
///   stand inside it: `{"metadata": {"team": "support"}}`.
/// - `change.after_unknown` has `true` for each attribute whose value the apply will tell; those are
///   absent from `after`.
/// - `files` has every file of a resource that is sent, attached, changed or detached, however many;
///   `uploads` each distinct file once, since several resources may hold it.
/// - `errored` is for policies, too: an apply of that plan would be refused.
/// - `lifecycle.protect` is for policies; of what is no longer declared, it is that of the last apply.
/// - `attributes[].functions` has, where functions came, went or changed, a `verdict` for each:
///   `compatible`, `breaking_for_habits` or `breaking_for_handlers`, the worst of its `reasons`.
/// - Codes (`reason`, `cause`, `verdict`) are stable; `reason_text` is for people and may change.
package enum JSONPlanRenderer {
  package static let formatVersion = "1.0"

  /// `isErrored` says that errors forbid the plan, and `diagnostics` are its warnings and errors, each as
  /// a document; a plan that is saved has neither.
  package static func render(
    _ plan: Plan, isErrored: Bool = false, diagnostics: [JSONValue] = [],
    catalogue: ResourceCatalogue = .standard
  ) -> JSONValue {
    .object([
      "format_version": .string(formatVersion),
      "project": .string(plan.project),
      "target": .string(plan.target),
      "origin": [
        "base_url": .string(plan.origin.baseURL),
        "organization": .orNull(plan.origin.organization),
      ],
      "summary": summary(PlanCounts(plan)),
      "resource_changes": .array(
        plan.changes.map { change in
          JSONResourceChange.value(change, schema: catalogue.schema(of: change.address))
        }),
      "kept": .array(plan.kept.map(kept)),
      "outputs": outputs(of: plan),
      "uploads": .array(plan.uploads.map(JSONFiles.upload)),
      "file_deletions": .array(plan.fileDeletions.map(JSONFiles.deletion)),
      "errored": .bool(isErrored),
      "diagnostics": .array(diagnostics),
    ])
  }

  /// How many resources are changed, and how.
  package static func summary(_ counts: PlanCounts) -> JSONValue {
    [
      "create": .integer(counts.create), "update": .integer(counts.update),
      "replace": .integer(counts.replace), "delete": .integer(counts.delete),
      "adopt": .integer(counts.adopt), "forget": .integer(counts.forget),
      "unchanged": .integer(counts.unchanged), "drift": .integer(counts.drift),
      "kept": .integer(counts.kept), "upload": .integer(counts.upload),
      "upload_bytes": .integer(counts.uploadBytes),
      "delete_files": .integer(counts.deleteFiles),
    ]
  }

  private static func kept(_ resource: KeptResource) -> JSONValue {
    [
      "address": .string(resource.address.description), "id": .string(resource.id),
      "prunable": .bool(resource.isRecorded),
    ]
  }

  /// Each output's address, and the ID that it has now; null when the apply will tell.
  private static func outputs(of plan: Plan) -> JSONValue {
    let keepsObject: Set<Action> = [.update, .adopt, .noOp]
    let ids = Dictionary(
      plan.changes.filter { keepsObject.contains($0.action) }.compactMap { change in
        change.id.map { (change.address, $0) }
      }, uniquingKeysWith: { first, _ in first })
    var members = JSONObject()
    for (name, address) in plan.outputs {
      members[name] = ["address": .string(address.description), "id": .orNull(ids[address])]
    }
    return .object(members)
  }
}

extension JSONValue {
  static func orNull(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
