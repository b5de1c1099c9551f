import CCurl

/// One exchange on libcurl's thread: a handle, what has come in, and who waits for the end.
///
/// A POST is sent at most once. libcurl sends a request again by itself when a kept-alive
/// connection ends before the first byte of an answer (and when an HTTP/2 server refuses a stream),
/// although the server may have carried out the first one. Before each attempt, and after a
/// connection stands, it asks `willSend`; a second attempt of a POST is refused there, and the
/// caller gets `connectionLost`. GET and DELETE may be sent again. A connection that the server has
/// closed while idle is noticed before it is used; only a close that crosses the request on the
/// wire costs an error.
final class Transfer {
  typealias Outcome = Result<HTTPResponse, TransportError>

  let id: UInt64
  private(set) var handle = EasyHandle()
  private let method: HTTPRequest.Method
  private let host: String
  private let usesProxy: Bool
  private let limits: HTTPClientConfiguration
  private let idleTimeout: Duration
  private let upload: Upload?
  private var assembly: ResponseAssembly
  private var waiter: CheckedContinuation<Outcome, Never>?
  private var attempts = 0
  private var bytesMoved: curl_off_t = 0
  /// When a byte last moved; nil until a connection stands, since until then the connect timeout
  /// counts.
  private var lastActivity: ContinuousClock.Instant?

  init(
    id: UInt64, request: HTTPRequest, upload: Upload?, url: CheckedURL,
    configuration: HTTPClientConfiguration, waiter: CheckedContinuation<Outcome, Never>
  ) {
    self.id = id
    self.waiter = waiter
    method = request.method
    host = url.host
    limits = configuration
    self.upload = upload
    let bodySize = request.body?.size ?? 0
    idleTimeout = configuration.idleTimeout(sending: bodySize)
    usesProxy = !url.isLoopback && configuration.proxy != nil
    assembly = ResponseAssembly(maximumBytes: configuration.maximumResponseBytes)
    handle.set(configuration, isLoopback: url.isLoopback)
    handle.set(
      CURLOPT_TIMEOUT_MS, configuration.totalTimeout(sending: bodySize).wholeMilliseconds)
    handle.set(request, url: url, upload: upload)
    setCallbacks()
  }

  /// Gives the waiter its answer; later calls do nothing, so that it is resumed exactly once.
  func finish(_ outcome: Outcome) {
    guard let waiter else { return }
    self.waiter = nil
    upload?.close()
    waiter.resume(returning: outcome.mapError { upload?.explained($0) ?? $0 })
  }

  /// Ends the transfer with what libcurl made of it.
  func finish(_ code: CURLcode) {
    guard code != CURLE_OK else {
      var response = HTTPResponse(
        status: handle.status, headers: assembly.headers, body: assembly.body)
      response.timing = handle.timing
      return finish(.success(response))
    }
    let failure = TransferFailure(
      code: code, reason: handle.reason(for: code), host: host, wasAttempted: attempts > 0,
      usesProxy: usesProxy, refusal: assembly.refusal, limit: limits.maximumResponseBytes)
    finish(.failure(failure.error))
  }

  /// When the connection counts as silent; nil while there is none.
  var idleDeadline: ContinuousClock.Instant? { lastActivity?.advanced(by: idleTimeout) }

  func finishAsIdle() { finish(.failure(.idleTimeout(host: host))) }

  // MARK: - What libcurl asks and tells

  fileprivate func willSend() -> Bool {
    attempts += 1
    lastActivity = .now
    return attempts == 1 || method != .post
  }

  fileprivate func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
    lastActivity = .now
    return assembly.take(headerLine: line)
  }

  fileprivate func take(bodyPiece piece: UnsafeRawBufferPointer) -> Bool {
    lastActivity = .now
    return assembly.take(bodyPiece: piece)
  }

  fileprivate func note(bytesMoved total: curl_off_t) {
    guard total != bytesMoved else { return }
    bytesMoved = total
    if lastActivity != nil { lastActivity = .now }
  }

  /// Both of the body.
  fileprivate func note(sent: curl_off_t, of total: curl_off_t) {
    upload?.note(sent: Int(sent), of: Int(total))
  }
}

// MARK: - Callbacks

// C functions capture nothing: they get the transfer as their context. It outlives its handle's
// stay in the multi handle, which is the only time when libcurl calls them.
extension Transfer {
  private func setCallbacks() {
    let easy = handle.pointer
    let context = Unmanaged.passUnretained(self).toOpaque()
    for option in [
      CURLOPT_PRIVATE, CURLOPT_PREREQDATA, CURLOPT_HEADERDATA, CURLOPT_WRITEDATA,
      CURLOPT_XFERINFODATA,
    ] {
      asst_setopt_pointer(easy, option, context)
    }
    asst_setopt_prerequest(easy) { context, _, _, _, _ in
      Transfer.from(context).willSend() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
    }
    asst_setopt_write(easy, CURLOPT_HEADERFUNCTION) { bytes, _, count, context in
      let line = UnsafeRawBufferPointer(start: bytes, count: count)
      return Transfer.from(context).take(headerLine: line) ? count : 0
    }
    asst_setopt_write(easy, CURLOPT_WRITEFUNCTION) { bytes, _, count, context in
      let piece = UnsafeRawBufferPointer(start: bytes, count: count)
      return Transfer.from(context).take(bodyPiece: piece) ? count : 0
    }
    handle.set(CURLOPT_NOPROGRESS, 0)
    asst_setopt_progress(easy) { context, _, received, toSend, sent in
      let transfer = Transfer.from(context)
      transfer.note(bytesMoved: received + sent)
      transfer.note(sent: sent, of: toSend)
      return 0
    }
  }

  /// The transfer that a callback or a finished handle belongs to.
  static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
    guard let context else { preconditionFailure("a transfer has no context") }
    return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }
}
