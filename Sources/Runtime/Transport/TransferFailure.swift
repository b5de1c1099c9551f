import CCurl

/// libcurl's code for a failed transfer, with what decides between the meanings it can have.
struct TransferFailure {
  let code: CURLcode
  let reason: String
  let host: String
  /// Whether the request, or a part of it, may have left. libcurl asks before it sends, and only
  /// once the connection, a proxy's tunnel and the TLS handshake stand.
  let wasAttempted: Bool
  let usesProxy: Bool
  let refusal: ResponseAssembly.Refusal?
  let limit: Int

  var error: TransportError {
    switch refusal {
    case .tooLarge: return .responseTooLarge(host: host, limit: limit)
    case .endlessHeaders:
      return .malformedResponse(host: host, reason: "its headers do not end")
    case nil: return wasAttempted ? errorOnceSent : errorBeforeSending
    }
  }

  private var errorBeforeSending: TransportError {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .cannotResolve(host: host)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy(host: host, reason: reason)
    case CURLE_OPERATION_TIMEDOUT: .connectTimeout(host: host)
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidURL(reason: reason)
    case _ where isTLS: .tls(host: host, reason: reason)
    case _ where usesProxy: .proxy(host: host, reason: reason)
    default: .cannotConnect(host: host, reason: reason)
    }
  }

  private var errorOnceSent: TransportError {
    switch code {
    case CURLE_OPERATION_TIMEDOUT: .totalTimeout(host: host)
    case CURLE_FILESIZE_EXCEEDED: .responseTooLarge(host: host, limit: limit)
    // The first is what an answer without a status line is called.
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
      .malformedResponse(host: host, reason: reason)
    // The latter where a body from disk would have to be sent again.
    case CURLE_ABORTED_BY_CALLBACK, CURLE_SEND_FAIL_REWIND:
      .connectionLost(
        host: host, reason: "the server dropped the request without an answer")
    default: .connectionLost(host: host, reason: reason)
    }
  }

  private var isTLS: Bool {
    [
      CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CRL_BADFILE, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED,
    ].contains { $0 == code }
  }
}
