import CCurl

/// A URL that may be used, taken apart by the parser that will also connect to it: a second parser
/// could see another host in the same text.
struct CheckedURL: Sendable, Equatable {
  let text: String
  /// The host, with the port where the URL names one: for messages.
  let host: String
  /// Without the query, whose values may be secret: for the log.
  let path: String
  let isLoopback: Bool

  /// Throws `invalidURL` or `plainHTTPRefused`.
  init(_ text: String) throws(TransportError) {
    // Reasons never repeat the text: a key may stand in its query.
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
      throw .invalidURL(reason: "it has a space or a control character")
    }
    guard let url = curl_url() else { fatalError("out of memory") }
    defer { curl_url_cleanup(url) }
    let parsed = curl_url_set(url, CURLUPART_URL, text, UInt32(CURLU_DISALLOW_USER))
    switch parsed {
    case CURLUE_OK: break
    case CURLUE_USER_NOT_ALLOWED:
      throw .invalidURL(reason: "it has a user name or a password in it")
    case CURLUE_BAD_SCHEME:
      throw .invalidURL(reason: "it does not start with https://")
    default: throw .invalidURL(reason: String(cString: curl_url_strerror(parsed)))
    }
    guard let scheme = Self.part(CURLUPART_SCHEME, of: url), ["http", "https"].contains(scheme)
    else {
      throw .invalidURL(reason: "it does not start with https://")
    }
    guard let host = Self.part(CURLUPART_HOST, of: url),
      let normalised = Self.part(CURLUPART_URL, of: url)
    else {
      throw .invalidURL(reason: "it names no host")
    }
    self.text = normalised
    self.host = Self.part(CURLUPART_PORT, of: url).map { "\(host):\($0)" } ?? host
    path = Self.part(CURLUPART_PATH, of: url) ?? "/"
    isLoopback = Self.isLoopback(host)
    if scheme == "http", !isLoopback { throw .plainHTTPRefused(host: self.host) }
  }

  /// Whether the host is this machine by its spelling. libcurl has brought numbers into the dotted
  /// form, and resolves `localhost` and what ends in it without asking a name server.
  static func isLoopback(_ host: String) -> Bool {
    let host = host.lowercased()
    if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }

  static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
