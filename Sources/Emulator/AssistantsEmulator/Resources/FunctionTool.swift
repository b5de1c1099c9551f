import OrderedCollections
import ResourceModel

/// A function. Its schema is kept as it was sent, key for key; the members around it come back in
/// the server's own order.
struct FunctionTool: Sendable {
  private let name: String
  private let description: String?
  private let parameters: JSONValue
  private let strict: Bool

  init(_ function: BodyReader) throws(APIError) {
    try function.refuseOthers(than: ["name", "description", "parameters", "strict"])
    name = try function.required("name", function.identifier)
    let description = try function.nullable("description") { (key) throws(APIError) in
      try function.string(key)
    }
    self.description = description.applied(to: nil)
    let parameters = try function.nullable("parameters", function.object)
    self.parameters =
      parameters.applied(to: nil).map { .object($0.members) }
      ?? ["type": "object", "properties": [:]]
    strict = try function.nullable("strict", function.bool).applied(to: false, cleared: false)
  }

  /// A description that was not sent stays away.
  var json: JSONValue {
    var members: JSONObject = ["name": .string(name)]
    if let description { members["description"] = .string(description) }
    members["parameters"] = parameters
    members["strict"] = .bool(strict)
    return .object(members)
  }
}
