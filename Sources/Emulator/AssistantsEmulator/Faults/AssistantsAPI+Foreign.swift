import ResourceModel

/// What somebody else does to a collection while a client reads it.
extension AssistantsAPI {
  /// Somebody creates an object in the collection that the request lists.
  mutating func insertForeign(besides request: APIRequest) {
    guard request.method == "GET" else { return }
    if case .files = Route(path: request.path) {
      var upload = APIRequest("POST", request.path, headers: request.headers)
      upload.form = .foreign(folder: uploadFolder)
      _ = answer(upload)
      return
    }
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
    let isList =
      switch Route(path: request.path) {
      case .collection, .files, .inStore(_, .files): true
      default: false
      }
    guard request.method == "GET", isList, let cursor = QueryString(request.query)["after"],
      !cursor.isEmpty
    else { return }
    _ = answer(APIRequest("DELETE", request.path + "/" + cursor, headers: request.headers))
  }
}

extension UploadForm {
  fileprivate static func foreign(folder: String?) -> UploadForm {
    var writer = BytesWriter(folder: folder)
    writer.write(Array("Created between two pages\n".utf8))
    var form = UploadForm(fields: ["purpose": "assistants"])
    form.file = writer.finish().map { File(name: "created-between-two-pages.txt", bytes: $0) }
    return form
  }
}
