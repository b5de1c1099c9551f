/// What a ``ScriptedServer`` received, whole.
package struct ReceivedRequest: Sendable, Equatable {
  package var method: String
  /// As it stood in the request line: path and query.
  package var target: String
  /// Names in lower case; the last of a name counts.
  package var headers: [String: String]
  package var body: [UInt8]
  /// Which connection it came on, counted from 1.
  package var connection: Int
}

/// What a ``ScriptedServer`` does with a request.
package enum ScriptedAnswer: Sendable {
  /// A proper answer; its length is added.
  case response(status: Int = 200, headers: [String: String] = [:], body: [UInt8] = [])
  /// These bytes as they are; the connection stays.
  case bytes([UInt8])
  case bytesThenClose([UInt8])
  case closeWithoutAnswer
  /// Silence, until the client or the server goes away.
  case hang

  /// A proper answer with a text as its body.
  package static func text(_ body: String, status: Int = 200) -> Self {
    .response(status: status, headers: ["content-type": "text/plain"], body: Array(body.utf8))
  }

  /// A proper answer whose body says that it is JSON, whether it is or not.
  package static func json(
    _ body: String, status: Int = 200, headers: [String: String] = [:]
  ) -> Self {
    .response(
      status: status,
      headers: headers.merging(["content-type": "application/json"]) { given, _ in given },
      body: Array(body.utf8))
  }

  /// The bytes on the wire, and whether the connection stays; nil stands for silence.
  var wire: (bytes: [UInt8], staysOpen: Bool)? {
    switch self {
    case .response(let status, let headers, let body):
      var head = "HTTP/1.1 \(status) Scripted\r\n"
      for (name, value) in headers.sorted(by: { $0.key < $1.key }) {
        head += "\(name): \(value)\r\n"
      }
      head += "content-length: \(body.count)\r\n\r\n"
      return (Array(head.utf8) + body, true)
    case .bytes(let bytes): return (bytes, true)
    case .bytesThenClose(let bytes): return (bytes, false)
    case .closeWithoutAnswer: return ([], false)
    case .hang: return nil
    }
  }
}
