/// One request, whole: the length of its body is sent ahead of it.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  package enum Body: Sendable {
    case bytes([UInt8])
    /// `multipart/form-data`; libcurl gives the `Content-Type`, since it chooses the boundary.
    case form(MultipartForm)

    /// In a form only its file counts: the rest is a few hundred bytes.
    var size: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .form(let form): form.file.size
      }
    }
  }

  package var method: Method
  /// An absolute URL; see ``HTTPClient/send(_:)`` for which are refused.
  package var url: String
  package var headers: HTTPHeaders
  /// nil sends no body; a POST then says so with a length of 0.
  package var body: Body?

  package init(
    method: Method, url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body.map(Body.bytes)
  }

  /// A POST of a form.
  package init(url: String, headers: HTTPHeaders = HTTPHeaders(), form: MultipartForm) {
    method = .post
    self.url = url
    self.headers = headers
    body = .form(form)
  }
}

/// One answer, whole, whatever its status: a 404 and a redirect are answers, not errors.
package struct HTTPResponse: Sendable, Equatable {
  package let status: Int
  /// The final header block: not those of a 1xx answer or of a proxy's.
  package let headers: HTTPHeaders
  /// Decompressed.
  package let body: [UInt8]
  /// How long it took; nil for an answer that no client received.
  package var timing: TransferTiming?

  package init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Equal when they say the same, however long they took.
  package static func == (left: HTTPResponse, right: HTTPResponse) -> Bool {
    left.status == right.status && left.headers == right.headers && left.body == right.body
  }
}
