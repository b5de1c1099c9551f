import OrderedCollections
import Planning
import ResourceModel

/// A provider and a lock file in memory. `apply` does to them what an apply does: it writes what the
/// plan says, fills in what a server fills in, and leaves markers and digests.
struct World {
  var objects: OrderedDictionary<String, ObservedResource> = [:]
  var lock = Fixture.recorded()
  /// What a server adds to the tools and fields that it stores.
  var fillsIn = true
  /// The assistants host whose file search shows a number of results that nobody asked for.
  var showsResultCount = false
  private var created = 0

  init() {}

  func plan(_ desired: DesiredState, options: PlanOptions = PlanOptions()) -> Planner.Result {
    Planner.plan(
      desired: desired, recorded: lock, observed: Fixture.observed(Array(objects.values)),
      options: options)
  }

  /// The same world after its lock file was lost.
  var withoutLock: World {
    var world = self
    world.lock = Fixture.recorded()
    return world
  }

  /// The same world on a host that does not keep metadata.
  var withoutMarkers: World {
    var world = self
    for id in objects.keys { world.objects[id]?.marker = .absent }
    return world
  }

  mutating func apply(_ desired: DesiredState, options: PlanOptions = PlanOptions()) {
    let result = plan(desired, options: options)
    let plan = result.plan
    lock = result.recorded
    var ids = ReferenceTable()
    var leaving: [String] = []
    // References may point to what is not part of the plan.
    for (address, resource) in lock.resources where objects[resource.id] != nil {
      ids[address] = resource.id
    }
    for change in plan.changes where change.action == .create || change.action == .replace {
      ids[change.address] = nil
    }
    for change in plan.changes where change.action != .create && change.action != .replace {
      if let id = change.id, change.action != .delete { ids[change.address] = id }
    }
    let isEarlier = { (kind: ResourceKind) in kind == ResourceSchema.vectorStore.kind }
    let ordered =
      plan.effective.filter { isEarlier($0.kind) } + plan.effective.filter { !isEarlier($0.kind) }
    for change in ordered {
      switch change.action {
      case .delete:
        if let id = change.id { objects[id] = nil }
        if change.reason != .leftBehind { lock.resources[change.address] = nil }
      case .forget:
        if change.releasesMarker, let id = change.id { objects[id]?.marker = .absent }
        lock.resources[change.address] = nil
      case .noOp: break
      case .create, .replace, .update, .adopt:
        guard let resource = desired.resources[change.address] else { continue }
        if change.action == .replace, let id = change.id { leaving.append(id) }
        write(change, of: resource, ids: &ids)
      }
    }
    for id in leaving { objects[id] = nil }
  }

  private mutating func write(
    _ change: ResourceChange, of resource: DesiredResource, ids: inout ReferenceTable
  ) {
    let schema = Fixture.schema(change.address)
    let isNew = change.action == .create || change.action == .replace
    created += isNew ? 1 : 0
    let id = isNew ? "\(schema.kind)_\(created)" : change.id ?? ""
    var held = objects[id] ?? ObservedResource(kind: schema.kind, id: id, createdAt: created)
    let written = isNew ? Array(resource.attributes.keys) : change.attributes.map(\.path)
    for path in written {
      if let attribute = resource.attributes[path] {
        held.attributes[path] = sent(attribute.value, at: path, schema: schema, ids: ids)
      } else {
        held.attributes[path] = path.key == nil ? schema[path]?.defaultValue : nil
      }
      if path.key != nil, held.attributes[path]?.isNull == true { held.attributes[path] = nil }
    }
    if fillsIn { fillIn(&held, schema: schema) }

    let previous = lock.resources[resource.address]
    var entry = RecordedResource(id: id, createdAt: held.createdAt)
    for (path, attribute) in resource.attributes {
      if !isNew, resource.lifecycle.ignores(path) {
        entry.applied[path] = previous?.applied[path]
        continue
      }
      guard let value = ids.planned(attribute.value, at: path, schema: schema)?.json
      else { continue }
      entry.applied[path] = Digest(of: value)
      entry.keyOrder[path] = Digest(keyOrderOf: value)
    }
    for path in held.attributes.keys {
      entry.returned[path] = Digest(of: schema.normalForm(held.attributes[path], at: path))
    }
    let baseline = Baseline(entry.applied, schema: schema)
    held.marker = .marker(
      Marker(
        project: lock.project, target: lock.target, address: resource.address, nonce: "n\(id)",
        baseline: baseline))
    // What a list answers has been through text.
    held.marker = MarkerReading(held.marker.marker?.text)
    objects[id] = held
    lock.resources[resource.address] = entry
    ids[resource.address] = id
  }

  private func sent(
    _ value: DesiredValue, at path: AttributePath, schema: ResourceSchema, ids: ReferenceTable
  ) -> JSONValue? {
    switch value {
    case .json(let json): json.isNull && path.key == nil ? schema[path]?.defaultValue : json
    case .references: ids.planned(value, at: path, schema: schema)?.json
    case .files: nil
    }
  }

  /// What comes back different: defaults for what was not said, filled-in tools, other number texts.
  private func fillIn(_ held: inout ObservedResource, schema: ResourceSchema) {
    for attribute in schema.attributes where !attribute.isMap {
      let path = AttributePath(attribute.name)
      if held.attributes[path] == nil { held.attributes[path] = attribute.defaultValue }
      if case .number(let number)? = held.attributes[path], let whole = number.integer {
        held.attributes[path] = .number(JSONNumber(validated: "\(whole).0"))
      }
    }
    let tools = AttributePath("tools")
    if let list = held.attributes[tools]?.array {
      held.attributes[tools] = .array(list.map(filledIn))
    }
  }

  private func filledIn(_ tool: JSONValue) -> JSONValue {
    guard var members = tool.object else { return tool }
    switch tool["type"] {
    case "file_search":
      var ranking = members["ranking_options"]?.object ?? [:]
      if ranking["ranker"] == nil || ranking["ranker"] == "auto" {
        ranking["ranker"] = "default_2024_08_21"
      }
      ranking["score_threshold"] =
        ranking["score_threshold"] ?? .number(JSONNumber(validated: "0.0"))
      ranking["hybrid_search"] = .null
      members["ranking_options"] = .object(ranking)
      if showsResultCount, members["max_num_results"] == nil { members["max_num_results"] = 20 }
    case "function":
      let function = members["function"]?.object ?? [:]
      members["function"] = .object([
        "name": function["name"] ?? .null, "description": function["description"] ?? .null,
        "parameters": function["parameters"] ?? ["type": "object", "properties": [:]],
        "strict": function["strict"] ?? false,
      ])
    default: break
    }
    return .object(members)
  }
}
