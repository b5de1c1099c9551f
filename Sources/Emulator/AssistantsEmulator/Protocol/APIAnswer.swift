package import ResourceModel

/// One answer, ready to be sent: the body is JSON text, encoded once, unless a fault made it another.
package struct APIAnswer: Sendable {
  /// How an answer goes over the line.
  package enum Delivery: Sendable, Equatable {
    case whole
    /// So many bytes of the body, below the length of the whole, and then the end of the connection.
    case cut(bytes: Int)
    /// So many bytes of the body, as `cut`, and then a reset of the connection.
    case resetAfter(bytes: Int)
    /// The connection is closed instead.
    case dropped
    /// The connection is reset instead.
    case reset
  }

  package let status: Int
  package let body: [UInt8]
  /// The id that the answer's `x-request-id` and the request log carry.
  package let requestID: String
  package var contentType = "application/json"
  package var retryAfter: String?
  package var delivery = Delivery.whole

  init(status: Int = 200, body: [UInt8], requestID: String) {
    self.status = status
    self.body = body
    self.requestID = requestID
  }

  /// The body as a value; nil when it is no JSON, which only faults make.
  package var json: JSONValue? { try? JSONParser.parse(body) }

  /// Whether anything of it reaches the client.
  package var isSent: Bool { delivery != .dropped && delivery != .reset }

  func delivered(_ delivery: Delivery) -> APIAnswer {
    var answer = self
    answer.delivery = delivery
    return answer
  }
}
