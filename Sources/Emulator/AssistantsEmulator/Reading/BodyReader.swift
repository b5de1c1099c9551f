import OrderedCollections
import ResourceModel

/// Reads the members of an object that a client sent. A member that is no such type, too long or out
/// of range is refused with its whole path, `tools[0].function.name`.
///
/// The methods return nil for an absent member and refuse null; `nullable` lets null through.
struct BodyReader {
  let members: JSONObject
  /// The path of this object; empty for the body itself.
  let path: String

  /// The body of a request; an empty one counts as an empty object.
  init(body: [UInt8]?) throws(APIError) {
    guard let body else { throw .bodyTooLarge }
    path = ""
    if body.isEmpty {
      members = [:]
      return
    }
    let value: JSONValue
    do throws(JSONSyntaxError) {
      value = try JSONParser.parse(body)
    } catch {
      throw .malformedBody(error)
    }
    guard let object = value.object else { throw .bodyIsNoObject(value) }
    members = object
  }

  /// A value that stands inside another one.
  init(_ value: JSONValue, at path: String) throws(APIError) {
    guard let object = value.object else {
      throw .wrongType(path, expected: "an object", got: value)
    }
    members = object
    self.path = path
  }

  func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Refuses the first member that is none of these.
  func refuseOthers(than known: Set<String>) throws(APIError) {
    for key in members.keys where !known.contains(key) { throw .unknownParameter(path(of: key)) }
  }

  func nullable<Value>(
    _ key: String, _ read: (String) throws(APIError) -> Value?
  ) throws(APIError) -> Sent<Value> {
    if let member = members[key], member.isNull { return .null }
    guard let value = try read(key) else { return .absent }
    return .value(value)
  }

  func required<Value>(
    _ key: String, _ read: (String) throws(APIError) -> Value?
  ) throws(APIError) -> Value {
    guard let value = try read(key) else { throw .missing(path(of: key)) }
    return value
  }
}

// MARK: - One type each

extension BodyReader {
  /// Lengths are counted in Unicode scalars, which the documentation calls characters.
  func string(_ key: String, longest: Int = .max) throws(APIError) -> String? {
    guard let member = members[key] else { return nil }
    guard let text = member.string else { throw wrongType(key, "a string", member) }
    let length = text.unicodeScalars.count
    if length > longest { throw .tooLong(path(of: key), length, longest: longest) }
    return text
  }

  func choice(_ key: String, of choices: [String]) throws(APIError) -> String? {
    guard let text = try string(key) else { return nil }
    guard choices.contains(text) else { throw .notOneOf(choices, path(of: key), got: text) }
    return text
  }

  /// A name in `[A-Za-z0-9_-]{1,64}`, as functions and schemas have it.
  func identifier(_ key: String) throws(APIError) -> String? {
    guard let text = try string(key, longest: 64) else { return nil }
    let isAllowed = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isAllowed, !text.isEmpty else {
      throw .invalid(
        path(of: key),
        "string does not match pattern. Expected a string that matches the pattern "
          + "'^[a-zA-Z0-9_-]+$'.")
    }
    return text
  }

  func bool(_ key: String) throws(APIError) -> Bool? {
    guard let member = members[key] else { return nil }
    guard let flag = member.bool else { throw wrongType(key, "a boolean", member) }
    return flag
  }

  func decimal(_ key: String, in range: ClosedRange<Double>) throws(APIError) -> Double? {
    guard let member = members[key] else { return nil }
    guard let number = member.number, let value = number.double else {
      throw wrongType(key, "a decimal", member)
    }
    guard range.contains(value) else {
      throw .outside(
        path(of: key), range, got: number.text, below: value < range.lowerBound, kind: "decimal")
    }
    return value
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(APIError) -> Int? {
    guard let member = members[key] else { return nil }
    guard let number = member.number, let value = Int(number.text) else {
      throw wrongType(key, "an integer", member)
    }
    guard range.contains(value) else {
      throw .outside(
        path(of: key), range, got: number.text, below: value < range.lowerBound, kind: "integer")
    }
    return value
  }

  func object(_ key: String) throws(APIError) -> BodyReader? {
    guard let member = members[key] else { return nil }
    return try BodyReader(member, at: path(of: key))
  }

  /// The items with their paths.
  func array(
    _ key: String, most: Int = .max
  ) throws(APIError) -> [(path: String, value: JSONValue)]? {
    guard let member = members[key] else { return nil }
    let path = path(of: key)
    guard let items = member.array else { throw wrongType(key, "an array", member) }
    if items.count > most { throw .tooMany(path, items.count, most: most) }
    return items.enumerated().map { ("\(path)[\($0.offset)]", $0.element) }
  }

  func strings(_ key: String, most: Int) throws(APIError) -> [String]? {
    guard let items = try array(key, most: most) else { return nil }
    var texts: [String] = []
    for item in items {
      guard let text = item.value.string else {
        throw .wrongType(item.path, expected: "a string", got: item.value)
      }
      texts.append(text)
    }
    return texts
  }

  private func wrongType(_ key: String, _ expected: String, _ member: JSONValue) -> APIError {
    .wrongType(path(of: key), expected: expected, got: member)
  }
}
