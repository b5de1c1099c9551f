import OrderedCollections
import ResourceModel

/// The attributes of a file in a store: at most 16 texts, numbers and booleans.
struct FileAttributes: Sendable {
  private static let most = 16
  private static let longestKey = 64
  private static let longestValue = 512

  let values: JSONObject

  static let none = FileAttributes(values: [:])

  var json: JSONValue { .object(values) }

  private init(values: JSONObject) { self.values = values }

  /// Nil when a body does not name them. An update replaces them all; null clears them.
  static func read(in body: BodyReader) throws(APIError) -> FileAttributes? {
    guard let member = body.members["attributes"] else { return nil }
    if member.isNull { return FileAttributes.none }
    let reader = try BodyReader(member, at: body.path(of: "attributes"))
    if reader.members.count > most {
      throw .invalid(
        reader.path,
        "too many properties. Expected an object with at most \(most) properties, "
          + "but got an object with \(reader.members.count) properties instead.",
        code: "object_above_max_properties")
    }
    for (name, value) in reader.members {
      if name.unicodeScalars.count > longestKey {
        throw .invalid(
          reader.path,
          "property name too long. Expected names with maximum length \(longestKey), "
            + "but got '\(name)'.", code: "property_name_above_max_length")
      }
      switch value {
      case .string: _ = try reader.string(name, longest: longestValue)
      case .number, .bool: break
      default:
        throw .wrongType(
          reader.path(of: name), expected: "one of a string, a decimal, or a boolean", got: value)
      }
    }
    return FileAttributes(values: reader.members)
  }
}
