import ResourceModel

extension FaultEnding {
  /// What is sent. `own` is the answer of the request where it was carried out.
  func answer(own: APIAnswer?, requestID: String) -> APIAnswer {
    let answer = own ?? APIAnswer(status: 500, body: [], requestID: requestID)
    switch form {
    case .drop: return answer.delivered(.dropped)
    case .reset: return answer.delivered(.reset)
    case .resetInBody(let bytes):
      return answer.delivered(.resetAfter(bytes: bytes ?? answer.body.count / 2))
    case .truncate(let bytes, let lengthOfWhole):
      let count = min(bytes ?? answer.body.count / 2, answer.body.count)
      if lengthOfWhole { return answer.delivered(.cut(bytes: count)) }
      return APIAnswer(
        status: answer.status, body: Array(answer.body[..<count]), requestID: answer.requestID)
    case .answer(let status, let body, let retryAfter):
      var replaced = APIAnswer(
        status: status, body: body.bytes(status: status, requestID: answer.requestID),
        requestID: answer.requestID)
      if body == .html { replaced.contentType = "text/html; charset=utf-8" }
      replaced.retryAfter = retryAfter
      return replaced
    }
  }
}

extension FaultEnding.Body {
  fileprivate func bytes(status: Int, requestID: String) -> [UInt8] {
    switch self {
    case .error: APIError.injected(status).body(requestID: requestID)
    case .html:
      Array("<html><head><title>\(status)</title></head><body>gateway</body></html>\n".utf8)
    case .empty: []
    case .json: Array(#"{"ok":true}"#.utf8)
    case .garbage: Array(#"{"id":"asst_"#.utf8)
    }
  }
}

extension APIError {
  /// An error that a fault asked for, in the words of the real server where they are known.
  fileprivate static func injected(_ status: Int) -> APIError {
    switch status {
    case 429:
      APIError(
        429, "Rate limit reached for requests.", type: "requests", code: "rate_limit_exceeded")
    case 503:
      APIError(503, "The server is overloaded or not ready yet.", type: "server_error")
    case 500...: APIError(status, APIError.serverError.message, type: "server_error")
    default: APIError(status, "The request was refused.")
    }
  }
}
