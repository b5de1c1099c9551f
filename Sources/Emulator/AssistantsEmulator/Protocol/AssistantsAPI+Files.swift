/// The endpoints of files, and of files in stores.
extension AssistantsAPI {
  mutating func reply(
    to request: APIRequest, aboutFiles route: Route, _ rules: CreationRules
  ) throws(APIError) -> Reply {
    let endpoint = FilesEndpoint(rules: rules)
    switch (route, request.method) {
    case (.files, "GET"): return try endpoint.list(request.query, in: &state)
    case (.files, "POST"): return try endpoint.create(request.form, in: &state, &vault)
    case (.file(let id), "GET"): return try endpoint.get(id, in: state)
    case (.file(let id), "DELETE"): return try endpoint.delete(id, in: &state)
    case (.fileContent(let id), "GET"): return try endpoint.content(id, in: state, vault)
    default: throw .methodNotAllowed(request)
    }
  }

  mutating func reply(
    to request: APIRequest, about part: Route.StorePart, of store: String, _ rules: CreationRules
  ) throws(APIError) -> Reply {
    let files = StoreFilesEndpoint(storeID: store, rules: rules)
    switch (part, request.method) {
    case (.files, "GET"): return try files.list(request.query, in: &state)
    case (.files, "POST"): return try files.attach(request.body, in: &state)
    case (.file(let id), "GET"): return try files.get(id, in: state)
    case (.file(let id), "POST"): return try files.update(id, request.body, in: &state)
    case (.file(let id), "DELETE"): return try files.detach(id, in: &state)
    case (.fileContent(let id), "GET"): return try files.content(id, in: state)
    case (.batches, "POST"): return try files.createBatch(request.body, in: &state)
    case (.batch(let id), "GET"): return try files.getBatch(id, in: state)
    case (.cancelBatch(let id), "POST"): return try files.cancelBatch(id, in: &state)
    case (.batchFiles(let id), "GET"):
      return try files.list(request.query, batch: id, in: &state)
    case (.search, "POST"):
      return try SearchEndpoint(files: files, index: search).search(request.body, in: &state)
    default: throw .methodNotAllowed(request)
    }
  }
}
