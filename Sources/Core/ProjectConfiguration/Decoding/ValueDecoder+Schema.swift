import OrderedCollections
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  /// A JSON Schema, kept as it is written.
  mutating func schema(_ node: YAMLNode, named subject: String) -> JSONValue? {
    guard node.mapping != nil else {
      return mismatch(
        node, resolved(node), named: subject, wants: "a JSON Schema, which is a mapping")
    }
    return json(node)
  }

  /// YAML as JSON, in the order in which it is written.
  private func json(_ node: YAMLNode) -> JSONValue? {
    switch node.content {
    case .scalar(let scalar): return resolve(scalar, at: node.span).map(json)
    case .sequence(let items):
      let values = items.compactMap(json)
      return values.count == items.count ? .array(values) : nil
    case .mapping(let mapping):
      var members = JSONObject(minimumCapacity: mapping.entries.count)
      for entry in mapping.entries {
        if let value = json(entry.value) { members[entry.key] = value }
      }
      return members.count == mapping.entries.count ? .object(members) : nil
    }
  }

  private func json(_ scalar: ResolvedScalar) -> JSONValue {
    switch scalar.value {
    case .null: .null
    case .bool(let value): .bool(value)
    case .integer(let text), .float(let text): .number(JSONNumber(validated: text))
    case .string(let text): .string(text)
    }
  }
}
