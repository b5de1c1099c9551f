/// One request, whole: the body is in memory, and its length is sent ahead of it.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
  }

  package var method: Method
  /// An absolute URL; see ``HTTPClient/send(_:)`` for which are refused.
  package var url: String
  package var headers: HTTPHeaders
  /// nil sends no body; a POST then says so with a length of 0.
  package var body: [UInt8]?

  package init(
    method: Method, url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
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
