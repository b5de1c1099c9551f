import OrderedCollections
import ResourceModel

/// Metadata: at most 16 texts. An update merges it key by key; a null takes its key away.
struct Metadata: Sendable {
  typealias Change = OrderedDictionary<String, String?>

  private static let most = 16
  private static let longestKey = 64
  private static let longestValue = 512

  private(set) var values: OrderedDictionary<String, String> = [:]

  var json: JSONValue { .object(values.mapValues { .string($0) }) }

  /// What was sent, checked but for the number of keys, which is that of the merged result.
  static func change(in body: BodyReader, removals: Bool) throws(APIError) -> Sent<Change> {
    try body.nullable("metadata") { (key) throws(APIError) in
      guard let reader = try body.object(key) else { return nil }
      var change: Change = [:]
      for (name, value) in reader.members {
        if name.unicodeScalars.count > longestKey {
          throw .invalid(
            reader.path,
            "property name too long. Expected names with maximum length \(longestKey), "
              + "but got '\(name)'.", code: "property_name_above_max_length")
        }
        if removals, value.isNull {
          change.updateValue(nil, forKey: name)
        } else {
          let text = try reader.required(name) { (name) throws(APIError) in
            try reader.string(name, longest: longestValue)
          }
          change.updateValue(text, forKey: name)
        }
      }
      return change
    }
  }

  /// The same keys, with every value cut to so many characters.
  func cut(to longest: Int) -> Metadata {
    var cut = self
    cut.values = values.mapValues { String($0.prefix(longest)) }
    return cut
  }

  func merged(with change: Sent<Change>) throws(APIError) -> Metadata {
    guard case .value(let members) = change else {
      return change.applied(toNothing: self)
    }
    var merged = self
    for (name, text) in members {
      if let text {
        merged.values[name] = text
      } else {
        merged.values.removeValue(forKey: name)
      }
    }
    if merged.values.count > Self.most {
      throw .invalid(
        "metadata",
        "too many properties. Expected an object with at most \(Self.most) properties, "
          + "but got an object with \(merged.values.count) properties instead.",
        code: "object_above_max_properties")
    }
    return merged
  }
}

extension Sent<Metadata.Change> {
  /// Without members to merge: null clears, and absent leaves alone.
  fileprivate func applied(toNothing old: Metadata) -> Metadata {
    if case .null = self { Metadata() } else { old }
  }
}
