/// How an ``HTTPClient`` connects, and how long and how much it puts up with.
package struct HTTPClientConfiguration: Sendable {
  /// From the start of a connection to the end of its TLS handshake, name look-up included.
  package var connectTimeout: Duration = .seconds(10)
  /// The longest time in which no byte moves, once the connection stands; a little more for a large
  /// body.
  package var idleTimeout: Duration = .seconds(60)
  /// From `send` to the last byte of the answer, waiting for a connection included; for a request
  /// with a body, the time that the body takes on the slowest line comes on top.
  package var totalTimeout: Duration = .seconds(600)
  /// The slowest line on which a body is still sent to its end, in bytes a second: the uplink of the
  /// slowest ADSL. With it, 512 MB may take four and a half hours.
  package var slowestUpload = 32 << 10
  /// The largest answer, counted after decompression.
  package var maximumResponseBytes = 64 << 20
  /// The most connections at one time; further requests wait for one.
  package var maximumConnections = 64
  package var userAgent = "asst"
  /// Where proxies (`https_proxy`, `all_proxy`, `no_proxy`) and certificate authorities
  /// (`SSL_CERT_FILE`, `CURL_CA_BUNDLE`, `SSL_CERT_DIR`) are read from; the process's own
  /// environment is never looked at.
  package var environment: [String: String]

  package init(environment: [String: String] = [:]) {
    self.environment = environment
  }

  func totalTimeout(sending bodySize: Int) -> Duration {
    totalTimeout + .seconds(bodySize / max(1, slowestUpload))
  }

  /// What libcurl has given to the system counts as moved and may still lie in the socket's buffer,
  /// where nobody sees it leave. Linux lets that grow to 4 MB.
  func idleTimeout(sending bodySize: Int) -> Duration {
    idleTimeout + .seconds(min(bodySize, 4 << 20) / max(1, slowestUpload))
  }

  /// The proxy for everything but loopback hosts, which no proxy can reach. Only the variables for
  /// `https` count, because plain HTTP never leaves the machine.
  var proxy: String? { proxySetting?.value }

  /// The hosts that are reached without the proxy, comma-separated.
  var noProxy: String? { noProxySetting?.value }

  /// A file of certificate authorities in place of the system's.
  var certificateFile: String? { certificateFileSetting?.value }

  /// A folder of certificate authorities, named by hash as OpenSSL wants it.
  var certificateFolder: String? { certificateFolderSetting?.value }
}

// MARK: - Which variables say so

extension HTTPClientConfiguration {
  /// A variable of the environment that is in effect, and its value, which may hold credentials.
  package struct Setting: Sendable, Equatable {
    package let variable: String
    package let value: String
  }

  package var proxySetting: Setting? {
    first(of: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
  }

  package var noProxySetting: Setting? { first(of: ["no_proxy", "NO_PROXY"]) }

  package var certificateFileSetting: Setting? { first(of: ["CURL_CA_BUNDLE", "SSL_CERT_FILE"]) }

  package var certificateFolderSetting: Setting? { first(of: ["SSL_CERT_DIR"]) }

  private func first(of names: [String]) -> Setting? {
    names.lazy.compactMap { name in
      environment[name].flatMap { $0.isEmpty ? nil : Setting(variable: name, value: $0) }
    }.first
  }
}
