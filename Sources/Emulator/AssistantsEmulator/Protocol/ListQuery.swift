import ResourceModel

/// What a list is asked for: how many, in which order, and between which objects.
struct ListQuery {
  enum Order: String, CaseIterable { case ascending = "asc", descending = "desc" }

  /// How much of a list may be asked for, and how much is given to who does not say.
  struct Size {
    let range: ClosedRange<Int>
    let usual: Int

    static let objects = Size(range: 1...100, usual: 20)
    static let files = Size(range: 1...10_000, usual: 10_000)
  }

  let limit: Int
  let order: Order
  var after: String?
  let before: String?

  init(_ query: QueryString, _ size: Size = .objects) throws(APIError) {
    limit = try Self.limit(query["limit"], size)
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

  private static func limit(_ text: String?, _ size: Size) throws(APIError) -> Int {
    guard let text else { return size.usual }
    guard let limit = Int(text) else {
      throw .wrongType("limit", expected: "an integer", got: .string(text))
    }
    guard size.range.contains(limit) else {
      throw .outside(
        "limit", size.range, got: text, below: limit < size.range.lowerBound, kind: "integer")
    }
    return limit
  }
}
