import CCurl

/// The dates of HTTP headers, in all three forms that RFC 9110 knows.
package enum HTTPDate {
  /// Seconds since 1970; nil for what is no date.
  package static func secondsSince1970(_ text: String) -> Int? {
    let seconds = curl_getdate(text, nil)
    return seconds < 0 ? nil : Int(seconds)
  }
}
