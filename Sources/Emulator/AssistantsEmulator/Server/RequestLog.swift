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
    /// Nil while it is not answered, and when it is answered with nothing.
    var status: Int?
    var requestID: String?
    let inFlight: Int
    let faults: [String]
  }

  /// Finds the entry of a request again.
  typealias Ticket = Int

  private var entries: [Entry] = []
  /// The ticket of the first entry.
  private var first = 0
  private var total = 0
  private var inFlight = 0
  private var peak = 0

  /// Notes a request and the faults that act on it. It is in flight until `left` is called.
  mutating func entered(_ request: APIRequest, faults: [String]) -> Ticket {
    inFlight += 1
    peak = max(peak, inFlight)
    total += 1
    if entries.count >= Self.most {
      entries.removeFirst(Self.most / 10)
      first += Self.most / 10
    }
    entries.append(
      Entry(
        sequence: total, method: request.method, path: request.path, query: request.query,
        inFlight: inFlight, faults: faults))
    return first + entries.count - 1
  }

  /// Notes what a request is answered.
  mutating func answered(_ ticket: Ticket, _ answer: APIAnswer) {
    // The entry is gone when the log was emptied in between.
    guard ticket >= first else { return }
    entries[ticket - first].requestID = answer.requestID
    if answer.isSent { entries[ticket - first].status = answer.status }
  }

  mutating func left() { inFlight -= 1 }

  /// Forgets all entries; numbering starts again, and the peak is what is in flight now.
  mutating func reset() {
    first += entries.count
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
            "status": entry.status.map { .integer($0) } ?? .null,
            "request_id": .nullable(entry.requestID),
            "in_flight": .integer(entry.inFlight),
            "faults": .array(entry.faults.map { .string($0) }),
          ]
        }),
    ]
  }
}
