/// Who may ask: a key on every request of the protocol, and the beta header where it is required.
struct AccessRules {
  /// The only key that is accepted; nil accepts every key that is not empty.
  let apiKey: String?

  func check(_ request: APIRequest) throws(APIError) {
    guard let key = key(in: request), !key.isEmpty else { throw .noKey }
    if let apiKey, apiKey != key { throw .wrongKey }
  }

  /// `OpenAI-Beta` is a list; one entry must be `assistants=v2`.
  func checkBeta(_ request: APIRequest) throws(APIError) {
    let entries = (request.headers["openai-beta"] ?? "").split(separator: ",")
    guard entries.contains(where: { $0.trimmed == "assistants=v2" }) else { throw .noBeta }
  }

  private func key(in request: APIRequest) -> String? {
    if let authorization = request.headers["authorization"] {
      let parts = authorization.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
      return String(parts[1].trimmed)
    }
    return request.headers["api-key"].map { String($0[...].trimmed) }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
