import OrderedCollections

extension ValueShape {
  /// The one form in which values are compared, hashed and recorded, whoever they come from: line
  /// breaks as LF, typed objects with the fields that the shape knows, in its order, and without
  /// those that mean the same as nothing. A JSON Schema is left as it is.
  package func normalForm(_ value: JSONValue) -> JSONValue {
    switch (self, value) {
    case (.string, .string(let text)):
      // Searching bytes is cheap; rewriting text is not, and almost never needed.
      guard text.contains(byte: 0x0D) else { return value }
      return .string(String(decoding: Self.withLineFeeds(text), as: UTF8.self))
    case (.object(let shape), .object(let members)):
      return .object(Self.normalMembers(of: shape, from: members))
    case (.list(let element, _), .array(let items)):
      return .array(items.map(element.normalForm))
    case (.files, .array(let items)):
      // A set: its order means nothing, and hosts keep their own.
      return .array(items.sorted { ($0.string ?? "") < ($1.string ?? "") })
    case (.variants(let shape), .object(let members)):
      // A type that this version does not know is compared as it is.
      guard let variant = shape.variant(of: value) else { return value }
      var result: JSONObject = [shape.discriminator: .string(variant.name)]
      for (name, member) in Self.normalMembers(of: variant.shape, from: members) {
        result[name] = member
      }
      return .object(result)
    case (.either(let shapes), _):
      return shapes.first { $0.accepts(value) }?.normalForm(value) ?? value
    default:
      return value
    }
  }

  /// What of `observed`, in normal form, is to be compared with `desired`: of a typed object only the
  /// leaves that `desired` declares, so that what a server fills in is no difference. Given as it was
  /// written, `desired` also declares the leaves whose value is the default.
  package func projection(of observed: JSONValue, onto desired: JSONValue) -> JSONValue {
    switch (self, observed, desired) {
    case (.object(let shape), .object(let found), .object(let declared)):
      return .object(Self.project(found, onto: declared, shape: shape))
    case (.variants(let shape), .object(let found), .object(let declared)):
      guard let variant = shape.variant(of: observed),
        variant.name == shape.variant(of: desired)?.name
      else { return observed }
      var result: JSONObject = [shape.discriminator: .string(variant.name)]
      for (name, member) in Self.project(found, onto: declared, shape: variant.shape) {
        result[name] = member
      }
      return .object(result)
    case (.list(let element, _), .array(let found), .array(let declared)):
      return .array(element.project(found, onto: declared))
    case (.either(let shapes), _, _):
      guard let shape = shapes.first(where: { $0.accepts(observed) && $0.accepts(desired) }) else {
        return observed
      }
      return shape.projection(of: observed, onto: desired)
    default:
      return observed
    }
  }

  /// Whether the value holds a JSON Schema somewhere, whose key order models can see.
  package var keepsKeyOrder: Bool {
    switch self {
    case .jsonSchema: true
    case .object(let shape): shape.fields.contains { $0.shape.keepsKeyOrder }
    case .list(let element, _): element.keepsKeyOrder
    case .variants(let shape):
      shape.variants.contains { $0.shape.fields.contains { $0.shape.keepsKeyOrder } }
    case .either(let shapes): shapes.contains { $0.keepsKeyOrder }
    default: false
    }
  }

  /// Whether a value is of this shape's JSON type; limits are not looked at.
  package func accepts(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (.string, .string), (.number, .number), (.integer, .number), (.boolean, .bool),
      (.enumeration, .string), (.object, .object), (.map, .object), (.variants, .object),
      (.list, .array), (.references, .array), (.files, .array), (.jsonSchema, _):
      true
    case (.either(let shapes), _): shapes.contains { $0.accepts(value) }
    default: false
    }
  }

  /// Members of a list are matched by identity, so that a tool that moved is projected onto itself.
  private func project(_ found: [JSONValue], onto declared: [JSONValue]) -> [JSONValue] {
    guard case .variants(let shape) = self else { return found }
    let byIdentity = Dictionary(
      declared.map { (shape.identity(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    return found.map { item in
      byIdentity[shape.identity(of: item)].map { projection(of: item, onto: $0) } ?? item
    }
  }

  private static func project(
    _ found: JSONObject, onto declared: JSONObject, shape: ObjectShape
  ) -> JSONObject {
    var result = JSONObject()
    for field in shape.fields {
      guard let wanted = declared[field.name], let value = found[field.name] else { continue }
      result[field.name] = field.shape.projection(of: value, onto: wanted)
    }
    return result
  }

  private static func normalMembers(of shape: ObjectShape, from members: JSONObject) -> JSONObject {
    var result = JSONObject()
    for field in shape.fields {
      guard let member = members[field.name], !member.isNull else { continue }
      let normal = field.shape.normalForm(member)
      let isDefault = field.defaults.contains {
        field.shape.normalForm($0).isEquivalent(to: normal)
      }
      if !isDefault { result[field.name] = normal }
    }
    return result
  }

  /// Every carriage return before a line feed goes, so that a second pass finds nothing to do.
  private static func withLineFeeds(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      while byte == 0x0A, bytes.last == 0x0D { bytes.removeLast() }
      bytes.append(byte)
    }
    return bytes
  }
}

extension ResourceSchema {
  /// The normal form of an attribute's value; nothing at all means the attribute's default.
  package func normalForm(_ value: JSONValue?, at path: AttributePath) -> JSONValue {
    guard let attribute = self[path], let shape = shape(at: path) else { return value ?? .null }
    let fallback = path.key == nil ? attribute.defaultValue : .null
    guard let value, !value.isNull else {
      return fallback.isNull ? .null : shape.normalForm(fallback)
    }
    return shape.normalForm(value)
  }
}
