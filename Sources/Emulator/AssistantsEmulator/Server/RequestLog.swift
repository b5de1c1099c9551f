import ResourceModel

/// What was asked of the protocol, for tests that count requests. Bodies and headers are not kept.
struct RequestLog: Sendable {
  /// The oldest entries go when there are more; sequence numbers tell that they went.
  private static let most = 100_000

  private struct Entry: Sendable {
    let sequence: Int
    let method: String
    let path: String
    let query: String
    let status: Int
    let requestID: String
    let inFlight: Int
  }

  private var entries: [Entry] = []
  private var total = 0
  private var inFlight = 0
  private var peak = 0

  /// Notes a request and what it is answered. It is in flight until `left` is called.
  mutating func entered(_ request: APIRequest, _ answer: APIAnswer) {
    inFlight += 1
    peak = max(peak, inFlight)
    total += 1
    if entries.count >= Self.most { entries.removeFirst(Self.most / 10) }
    entries.append(
      Entry(
        sequence: total, method: request.method, path: request.path, query: request.query,
        status: answer.status, requestID: answer.requestID, inFlight: inFlight))
  }

  mutating func left() { inFlight -= 1 }

  /// Forgets all entries; numbering starts again, and the peak is what is in flight now.
  mutating func reset() {
    entries = []
    total = 0
    peak = inFlight
  }

  var json: JSONValue {
    [
      "object": "list",
      "total": .integer(total),
      "in_flight_peak": .integer(peak),
      "data": .array(
        entries.map { entry in
          [
            "sequence": .integer(entry.sequence),
            "method": .string(entry.method),
            "path": .string(entry.path),
            "query": .string(entry.query),
            "status": .integer(entry.status),
            "request_id": .string(entry.requestID),
            "in_flight": .integer(entry.inFlight),
          ]
        }),
    ]
  }
}
