import OrderedCollections
import ResourceModel

/// Which files a search looks into, by their attributes. A file without the attribute is in none of
/// them, but for those that ask for another value.
indirect enum AttributeFilter {
  enum Order: String, CaseIterable { case gt, gte, lt, lte }

  case equal(String, JSONValue, isNot: Bool)
  case ordered(String, Order, JSONValue)
  case among(String, [JSONValue], isNot: Bool)
  case all([AttributeFilter])
  case any([AttributeFilter])

  private static let kinds = ["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "and", "or"]

  init(_ reader: BodyReader) throws(APIError) {
    let kind = try reader.required("type") { (key) throws(APIError) in
      try reader.choice(key, of: Self.kinds)
    }
    if kind == "and" || kind == "or" {
      try reader.refuseOthers(than: ["type", "filters"])
      let items = try reader.required("filters") { (key) throws(APIError) in
        try reader.array(key)
      }
      var filters: [AttributeFilter] = []
      for item in items {
        filters.append(try AttributeFilter(try BodyReader(item.value, at: item.path)))
      }
      self = kind == "and" ? .all(filters) : .any(filters)
      return
    }
    try reader.refuseOthers(than: ["type", "key", "value"])
    let key = try reader.required("key") { (key) throws(APIError) in try reader.string(key) }
    guard let value = reader.members["value"] else { throw .missing(reader.path(of: "value")) }
    if kind == "in" || kind == "nin" {
      let items = try reader.array("value") ?? []
      self = .among(key, items.map(\.value), isNot: kind == "nin")
      return
    }
    switch value {
    case .string, .number, .bool: break
    default:
      throw .wrongType(
        reader.path(of: "value"), expected: "one of a string, a decimal, or a boolean", got: value)
    }
    if let order = Order(rawValue: kind) {
      self = .ordered(key, order, value)
    } else {
      self = .equal(key, value, isNot: kind == "ne")
    }
  }

  func matches(_ attributes: JSONObject) -> Bool {
    switch self {
    case .equal(let key, let value, let isNot): (attributes[key] == value) != isNot
    case .among(let key, let values, let isNot):
      (attributes[key].map { values.contains($0) } ?? false) != isNot
    case .ordered(let key, let order, let value):
      attributes[key].map { Self.holds($0, order, value) } ?? false
    case .all(let filters): filters.allSatisfy { $0.matches(attributes) }
    case .any(let filters): filters.contains { $0.matches(attributes) }
    }
  }

  /// Numbers compare with numbers and texts with texts; nothing else has an order.
  private static func holds(_ left: JSONValue, _ order: Order, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      guard let left = left.double, let right = right.double else { return false }
      return holds(left, order, right)
    case (.string(let left), .string(let right)): return holds(left, order, right)
    default: return false
    }
  }

  private static func holds<Value: Comparable>(
    _ left: Value, _ order: Order, _ right: Value
  ) -> Bool {
    switch order {
    case .gt: left > right
    case .gte: left >= right
    case .lt: left < right
    case .lte: left <= right
    }
  }
}
