package import ResourceModel

/// One answer, ready to be sent: the body is JSON text, encoded once.
package struct APIAnswer: Sendable {
  package let status: Int
  package let body: [UInt8]
  /// The id that the answer's `x-request-id` and the request log carry.
  package let requestID: String

  init(status: Int = 200, body: [UInt8], requestID: String) {
    self.status = status
    self.body = body
    self.requestID = requestID
  }

  /// The body as a value; nil when it is no JSON, which no answer of the emulator is.
  package var json: JSONValue? { try? JSONParser.parse(body) }
}
