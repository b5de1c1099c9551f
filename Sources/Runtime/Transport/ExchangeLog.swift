import Logging

/// One line an exchange at debug level: never headers, a body or the values of a query.
struct ExchangeLog: Sendable {
  let logger: Logger

  func record(
    _ request: HTTPRequest, url: CheckedURL, outcome: Transfer.Outcome, duration: Duration
  ) {
    guard logger.logLevel <= .debug else { return }
    var metadata: Logger.Metadata = [
      "host": "\(url.host)",
      "milliseconds": "\(duration.wholeMilliseconds)",
      "sent": "\(request.body?.size ?? 0)",
    ]
    let result: String
    switch outcome {
    case .success(let response):
      result = String(response.status)
      metadata["received"] = "\(response.body.count)"
      if let id = response.headers["x-request-id"] {
        // The server chose these characters, and a terminal may get to see them.
        metadata["request-id"] = .string(id.filter { " "..."~" ~= $0 })
      }
    case .failure(let error):
      result = "failed"
      metadata["error"] = "\(error)"
    }
    logger.debug("\(request.method.rawValue) \(url.path) \(result)", metadata: metadata)
  }
}
