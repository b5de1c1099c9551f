import OrderedCollections
import ResourceModel

/// Equality as JSON Schema has it: numbers by mathematical value, texts by code points, objects
/// whatever the order of their keys.
enum ExactEquality {
  /// Unknown for numbers past what `ExactNumber` holds.
  static func verdict(_ left: JSONValue, _ right: JSONValue) -> SchemaValidator.Verdict {
    switch (left, right) {
    case (.string(let left), .string(let right)): .init(ExactText.isSame(left, right))
    case (.number(let left), .number(let right)): verdict(left, right)
    case (.array(let left), .array(let right)):
      left.count == right.count ? all(zip(left, right)) : .refused
    case (.object(let left), .object(let right)):
      left.count == right.count ? verdict(left, right) : .refused
    case (.bool(let left), .bool(let right)): .init(left == right)
    case (.null, .null): .accepted
    default: .refused
    }
  }

  private static func verdict(_ left: JSONNumber, _ right: JSONNumber) -> SchemaValidator.Verdict {
    if left.text == right.text { return .accepted }
    guard let left = ExactNumber(left), let right = ExactNumber(right) else { return .unknown }
    return .init(left == right)
  }

  private static func verdict(_ left: JSONObject, _ right: JSONObject) -> SchemaValidator.Verdict {
    var pairs: [(JSONValue, JSONValue)] = []
    for (key, value) in left {
      guard let index = ExactText.index(of: key, in: right) else { return .refused }
      pairs.append((value, right.values[index]))
    }
    return all(pairs)
  }

  private static func all(_ pairs: some Sequence<(JSONValue, JSONValue)>) -> SchemaValidator.Verdict
  {
    var verdict = SchemaValidator.Verdict.accepted
    for (left, right) in pairs {
      verdict = verdict.and(Self.verdict(left, right))
      if verdict == .refused { break }
    }
    return verdict
  }

  /// One run of bytes for each value, and another for every other: what a set of values is made of.
  /// Nil for numbers past what `ExactNumber` holds.
  static func identity(of value: JSONValue) -> [UInt8]? {
    var bytes: [UInt8] = []
    return append(value, to: &bytes) ? bytes : nil
  }

  private static func append(_ value: JSONValue, to bytes: inout [UInt8]) -> Bool {
    switch value {
    case .null: bytes.append(UInt8(ascii: "n"))
    case .bool(let flag): bytes.append(UInt8(ascii: flag ? "t" : "f"))
    case .number(let number):
      guard let exact = ExactNumber(number) else { return false }
      append(exact.canonicalText, mark: "#", to: &bytes)
    case .string(let text): append(text, mark: "\"", to: &bytes)
    case .array(let items):
      bytes += "[\(items.count),".utf8
      for item in items {
        guard append(item, to: &bytes) else { return false }
      }
    case .object(let members):
      bytes += "{\(members.count),".utf8
      let ordered = members.elements.sorted {
        $0.key.precedesByBytes($1.key)
      }
      for (key, member) in ordered {
        append(key, mark: "\"", to: &bytes)
        guard append(member, to: &bytes) else { return false }
      }
    }
    return true
  }

  /// With its length ahead, so that no text can be read as the end of another.
  private static func append(_ text: String, mark: Unicode.Scalar, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: mark))
    bytes += "\(text.utf8.count),".utf8
    bytes += text.utf8
  }
}
