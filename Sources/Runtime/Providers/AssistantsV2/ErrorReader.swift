import OrderedCollections
import Reconciliation
import ResourceModel
import Transport

/// Statuses and error bodies of the protocol to errors in the core's words.
struct ErrorReader: Sendable {
  /// Servers quote keys in their refusals; what a target sends to be let in must not be shown.
  let secrets: [String]
  private static let longestQuote = 300

  func read(_ response: HTTPResponse, of call: String) -> ProviderError {
    let body = (try? JSONParser.parse(response.body))?["error"]
    let said = body?["message"]?.string.map(quoted)
    let code = body?["code"]?.string
    let name = code.flatMap { $0.isEmpty ? nil : " (\(quoted($0)))" } ?? ""
    let message =
      said.map { "\(call) answered \(response.status)\(name): \($0)" }
      ?? "\(call) answered \(response.status)\(describedBody(response))"
    return ProviderError(
      cause(response, code: code, type: body?["type"]?.string, parameter: body?["param"]?.string),
      message, status: response.status, requestID: response.headers["x-request-id"],
      serverAdvisesRetry: response.headers["x-should-retry"].flatMap { Bool($0) },
      isAPIAnswer: said != nil)
  }

  func unreadable(_ response: HTTPResponse, of call: String) -> ProviderError {
    ProviderError(
      .unreadableAnswer,
      "\(call) answered \(response.status)\(describedBody(response))",
      status: response.status, requestID: response.headers["x-request-id"])
  }

  func read(_ error: TransportError) -> ProviderError {
    let message =
      switch error {
      // A path of this machine is shown whole, and holds no key.
      case .fileChanged, .unreadableFile: error.description
      default: quoted(error.description)
      }
    return ProviderError(cause(error), message, isUnsent: !error.requestMayHaveBeenSent)
  }

  private func cause(_ error: TransportError) -> ProviderError.Cause {
    switch error {
    case .invalidURL, .invalidHeader, .plainHTTPRefused: .unsendable
    case .tls: .insecure
    case .cannotResolve, .cannotConnect, .connectTimeout, .proxy: .unreachable
    case .idleTimeout, .totalTimeout, .connectionLost: .noAnswer
    case .responseTooLarge, .malformedResponse: .unreadableAnswer
    case .fileChanged: .fileChanged
    case .unreadableFile: .unreadableFile
    case .cutInBody(let error): cause(error)
    case .cancelled, .shutDown: .cancelled
    }
  }

  private func cause(
    _ response: HTTPResponse, code: String?, type: String?, parameter: String?
  ) -> ProviderError.Cause {
    switch response.status {
    case 401: .unauthorized
    case 403: .forbidden
    // A host that ended its service says 410; the API itself means the same by both.
    case 404, 410: .notFound
    case 429 where code == "insufficient_quota" || type == "insufficient_quota": .quotaExceeded
    case 429: .rateLimited(retryAfter: RetryAfter.delay(response.headers))
    case 408, 409, 500...: .serverFault(retryAfter: RetryAfter.delay(response.headers))
    default: .rejected(parameter: parameter)
    }
  }

  /// What came instead of an error body, in a few words: pages of HTML are named, not printed.
  private func describedBody(_ response: HTTPResponse) -> String {
    let start = String(decoding: response.body.prefix(200), as: UTF8.self)
    if let location = response.headers["location"] { return " and points to \(quoted(location))" }
    if response.body.isEmpty { return " with an empty body" }
    if start.lowercased().contains("<html") || start.lowercased().contains("<!doctype") {
      return " with an HTML page, as a proxy or a web server does"
    }
    return " with \(response.body.count) bytes that are no answer of this API"
  }

  /// Servers that mask a key leave its ends readable (`sk-pr****wxyz`, `sk-...wxyz`), and those are a
  /// part of it, too.
  private func withoutMaskedKeys(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while !rest.isEmpty {
      let word = rest.prefix { $0.isLetter || $0.isNumber || "_-*.…".contains($0) }
      let core = String(word).trimmingEnd(of: ".…")
      let isMasked = core.contains("**") || core.contains("...") || core.contains("…")
      result += isMasked ? "***" : core
      result += word.dropFirst(core.count)
      rest = rest.dropFirst(word.count)
      if let next = rest.popFirst() { result.append(next) }
    }
    return result
  }

  private func quoted(_ text: String) -> String {
    var text = text
    for secret in secrets { text = text.replacing(secret, with: "***") }
    text = withoutMaskedKeys(text)
    return text.count > Self.longestQuote ? text.prefix(Self.longestQuote) + "…" : text
  }
}

extension String {
  fileprivate func trimmingEnd(of characters: String) -> String {
    var text = self[...]
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}
