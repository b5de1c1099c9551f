import OrderedCollections
import ResourceModel

/// How many files stand where on their way into a store.
struct FileCounts: Sendable, Equatable {
  private var counts: [StoreFile.Status: Int] = [:]

  subscript(status: StoreFile.Status) -> Int {
    get { counts[status] ?? 0 }
    set { counts[status] = newValue }
  }

  var total: Int { counts.values.reduce(0, +) }

  var json: JSONValue {
    var members = JSONObject()
    for status in StoreFile.Status.allCases { members[status.rawValue] = .integer(self[status]) }
    members["total"] = .integer(total)
    return .object(members)
  }

  init() {}

  /// Reads what `json` wrote; nil counts nothing.
  init(record: BodyReader?) throws(APIError) {
    guard let record else { return }
    for status in StoreFile.Status.allCases {
      self[status] = try record.recordedInteger(status.rawValue)
    }
  }
}
