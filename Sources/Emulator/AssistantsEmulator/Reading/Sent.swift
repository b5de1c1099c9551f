/// A nullable member of a body: what was not sent is left alone, what was sent as null is cleared.
enum Sent<Value> {
  case absent
  case null
  case value(Value)

  /// The value after this was sent: `old` when absent, `cleared` when null.
  func applied(to old: Value, cleared: Value) -> Value {
    switch self {
    case .absent: old
    case .null: cleared
    case .value(let value): value
    }
  }

  /// The same for a member whose cleared value is nothing.
  func applied(to old: Value?) -> Value? {
    switch self {
    case .absent: old
    case .null: nil
    case .value(let value): value
    }
  }
}
