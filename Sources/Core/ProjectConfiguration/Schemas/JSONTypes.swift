import ResourceModel

/// A set of the types that JSON Schema tells apart.
struct JSONTypes: OptionSet {
  let rawValue: UInt8

  static let null = JSONTypes(rawValue: 1)
  static let boolean = JSONTypes(rawValue: 2)
  static let object = JSONTypes(rawValue: 4)
  static let array = JSONTypes(rawValue: 8)
  static let string = JSONTypes(rawValue: 16)
  /// Every integer is a number too.
  static let integer = JSONTypes(rawValue: 32)
  static let number = JSONTypes(rawValue: 32 | 64)
  static let all = JSONTypes(rawValue: 127)

  static let names = ["string", "number", "integer", "boolean", "object", "array", "null"]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init?(named name: String) {
    switch name {
    case "null": self = .null
    case "boolean": self = .boolean
    case "object": self = .object
    case "array": self = .array
    case "string": self = .string
    case "integer": self = .integer
    case "number": self = .number
    default: return nil
    }
  }

  /// The types that the value of `type` names; nil when one of them is no type.
  init?(_ value: JSONValue) {
    switch value {
    case .string(let name): self.init(named: name)
    case .array(let names):
      var types: JSONTypes = []
      for name in names {
        guard let type = name.string.flatMap(JSONTypes.init(named:)) else { return nil }
        types.formUnion(type)
      }
      guard !types.isEmpty else { return nil }
      self = types
    default: return nil
    }
  }

  func allow(_ value: JSONValue) -> Bool {
    switch value {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .object: contains(.object)
    case .array: contains(.array)
    case .string: contains(.string)
    case .number(let number): contains(.number) || (contains(.integer) && number.isWhole)
    }
  }
}

extension JSONNumber {
  /// Whether the value is an integer, of whatever size.
  fileprivate var isWhole: Bool {
    if integer != nil { return true }
    if !text.contains(where: { $0 == "." || $0 == "e" || $0 == "E" }) { return true }
    return double.map { $0.isFinite && $0.rounded() == $0 } ?? false
  }
}
