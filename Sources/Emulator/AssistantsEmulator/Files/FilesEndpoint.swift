import ResourceModel

/// The endpoints below `/files`.
struct FilesEndpoint {
  let rules: CreationRules

  func list(_ query: String, in state: inout EmulatorState) throws(APIError) -> Reply {
    let parameters = QueryString(query)
    var page = try ListQuery(parameters, .files)
    var shown = state.files.shownInList()
    if let shift = rules.quirks.pageShift { page = shown.shifted(page, shift) }
    if let purpose = parameters["purpose"], !purpose.isEmpty {
      shown = shown.filtered { $0.purpose == purpose }
    }
    return Reply(try shown.page(page, at: rules.now))
  }

  func create(
    _ form: UploadForm?, in state: inout EmulatorState, _ vault: inout FileVault
  ) throws(APIError) -> Reply {
    guard let form else { throw .upload(.noForm) }
    if let problem = form.problem { throw .upload(problem) }
    guard let received = form.file else { throw .missingField("file") }
    guard let purpose = form.fields["purpose"] else { throw .missingField("purpose") }
    guard StoredFile.purposes.contains(purpose) else { throw .unknownPurpose(purpose) }
    if received.name.isEmpty { throw .missingField("file") }
    let file = StoredFile(
      id: rules.identifiers.file(), createdAt: rules.now, name: received.name, purpose: purpose,
      size: received.bytes.count, expiresAt: try lifetime(in: form).map { rules.now + $0 })
    guard vault.keep(received.bytes, as: file.id) else { throw .notKept }
    state.add(file, now: rules.now, lag: rules.quirks.lag)
    return try get(file.id, in: state)
  }

  func get(_ id: String, in state: EmulatorState) throws(APIError) -> Reply {
    guard let text = state.files.text(of: id, at: rules.now) else { throw .noFile(id: id) }
    return Reply(text)
  }

  /// The real server gives away no file that was uploaded for assistants.
  func content(_ id: String, in state: EmulatorState, _ vault: FileVault) throws(APIError) -> Reply
  {
    guard let file = state.files[id] else { throw .noFile(id: id) }
    if file.purpose == "assistants" {
      throw APIError(400, "Not allowed to download files of purpose: \(file.purpose)")
    }
    guard let bytes = vault.bytes(of: id) else { throw .serverError }
    return Reply(bytes, contentType: "application/octet-stream")
  }

  /// Takes the file out of all stores, too.
  func delete(_ id: String, in state: inout EmulatorState) throws(APIError) -> Reply {
    guard state.removeFile(id, now: rules.now, lag: rules.quirks.lag) else {
      throw .noFile(id: id)
    }
    return Reply(["object": "file", "deleted": true, "id": .string(id)])
  }

  private func lifetime(in form: UploadForm) throws(APIError) -> Int? {
    let (anchor, seconds) = ("expires_after[anchor]", "expires_after[seconds]")
    guard form.fields[anchor] != nil || form.fields[seconds] != nil else { return nil }
    guard let kind = form.fields[anchor] else { throw .missing(anchor) }
    guard kind == "created_at" else { throw .notOneOf(["created_at"], anchor, got: kind) }
    guard let text = form.fields[seconds] else { throw .missing(seconds) }
    guard let value = Int(text) else {
      throw .wrongType(seconds, expected: "an integer", got: .string(text))
    }
    let range = 3600...2_592_000
    guard range.contains(value) else {
      throw .outside(
        seconds, range, got: text, below: value < range.lowerBound, kind: "integer")
    }
    return value
  }
}

extension APIError {
  static func noFile(id: String) -> APIError {
    APIError(404, "No such File object: \(id)", param: "id")
  }

  fileprivate static func missingField(_ name: String) -> APIError {
    APIError(400, "'\(name)' is a required property", param: name)
  }

  fileprivate static func unknownPurpose(_ purpose: String) -> APIError {
    let choices = StoredFile.purposes.map { "'\($0)'" }.joined(separator: ", ")
    return APIError(
      400, "'\(purpose)' is not one of [\(choices)] - 'purpose'", param: "purpose")
  }

  fileprivate static func upload(_ problem: UploadForm.Problem) -> APIError {
    switch problem {
    case .noForm:
      APIError(
        400, "We could not parse your request: expected 'multipart/form-data' with a boundary.")
    case .malformed(let mistake):
      APIError(400, "We could not parse the multipart form of your request: \(mistake.words).")
    case .fieldTooLong(let name): .invalid(name, "the field is too long.")
    case .fileTooLarge:
      APIError(
        413, "The file is larger than \(UploadReceiver.largestFile) bytes.", param: "file",
        code: "file_too_large")
    case .notWritten:
      APIError(500, "The emulator could not write the file.", type: "server_error")
    }
  }
}

extension MultipartParser.Mistake {
  fileprivate var words: String {
    switch self {
    case .incomplete: "it ends before its last boundary"
    case .headTooLong: "the head of a part is longer than \(MultipartParser.longestHead) bytes"
    case .malformedBoundary: "something other than a line end follows a boundary"
    }
  }
}
