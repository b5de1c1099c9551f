import OrderedCollections
import Planning
import ResourceModel

/// One entry of `resource_changes` out of its JSON.
struct JSONChangeReader {
  let catalogue: ResourceCatalogue

  func change(_ fields: JSONFields) throws(MalformedPlan) -> ResourceChange {
    let address = try fields.address("address")
    guard let schema = catalogue.schema(of: address),
      schema.kind.name == (try fields.string("kind"))
    else { throw fields.fault("kind", "is no kind that this version knows") }
    var change = ResourceChange(
      address: address, kind: schema.kind,
      action: try fields.word("action") { Action(rawValue: $0) },
      reason: try fields.word("reason") { code in
        ResourceChange.Reason.allCases.first { JSONResourceChange.code(of: $0) == code }
      },
      id: try fields.optionalString("id"))
    // Of what does not exist yet there is no value, not even null.
    let isNew = change.action == .create
    let attribute = { (fields: JSONFields) throws(MalformedPlan) in
      try self.attribute(fields, schema: schema, isNew: isNew)
    }
    change.attributes = try fields.each("attributes", attribute)
    change.held = try fields.each("held", attribute)
    change.notes = try fields.each("notes") { note throws(MalformedPlan) in
      AttributeNote(path: try path(note, schema), observed: note.value("observed") ?? .null)
    }
    if fields.value("previous_address") != nil {
      change.previousAddress = try fields.address("previous_address")
    }
    change.previousPlace = try fields.optionalString("previous_place")
    change.namesakes = try fields.strings("namesakes")
    change.source = try fields.place("source")
    change.dependencies = try fields.addresses("dependencies")
    change.isProtected = try fields.fields("lifecycle").bool("protect")
    if let files = try fields.optionalFields("files") {
      change.files = try self.files(files, areMembers: schema.memberAttribute != nil)
    }
    return change
  }

  // MARK: - Attributes

  private func path(
    _ fields: JSONFields, _ schema: ResourceSchema
  ) throws(MalformedPlan) -> AttributePath {
    guard let path = schema.path(named: try fields.string("path"), takesEmptyKeys: true) else {
      throw fields.fault("path", "is no attribute that this version knows")
    }
    return path
  }

  private func attribute(
    _ fields: JSONFields, schema: ResourceSchema, isNew: Bool
  ) throws(MalformedPlan) -> AttributeChange {
    AttributeChange(
      path: try path(fields, schema), before: isNew ? nil : fields.value("before") ?? .null,
      after: try after(fields),
      cause: try fields.word("cause") { AttributeChange.Cause(rawValue: $0) },
      source: try fields.place("source"), textOrigin: try fields.textOrigin("text_origin"),
      parts: try fields.parts("parts"))
  }

  private func after(_ fields: JSONFields) throws(MalformedPlan) -> PlannedValue {
    if fields.value("references") != nil {
      return .references(
        try fields.each("references") { reference throws(MalformedPlan) in
          PlannedReference(
            address: try reference.optionalString("address") == nil
              ? nil : reference.address("address"),
            id: try reference.optionalString("id"))
        })
    }
    let value = fields.value("after") ?? .null
    // Only files are told by their digests.
    guard let first = value.array?.first, first["sha256"] != nil, first["path"] != nil else {
      return .value(value)
    }
    return .files(
      try fields.each("after") { file throws(MalformedPlan) in
        PlannedFile(
          path: try file.string("path"), name: try file.string("name"),
          content: try file.digest("sha256"), id: try file.optionalString("id"))
      })
  }

  // MARK: - Files

  private func files(
    _ fields: JSONFields, areMembers: Bool
  ) throws(MalformedPlan) -> FileChanges {
    FileChanges(
      changes: try fields.each("changes", file), foreign: try fields.strings("foreign"),
      isAssumed: !(try fields.bool("listed")), areMembers: areMembers)
  }

  private func file(_ fields: JSONFields) throws(MalformedPlan) -> FileChange {
    let path = try fields.optionalString("path")
    let name = try fields.optionalString("name")
    var change = FileChange(
      try fields.word("action") { FileChange.Action(rawValue: $0) }, try cause(fields),
      path: path, name: name, file: try fields.optionalString("id"))
    change.previous = try fields.optionalString("previous_id")
    if fields.value("size") != nil { change.size = try fields.integer("size") }
    if fields.value("attributes_before") != nil {
      change.attributesBefore = try fields.object("attributes_before")
    }
    if let path, let name, let size = change.size, let content = try fields.optionalDigest("sha256")
    {
      change.desired = DesiredFile(
        path: path, name: name, size: size, content: content,
        attributes: try fields.object("attributes"), chunking: fields.value("chunking"))
    }
    return change
  }

  private func cause(_ fields: JSONFields) throws(MalformedPlan) -> FileChange.Cause {
    switch try fields.string("cause") {
    case "declared": .declared
    case "changed": .changed
    case "drift": .drift
    case "failed": .failed(try fields.string("reason"))
    case "indexing": .indexing
    case "not_declared": .undeclared
    default: throw fields.fault("cause", "is no known word")
    }
  }
}
