import Transport

/// How long the server asks to wait.
enum RetryAfter {
  /// `retry-after-ms`, else `retry-after` in seconds or as a date, which is taken against the
  /// server's own `date` so that no two clocks are compared. nil when nothing usable is said.
  static func delay(_ headers: HTTPHeaders) -> Duration? {
    if let text = headers["retry-after-ms"], let milliseconds = Double(text),
      (0..<1e12).contains(milliseconds)
    {
      return .milliseconds(milliseconds.rounded(.up))
    }
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Double(text), (0..<1e9).contains(seconds) { return .seconds(seconds) }
    guard let until = HTTPDate.secondsSince1970(text),
      let now = headers["date"].flatMap(HTTPDate.secondsSince1970)
    else { return nil }
    return .seconds(max(0, until - now))
  }
}
