import CCurl

/// What of a URL may be shown to anybody: no user name, no password, no query.
package struct ShownURL: Sendable, Equatable {
  /// `https://host:8443/v1`
  package let text: String
  /// The host, with the port where the URL names one.
  package let host: String
  package let isLoopback: Bool
  /// Whether there is a user name or a password in it.
  package let holdsUser: Bool
  package let hasQuery: Bool
  package let isEncrypted: Bool

  /// Longer parts of a path are more often tokens than names.
  private static let longestSegment = 32

  /// nil for what is no URL. A missing scheme is taken as `http`, as in proxy settings.
  package init?(_ text: String) {
    guard let url = curl_url() else { fatalError("out of memory") }
    defer { curl_url_cleanup(url) }
    let flags = UInt32(CURLU_GUESS_SCHEME | CURLU_NON_SUPPORT_SCHEME)
    guard curl_url_set(url, CURLUPART_URL, text, flags) == CURLUE_OK,
      let scheme = CheckedURL.part(CURLUPART_SCHEME, of: url),
      let host = CheckedURL.part(CURLUPART_HOST, of: url), !host.isEmpty
    else { return nil }
    self.host = CheckedURL.part(CURLUPART_PORT, of: url).map { "\(host):\($0)" } ?? host
    isLoopback = CheckedURL.isLoopback(host)
    holdsUser =
      CheckedURL.part(CURLUPART_USER, of: url) != nil
      || CheckedURL.part(CURLUPART_PASSWORD, of: url) != nil
    hasQuery =
      CheckedURL.part(CURLUPART_QUERY, of: url) != nil
      || CheckedURL.part(CURLUPART_FRAGMENT, of: url) != nil
    isEncrypted = scheme == "https"
    var path = ""
    for segment in (CheckedURL.part(CURLUPART_PATH, of: url) ?? "").split(separator: "/") {
      path += "/" + (segment.count > Self.longestSegment ? "…" : segment)
    }
    self.text = "\(scheme)://\(self.host)\(path)"
  }
}
