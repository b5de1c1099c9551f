import OrderedCollections
import ResourceModel

/// What an assistant answers in. `"auto"` and `{"type": "text"}` are kept apart, as the real server
/// keeps them.
enum ResponseFormat {
  static let auto: JSONValue = "auto"

  static func read(_ key: String, in body: BodyReader) throws(APIError) -> JSONValue? {
    guard let value = body.members[key] else { return nil }
    if let text = value.string {
      guard text == "auto" else { throw .notOneOf(["auto"], body.path(of: key), got: text) }
      return auto
    }
    guard value.object != nil else {
      throw .wrongType(body.path(of: key), expected: "one of 'auto' or an object", got: value)
    }
    let format = try BodyReader(value, at: body.path(of: key))
    let type = try format.required("type") { (key) throws(APIError) in
      try format.choice(key, of: ["text", "json_object", "json_schema"])
    }
    guard type == "json_schema" else {
      try format.refuseOthers(than: ["type"])
      return ["type": .string(type)]
    }
    try format.refuseOthers(than: ["type", "json_schema"])
    return ["type": "json_schema", "json_schema": try schema(in: format)]
  }

  /// Nulls and `strict` are filled in; the schema itself is kept as it was sent.
  private static func schema(in format: BodyReader) throws(APIError) -> JSONValue {
    let reader = try format.required("json_schema", format.object)
    try reader.refuseOthers(than: ["name", "description", "schema", "strict"])
    let description = try reader.nullable("description") { (key) throws(APIError) in
      try reader.string(key)
    }
    var members: JSONObject = [
      "name": .string(try reader.required("name", reader.identifier)),
      "description": .nullable(description.applied(to: nil)),
    ]
    if let schema = try reader.object("schema") { members["schema"] = .object(schema.members) }
    members["strict"] = .bool(
      try reader.nullable("strict", reader.bool).applied(to: false, cleared: false))
    return .object(members)
  }
}
