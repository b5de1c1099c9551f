import ResourceModel

/// Refusals of one parameter. Codes and the shape of the words are those of the real server.
extension APIError {
  static func unknownParameter(_ param: String) -> APIError {
    APIError(400, "Unknown parameter: '\(param)'.", param: param, code: "unknown_parameter")
  }

  static func missing(_ param: String) -> APIError {
    APIError(
      400, "Missing required parameter: '\(param)'.", param: param,
      code: "missing_required_parameter")
  }

  static func wrongType(_ param: String, expected: String, got value: JSONValue) -> APIError {
    APIError(
      400,
      "Invalid type for '\(param)': expected \(expected), but got \(value.wireKind) instead.",
      param: param, code: "invalid_type")
  }

  static func notOneOf(_ choices: [String], _ param: String, got value: String) -> APIError {
    let supported = choices.map { "'\($0)'" }.joined(separator: ", ")
    return APIError(
      400, "Invalid value: '\(value)'. Supported values are: \(supported).", param: param,
      code: "invalid_value")
  }

  static func invalid(_ param: String, _ reason: String, code: String = "invalid_value") -> APIError
  {
    APIError(400, "Invalid '\(param)': \(reason)", param: param, code: code)
  }

  static func tooLong(_ param: String, _ length: Int, longest: Int) -> APIError {
    invalid(
      param,
      "string too long. Expected a string with maximum length \(longest), "
        + "but got a string with length \(length) instead.",
      code: "string_above_max_length")
  }

  static func tooMany(_ param: String, _ count: Int, most: Int) -> APIError {
    invalid(
      param,
      "array too long. Expected an array with maximum length \(most), "
        + "but got an array with length \(count) instead.",
      code: "array_above_max_length")
  }

  static func outside<Bound: Comparable>(
    _ param: String, _ range: ClosedRange<Bound>, got text: String, below: Bool, kind: String
  ) -> APIError {
    let side = below ? "below minimum" : "above maximum"
    let bound = below ? ">= \(range.lowerBound)" : "<= \(range.upperBound)"
    return invalid(
      param, "\(kind) \(side) value. Expected a value \(bound), but got \(text) instead.",
      code: "\(kind)_\(below ? "below_min" : "above_max")_value")
  }
}

extension JSONValue {
  /// The kind of a value in the server's words.
  var wireKind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number(let number): Int(number.text) == nil ? "a decimal number" : "an integer"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
