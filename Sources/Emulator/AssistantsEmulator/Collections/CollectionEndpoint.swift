import ResourceModel

/// The five operations of a collection, the same for every kind.
struct CollectionEndpoint<Resource: ServedResource> {
  let rules: CreationRules

  func list(_ query: String, in state: EmulatorState) throws(APIError) -> [UInt8] {
    try state[keyPath: Resource.place].page(
      try ListQuery(QueryString(query)), at: rules.now)
  }

  func create(_ body: [UInt8]?, in state: inout EmulatorState) throws(APIError) -> [UInt8] {
    let resource = try Resource.created(
      from: try BodyReader(body: body), in: &state, rules: rules)
    return try put(resource, in: &state)
  }

  func get(_ id: String, in state: EmulatorState) throws(APIError) -> [UInt8] {
    guard let text = state[keyPath: Resource.place].text(of: id, at: rules.now) else {
      throw .notFound(Resource.words, id: id)
    }
    return text
  }

  func update(
    _ id: String, _ body: [UInt8]?, in state: inout EmulatorState
  ) throws(APIError) -> [UInt8] {
    guard let resource = state[keyPath: Resource.place][id] else {
      throw .notFound(Resource.words, id: id)
    }
    let changed = try resource.updated(
      from: try BodyReader(body: body), in: state, rules: rules)
    return try put(changed, in: &state)
  }

  func delete(_ id: String, in state: inout EmulatorState) throws(APIError) -> [UInt8] {
    guard state[keyPath: Resource.place].remove(id: id) else {
      throw .notFound(Resource.words, id: id)
    }
    return JSONWriter.bytes([
      "id": .string(id), "object": .string("\(Resource.object).deleted"), "deleted": true,
    ])
  }

  private func put(
    _ resource: Resource, in state: inout EmulatorState
  ) throws(APIError) -> [UInt8] {
    state[keyPath: Resource.place].put(resource, now: rules.now)
    return try get(resource.id, in: state)
  }
}
