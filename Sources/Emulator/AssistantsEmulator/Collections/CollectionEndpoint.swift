import ResourceModel

/// The five operations of a collection, the same for every kind.
struct CollectionEndpoint<Resource: ServedResource> {
  let rules: CreationRules

  func list(_ query: String, in state: inout EmulatorState) throws(APIError) -> [UInt8] {
    var query = try ListQuery(QueryString(query))
    let shown = state[keyPath: Resource.place].shownInList()
    if let shift = rules.quirks.pageShift { query = shown.shifted(query, shift) }
    return try shown.page(query, at: rules.now)
  }

  func create(_ body: [UInt8]?, in state: inout EmulatorState) throws(APIError) -> [UInt8] {
    let body = try BodyReader(body: body)
    var resource = try Resource.created(from: body, in: &state, rules: rules)
    if let quirk = rules.quirks.metadata {
      resource.metadata = try resource.metadata.distorted(by: quirk, sent: body, from: nil)
    }
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
    let body = try BodyReader(body: body)
    var changed = try resource.updated(from: body, in: state, rules: rules)
    if let quirk = rules.quirks.metadata {
      changed.metadata = try changed.metadata.distorted(
        by: quirk, sent: body, from: resource.metadata)
    }
    return try put(changed, in: &state)
  }

  func delete(_ id: String, in state: inout EmulatorState) throws(APIError) -> [UInt8] {
    guard state[keyPath: Resource.place].remove(id: id, lag: rules.quirks.lag) else {
      throw .notFound(Resource.words, id: id)
    }
    Resource.removeContents(of: id, in: &state)
    return JSONWriter.bytes([
      "id": .string(id), "object": .string("\(Resource.object).deleted"), "deleted": true,
    ])
  }

  private func put(
    _ resource: Resource, in state: inout EmulatorState
  ) throws(APIError) -> [UInt8] {
    state[keyPath: Resource.place].put(resource, now: rules.now, lag: rules.quirks.lag)
    return try get(resource.id, in: state)
  }
}
