package import OrderedCollections

/// A JSON object whose members keep the order in which they were written.
package typealias JSONObject = OrderedDictionary<String, JSONValue>

/// A JSON value that keeps what a re-encoding must not lose: the order of keys and the text of
/// numbers. Models read tool schemas in the order in which they are written.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)
}

extension JSONValue {
  package static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var number: JSONNumber? { if case .number(let value) = self { value } else { nil } }
  package var integer: Int? { number?.integer }
  package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
  package var isNull: Bool { self == .null }

  /// The member of an object; nil for a missing member and for what is no object.
  package subscript(key: String) -> JSONValue? { object?[key] }

  /// What kind of value it is, in the words of an error message: `a string`, `an object`.
  package var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

// There is no literal for null on purpose: with one, `condition ? nil : value` would be JSON's null
// where a missing value was meant.
extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements, uniquingKeysWith: { _, last in last }))
  }
}
