/// Why there is no answer. Each case says what can be done next; none carries a key, a query or a
/// header, so that it can be shown as it is. `host` has the port where the URL names one.
package enum TransportError: Error, Sendable, Hashable {
  /// The URL or a header cannot be sent: the caller's mistake.
  case invalidURL(reason: String)
  case invalidHeader(host: String, reason: String)
  /// Plain HTTP would show the key to everyone on the way; only loopback hosts may use it.
  case plainHTTPRefused(host: String)
  case cannotResolve(host: String)
  case cannotConnect(host: String, reason: String)
  /// The certificate or the handshake was refused, by either side.
  case tls(host: String, reason: String)
  case connectTimeout(host: String)
  case idleTimeout(host: String)
  case totalTimeout(host: String)
  /// The connection ended before the answer was whole.
  case connectionLost(host: String, reason: String)
  /// `limit` in bytes.
  case responseTooLarge(host: String, limit: Int)
  /// What came back is not HTTP.
  case malformedResponse(host: String, reason: String)
  /// The proxy cannot be reached, or refused to connect to the host.
  case proxy(host: String, reason: String)
  /// The file of a form no longer has the size or the digest that the request names. The server
  /// never got the last piece of it.
  case fileChanged(path: String)
  /// The file of a form cannot be read. The server never got the last piece of it.
  case unreadableFile(path: String, reason: String)
  /// The request ended before the last piece of its file was handed on: no server can take what it
  /// got for the whole.
  indirect case cutInBody(TransportError)
  /// The task that waited for the answer was cancelled.
  case cancelled
  /// The client was shut down.
  case shutDown

  /// Whether the whole request can have reached the server.
  ///
  /// False is certain: no byte of the request left, or not all of its body did, and even a create may
  /// be repeated. True may be either: a create must be looked for before it is repeated.
  package var requestMayHaveBeenSent: Bool {
    switch self {
    case .invalidURL, .invalidHeader, .plainHTTPRefused, .cannotResolve, .cannotConnect, .tls,
      .connectTimeout, .proxy, .fileChanged, .unreadableFile, .cutInBody:
      false
    case .idleTimeout, .totalTimeout, .connectionLost, .responseTooLarge, .malformedResponse,
      .cancelled, .shutDown:
      true
    }
  }
}

extension TransportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .invalidURL(let reason): "the URL cannot be used: \(reason)"
    case .invalidHeader(let host, let reason): "nothing was sent to \(host): \(reason)"
    case .plainHTTPRefused(let host):
      "plain http:// to \(host) was refused, since it shows the key on the way; use https://"
    case .cannotResolve(let host): "the host name \(host) is not known"
    case .cannotConnect(let host, let reason): "cannot connect to \(host): \(reason)"
    case .tls(let host, let reason): "no secure connection to \(host): \(reason)"
    case .connectTimeout(let host): "\(host) did not accept a connection in time"
    case .idleTimeout(let host): "\(host) fell silent before its answer was whole"
    case .totalTimeout(let host): "\(host) did not finish its answer in time"
    case .connectionLost(let host, let reason): "the connection to \(host) was lost: \(reason)"
    case .responseTooLarge(let host, let limit):
      "the answer of \(host) is larger than the limit of \(limit) bytes"
    case .malformedResponse(let host, let reason): "\(host) does not answer in HTTP: \(reason)"
    case .proxy(let host, let reason): "the proxy does not lead to \(host): \(reason)"
    case .fileChanged(let path): "\(path) has changed since it was planned; it was not uploaded"
    case .unreadableFile(let path, let reason): "\(path) cannot be read: \(reason)"
    case .cutInBody(let error): "\(error), before the upload was whole"
    case .cancelled: "the request was cancelled"
    case .shutDown: "the HTTP client was shut down"
    }
  }
}
