import OrderedCollections
import ResourceModel

/// A refusal in the protocol's own shape: `{"error": {"message", "type", "param", "code"}}`.
struct APIError: Error, Equatable {
  let status: Int
  let message: String
  let type: String
  let param: String?
  let code: String?

  init(
    _ status: Int, _ message: String, type: String = "invalid_request_error", param: String? = nil,
    code: String? = nil
  ) {
    self.status = status
    self.message = message
    self.type = type
    self.param = param
    self.code = code
  }

  /// The error's body. Failures of the server name the request, so that it can be asked about. The
  /// endpoints of files add a `detail`.
  func body(requestID: String, withDetail: Bool = false) -> [UInt8] {
    let text = status >= 500 ? "\(message) (The request ID is \(requestID).)" : message
    var members: JSONObject = [
      "error": [
        "message": .string(text), "type": .string(type), "param": .nullable(param),
        "code": .nullable(code),
      ]
    ]
    if withDetail { members["detail"] = ["message": .string(text), "code": .nullable(code)] }
    return JSONWriter.bytes(.object(members))
  }
}

// MARK: - Refusals of a whole request

extension APIError {
  static let noKey = APIError(
    401,
    "No API key was sent. Send one in the header 'Authorization: Bearer KEY', or in 'api-key: KEY'."
  )

  /// Never repeats the key that was sent: it may be a real one, sent here by mistake.
  static let wrongKey = APIError(
    401, "Incorrect API key provided.", code: "invalid_api_key")

  static let noBeta = APIError(
    400,
    "The Assistants API needs the header 'OpenAI-Beta: assistants=v2'.", code: "invalid_beta")

  static let bodyTooLarge = APIError(
    413, "The request body is larger than \(APIRequest.largestBody) bytes.",
    code: "request_too_large")

  static let serverError = APIError(
    500, "The server had an error while processing your request.", type: "server_error")

  /// The write is undone: what is not on the disk did not happen.
  static let notKept = APIError(
    500, "The emulator could not write its data file, and the request was not carried out.",
    type: "server_error")

  static func malformedBody(_ error: JSONSyntaxError) -> APIError {
    APIError(
      400,
      "We could not parse the JSON body of your request: \(error.reason), at byte \(error.offset).")
  }

  static func bodyIsNoObject(_ value: JSONValue) -> APIError {
    APIError(
      400, "Invalid request body: expected an object, but got \(value.wireKind) instead.",
      code: "invalid_type")
  }

  static func unknownURL(_ request: APIRequest) -> APIError {
    APIError(404, "Invalid URL (\(request.method) \(request.path))", code: "unknown_url")
  }

  static func notServed(_ request: APIRequest) -> APIError {
    APIError(
      404, "The emulator does not serve this endpoint yet (\(request.method) \(request.path)).",
      code: "unknown_url")
  }

  static func methodNotAllowed(_ request: APIRequest) -> APIError {
    APIError(
      405, "Not allowed to \(request.method) on \(request.path).", code: "method_not_supported")
  }
}

// MARK: - Refusals of what a request refers to

extension APIError {
  static func notFound(_ words: String, id: String) -> APIError {
    APIError(404, "No \(words) found with id '\(id)'.")
  }

  static func noVectorStore(id: String) -> APIError {
    APIError(404, "Vector store with id [\(id)] not found.")
  }

  static func noModel(_ id: String) -> APIError {
    APIError(404, "The model '\(id)' does not exist", param: "model", code: "model_not_found")
  }

  /// What a create or update says of an unknown model: a 400, not the 404 of the model itself.
  static func unusableModel(_ id: String) -> APIError {
    APIError(
      400, "The requested model '\(id)' does not exist.", param: "model", code: "model_not_found")
  }
}
