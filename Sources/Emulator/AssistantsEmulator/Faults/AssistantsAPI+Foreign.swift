import ResourceModel

/// What somebody else does to a collection while a client reads it.
extension AssistantsAPI {
  /// Somebody creates an object in the collection that the request lists.
  mutating func insertForeign(besides request: APIRequest) {
    guard request.method == "GET" else { return }
    let body: JSONValue =
      switch Route(path: request.path) {
      case .collection(.assistants): ["model": "gpt-4o", "name": "Created between two pages"]
      case .collection(.vectorStores): ["name": "Created between two pages"]
      default: .null
      }
    if body.isNull { return }
    _ = answer(
      APIRequest("POST", request.path, headers: request.headers, body: JSONWriter.bytes(body)))
  }

  /// Somebody deletes the object that the cursor of a list names.
  mutating func deleteCursor(of request: APIRequest) {
    guard request.method == "GET", case .collection = Route(path: request.path),
      let cursor = QueryString(request.query)["after"], !cursor.isEmpty
    else { return }
    _ = answer(APIRequest("DELETE", request.path + "/" + cursor, headers: request.headers))
  }
}
