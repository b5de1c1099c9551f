/// Cuts the bytes of a connection into requests.
struct RequestReader {
  let socket: LoopbackSocket
  let connection: Int
  private var buffer: [UInt8] = []

  init(socket: LoopbackSocket, connection: Int) {
    self.socket = socket
    self.connection = connection
  }

  /// The next request with its body; nil when the connection ends or makes no sense. `meanwhile` is
  /// shown the request without its body, and how much of that has come; where it says true, no more is
  /// read.
  mutating func next(
    meanwhile: (ReceivedRequest, Int) -> Bool = { _, _ in false }
  ) -> ReceivedRequest? {
    var headEnd = Self.endOfHead(in: buffer)
    while headEnd == nil {
      guard let more = socket.read() else { return nil }
      buffer += more
      headEnd = Self.endOfHead(in: buffer)
    }
    guard let headEnd else { return nil }
    let lines = String(decoding: buffer[..<headEnd], as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      headers[line[..<colon].lowercased()] = String(
        line[line.index(after: colon)...].drop(while: \.isWhitespace))
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    buffer.removeFirst(headEnd)
    let connection = connection
    let request = { (body: ArraySlice<UInt8>) in
      ReceivedRequest(
        method: String(words[0]), target: String(words[1]), headers: headers, body: Array(body),
        connection: connection)
    }
    while buffer.count < length {
      if meanwhile(request([]), buffer.count) { return request([]) }
      guard let more = socket.read() else { return nil }
      buffer += more
    }
    defer { buffer.removeFirst(length) }
    return request(buffer[..<length])
  }

  private static func endOfHead(in bytes: [UInt8]) -> Int? {
    let mark = Array("\r\n\r\n".utf8)
    guard bytes.count >= mark.count else { return nil }
    for start in 0...(bytes.count - mark.count)
    where bytes[start] == mark[0] && bytes[start..<start + mark.count].elementsEqual(mark) {
      return start + mark.count
    }
    return nil
  }
}
