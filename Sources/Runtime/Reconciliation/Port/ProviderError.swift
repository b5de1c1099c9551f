/// Why a request was not answered as wanted, in the words of the core: what can be done about it,
/// not which status a dialect uses for it.
package struct ProviderError: Error, Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    /// The request is wrong; repeating it is pointless. `parameter` is what the server named.
    case rejected(parameter: String?)
    /// The request cannot be sent as it is: a bad URL, or plain HTTP off this machine.
    case unsendable
    case unauthorized
    case forbidden
    case notFound
    /// The host does not serve this kind of resource at all.
    case notServed
    /// Too many requests; the server may say how long to wait.
    case rateLimited(retryAfter: Duration?)
    /// The account has no credit or no room left; waiting does not help.
    case quotaExceeded
    /// The server is at fault or busy (408, 409, 5xx).
    case serverFault(retryAfter: Duration?)
    /// No connection: nothing was sent, for certain.
    case unreachable
    /// The certificate or the handshake: nothing was sent, and repeating it is pointless.
    case insecure
    /// The request left, and no answer came back.
    case noAnswer
    /// An answer came that is none of this protocol: HTML of a proxy, cut-off JSON.
    case unreadableAnswer
    /// A list that never ends or repeats itself.
    case endlessList
    /// A file no longer has the bytes that were planned; the server never got a whole body.
    case fileChanged
    /// A file of this machine cannot be read; the server never got a whole body.
    case unreadableFile
    case cancelled
  }

  package var cause: Cause
  /// What happened, in one sentence without the final stop; may quote the server.
  package var message: String
  package var status: Int?
  /// The server's name for the request, for its support.
  package var requestID: String?
  /// The server's own advice whether to repeat. A no is obeyed; a yes changes nothing, since it
  /// cannot make a create safe to repeat or a wrong request right.
  package var serverAdvisesRetry: Bool?
  /// Whether the API itself said no, in its own words; a bare status may come from a proxy that lost
  /// the API's answer.
  package var isAPIAnswer: Bool
  /// Cancelled before it was sent, or cut before its body was whole: whatever the cause, nothing was
  /// done.
  package var isUnsent: Bool

  package init(
    _ cause: Cause, _ message: String, status: Int? = nil, requestID: String? = nil,
    serverAdvisesRetry: Bool? = nil, isAPIAnswer: Bool = false,
    isUnsent: Bool = false
  ) {
    self.cause = cause
    self.message = message
    self.status = status
    self.requestID = requestID
    self.serverAdvisesRetry = serverAdvisesRetry
    self.isAPIAnswer = isAPIAnswer
    self.isUnsent = isUnsent
  }

  /// Whether the request can have taken effect although it failed: a create that did must be looked
  /// for before it is repeated.
  package var mayHaveTakenEffect: Bool {
    if isUnsent { return false }
    return switch cause {
    case .serverFault, .noAnswer, .unreadableAnswer, .cancelled: true
    case .rateLimited: !isAPIAnswer
    case .rejected, .unsendable, .unauthorized, .forbidden, .notFound, .notServed, .quotaExceeded,
      .unreachable, .insecure, .endlessList, .fileChanged, .unreadableFile:
      false
    }
  }

  /// What the person can do; nil where the message says it all.
  package var help: String? {
    switch cause {
    case .unauthorized:
      "Check the target's `api_key` in the manifest and the environment variable that it names."
    case .forbidden:
      "The key is known but may not do this; check its permissions and the organization."
    case .notServed:
      "OpenAI and Azure OpenAI ended their hosting of Assistants v2 in August 2026. Point `base_url` "
        + "to a server that speaks it: Azure AI Foundry (classic), a compatible server of your own, "
        + "or `asst-emulator`."
    case .rateLimited(let delay):
      switch delay {
      case let delay?: "The server asks to wait \(delay.components.seconds) s. Apply again then."
      case nil: "Wait, or apply with a smaller `--parallelism`."
      }
    case .quotaExceeded: "Check the plan and the billing details at the provider."
    case .unreachable:
      "Check `base_url`, the network and the proxy settings. For a local target, start "
        + "`asst-emulator`."
    case .insecure:
      "Check `base_url`, and `SSL_CERT_FILE` where a private authority signs certificates."
    case .unreadableAnswer:
      "Check that `base_url` is the API's address (it often ends in `/v1`) and that no proxy answers "
        + "in its place."
    case .serverFault, .noAnswer: "Try again later; what was applied is recorded."
    case .endlessList: "The server's paging is faulty; report it to whoever runs it."
    case .fileChanged: "Apply again; the plan will go by what the file holds now."
    case .unreadableFile: "Check that the file is there and may be read, and apply again."
    case .unsendable:
      "Check the target's `base_url`, `headers` and `api_key`: an address off this machine needs "
        + "https://, and a key from a file often ends in a line break."
    case .rejected where (300..<400).contains(status ?? 0):
      "The address has moved; set `base_url` to where it is now. Redirects are not followed."
    case .rejected, .notFound, .cancelled: nil
    }
  }
}
