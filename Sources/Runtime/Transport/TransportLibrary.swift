import CCurl

/// What carries the requests: the facts that a report of a connection problem needs.
package enum TransportLibrary {
  /// Name and version of libcurl and of its TLS library: `libcurl 8.14.1, OpenSSL 3.5.4`.
  package static var description: String {
    String(cString: curl_version()).split(separator: " ").prefix(2)
      .map { $0.replacing("/", with: " ") }.joined(separator: ", ")
  }
}
