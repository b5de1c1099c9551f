import ResourceModel

/// What `type` can ask for.
enum JSONType: String, CaseIterable {
  case array, boolean, integer, null, number, object, string

  /// Unknown for a number whose exponent is past all sums.
  func verdict(on value: JSONValue) -> SchemaValidator.Verdict {
    switch (self, value) {
    case (.array, .array), (.boolean, .bool), (.null, .null), (.number, .number),
      (.object, .object), (.string, .string):
      .accepted
    case (.integer, .number(let number)): Self.isInteger(number)
    default: .refused
    }
  }

  private static func isInteger(_ number: JSONNumber) -> SchemaValidator.Verdict {
    if Int(number.text) != nil { return .accepted }
    return ExactNumber(number).map { .init($0.isInteger) } ?? .unknown
  }
}
