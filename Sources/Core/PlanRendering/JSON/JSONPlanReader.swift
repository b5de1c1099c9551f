import OrderedCollections
package import Planning
package import ResourceModel

/// A plan out of its JSON. Everything that the document says is in it again; what it does not say is
/// not: what is in place (`FileChanges.inPlace`), and where in the YAML a file is named.
package enum JSONPlanReader {
  package static func plan(
    _ document: JSONValue, catalogue: ResourceCatalogue = .standard
  ) throws(MalformedPlan) -> Plan {
    let fields = try JSONFields(document, at: "")
    let origin = try fields.fields("origin")
    var plan = Plan(
      project: try fields.string("project"), target: try fields.string("target"),
      origin: Origin(
        baseURL: try origin.string("base_url"),
        organization: try origin.optionalString("organization")))
    plan.changes = try fields.each("resource_changes") { change throws(MalformedPlan) in
      try JSONChangeReader(catalogue: catalogue).change(change)
    }
    plan.kept = try fields.each("kept") { kept throws(MalformedPlan) in
      KeptResource(
        address: try kept.address("address"), id: try kept.string("id"),
        isRecorded: try kept.bool("prunable"))
    }
    let outputs = try fields.fields("outputs")
    for name in try fields.object("outputs").keys {
      plan.outputs[name] = try outputs.fields(name).address("address")
    }
    plan.fileDeletions = try fields.each("file_deletions") { file throws(MalformedPlan) in
      let content = try file.optionalDigest("sha256")
      let name = try file.optionalString("name")
      var identity: FileIdentity?
      if let name, let content { identity = FileIdentity(name: name, content: content) }
      return PlannedFileDeletion(id: try file.string("id"), identity: identity)
    }
    return plan
  }
}
