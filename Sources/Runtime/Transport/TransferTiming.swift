import CCurl

/// The phases of one exchange. On a kept connection the first three are zero.
package struct TransferTiming: Sendable, Equatable {
  package var nameLookup: Duration
  /// To the host, or to the proxy on the way.
  package var connect: Duration
  /// Zero without encryption.
  package var tls: Duration
  /// From the moment when the request could leave to the last byte of the answer.
  package var answer: Duration

  package init(nameLookup: Duration, connect: Duration, tls: Duration, answer: Duration) {
    self.nameLookup = nameLookup
    self.connect = connect
    self.tls = tls
    self.answer = answer
  }
}

extension EasyHandle {
  /// Of a finished transfer. libcurl counts every point in time from the start.
  var timing: TransferTiming {
    let lookedUp = microseconds(CURLINFO_NAMELOOKUP_TIME_T)
    let connected = max(lookedUp, microseconds(CURLINFO_CONNECT_TIME_T))
    let secured = max(connected, microseconds(CURLINFO_APPCONNECT_TIME_T))
    let ready = max(secured, microseconds(CURLINFO_PRETRANSFER_TIME_T))
    let total = max(ready, microseconds(CURLINFO_TOTAL_TIME_T))
    return TransferTiming(
      nameLookup: .microseconds(lookedUp), connect: .microseconds(connected - lookedUp),
      tls: .microseconds(secured - connected), answer: .microseconds(total - ready))
  }

  private func microseconds(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    asst_getinfo_offset(pointer, info, &value)
    return Int(value)
  }
}
