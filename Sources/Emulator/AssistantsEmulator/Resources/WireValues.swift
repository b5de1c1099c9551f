import ResourceModel

extension JSONValue {
  /// A number as the server writes decimals: 1 is `1.0`. The value must be finite.
  static func decimal(_ value: Double) -> JSONValue {
    JSONNumber(value).map { .number($0) } ?? .null
  }

  static func nullable(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
