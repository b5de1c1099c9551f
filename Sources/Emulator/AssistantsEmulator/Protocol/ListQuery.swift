import ResourceModel

/// What a list is asked for: how many, in which order, and between which objects.
struct ListQuery {
  enum Order: String, CaseIterable { case ascending = "asc", descending = "desc" }

  private static let limits = 1...100

  let limit: Int
  let order: Order
  let after: String?
  let before: String?

  init(_ query: QueryString) throws(APIError) {
    limit = try Self.limit(query["limit"])
    if let text = query["order"] {
      guard let order = Order(rawValue: text) else {
        throw .notOneOf(Order.allCases.map(\.rawValue), "order", got: text)
      }
      self.order = order
    } else {
      order = .descending
    }
    // An empty cursor is none: that is how clients ask for the first page.
    after = query["after"].flatMap { $0.isEmpty ? nil : $0 }
    before = query["before"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func limit(_ text: String?) throws(APIError) -> Int {
    guard let text else { return 20 }
    guard let limit = Int(text) else {
      throw .wrongType("limit", expected: "an integer", got: .string(text))
    }
    guard limits.contains(limit) else {
      throw .outside(
        "limit", limits, got: text, below: limit < limits.lowerBound, kind: "integer")
    }
    return limit
  }
}
