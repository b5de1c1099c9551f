/// One request, free of any server: what the protocol's logic looks at.
package struct APIRequest: Sendable {
  /// The largest body that is read, in bytes.
  package static let largestBody = 16 * 1024 * 1024

  package let method: String
  /// The path as it was asked, without the query.
  package let path: String
  /// The text after the question mark; empty without one.
  package let query: String
  /// Fields by lower-cased name.
  package let headers: [String: String]
  /// Nil when the body was larger than `largestBody` and was not read.
  package var body: [UInt8]?
  /// The form of an upload, whose body is not in `body`.
  package var form: UploadForm?

  /// Whether it carries a form instead of a body.
  package var isUpload: Bool { method == "POST" && Route(path: path) == .files }

  package init(
    _ method: String, _ path: String, query: String = "", headers: [String: String] = [:],
    body: [UInt8]? = []
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }
}
