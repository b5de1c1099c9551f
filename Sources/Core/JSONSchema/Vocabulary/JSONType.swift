import ResourceModel

/// What `type` can ask for.
enum JSONType: Sendable {
  case array, boolean, integer, null, number, object, string

  /// The commonest first: this is asked for every schema.
  init?(named name: String) {
    switch name {
    case "string": self = .string
    case "object": self = .object
    case "number": self = .number
    case "array": self = .array
    case "integer": self = .integer
    case "boolean": self = .boolean
    case "null": self = .null
    default: return nil
    }
  }

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
