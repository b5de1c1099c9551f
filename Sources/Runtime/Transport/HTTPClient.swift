package import Logging

/// An HTTP client over libcurl, for requests and answers that fit in memory, and for files that are
/// uploaded from disk.
///
/// Connections are kept and shared; HTTP/2 is used where a TLS server offers it. Certificates are
/// always verified and redirects are never followed. A POST is never sent twice (see ``Transfer``).
/// One client serves any number of tasks; its executor is libcurl's own thread.
package actor HTTPClient {
  private nonisolated let executor: MultiExecutor
  private let configuration: HTTPClientConfiguration
  private let log: ExchangeLog
  private var isShutDown = false
  private var lastID: UInt64 = 0

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  package init(configuration: HTTPClientConfiguration, logger: Logger) {
    self.configuration = configuration
    log = ExchangeLog(logger: logger)
    executor = MultiExecutor(maximumConnections: configuration.maximumConnections)
  }

  deinit {
    executor.abandon()
  }

  /// Sends a request and returns the answer, whatever its status.
  ///
  /// Refused before anything is sent: URLs that are not `https`, unless the host is loopback; URLs
  /// with credentials in them; header values with control characters. Cancelling the task closes
  /// the transfer at once and throws `cancelled`.
  ///
  /// `progress` is told how many bytes of a form's file were sent, growing up to its size, about a
  /// hundred times. It is called on libcurl's thread and must not block it.
  package func send(
    _ request: HTTPRequest, progress: (@Sendable (Int) -> Void)? = nil
  ) async throws(TransportError) -> HTTPResponse {
    let url = try CheckedURL(request.url)
    for field in request.headers {
      if let defect = HTTPHeaders.defect(of: field) {
        throw .invalidHeader(host: url.host, reason: defect)
      }
    }
    if case .form(let form) = request.body, let defect = form.defect {
      throw .invalidHeader(host: url.host, reason: defect)
    }
    let start = ContinuousClock.now
    let outcome = await outcome(of: request, to: url, progress)
    log.record(request, url: url, outcome: outcome, duration: .now - start)
    return try outcome.get()
  }

  /// Ends what is in flight with `shutDown`, closes the connections and ends the thread. Further
  /// requests throw `shutDown`.
  package nonisolated func shutDown() async {
    await finishEverything()
    executor.stopAndJoin()
  }

  private func finishEverything() {
    isShutDown = true
    executor.transfers?.finishAll(.shutDown)
  }

  private func outcome(
    of request: HTTPRequest, to url: CheckedURL, _ progress: (@Sendable (Int) -> Void)?
  ) async -> Transfer.Outcome {
    lastID += 1
    let id = lastID
    let upload: Upload?
    do throws(TransportError) {
      upload =
        if case .form(let form) = request.body { try Upload(form.file, progress) } else { nil }
    } catch {
      return .failure(error)
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        // A task that is cancelled already sends nothing. If it is cancelled from here on, `cancel`
        // has to wait for this actor and finds the transfer.
        guard !Task.isCancelled else { return waiter.resume(returning: .failure(.cancelled)) }
        guard !isShutDown, let transfers = executor.transfers else {
          return waiter.resume(returning: .failure(.shutDown))
        }
        transfers.start(
          Transfer(
            id: id, request: request, upload: upload, url: url, configuration: configuration,
            waiter: waiter))
      }
    } onCancel: {
      Task { await cancel(id) }
    }
  }

  private func cancel(_ id: UInt64) {
    executor.transfers?.finish(id, with: .cancelled)
  }
}
