import OrderedCollections
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  /// A JSON Schema, kept as it is written.
  ///
  /// - Parameter isStrict: whether what stands beside it narrows it to the subset that hosts enforce.
  func schema(
    _ node: YAMLNode, _ shape: SchemaShape, isStrict: Bool, named subject: String
  ) -> JSONValue? {
    guard let mapping = node.mapping else {
      return mismatch(
        node, resolved(node), named: subject, wants: "a JSON Schema, which is a mapping",
        help: mappingHelp(node)
          ?? "Write `type: object` and `properties:` below `\(subject):`, or name a file that holds them: "
          + "`{ file: schemas/order.json }`.")
    }
    guard let value = json(node) else { return nil }
    if !mapping.isPartial { check(value, at: node, shape, isStrict: isStrict) }
    return value
  }

  /// Whether the member that narrows a schema stands beside it, and says so.
  func isStrict(_ shape: SchemaShape, among entries: [YAMLMapping.Entry]) -> Bool {
    guard let member = shape.strictMember, let entry = entries.first(where: { $0.key == member }),
      let scalar = entry.value.scalar,
      case .bool(true)? = resolve(scalar, at: entry.value.span)?.value
    else { return false }
    return true
  }

  /// A schema in a file that many share is checked once, unless its placeholders may make it another.
  private func check(
    _ value: JSONValue, at node: YAMLNode, _ shape: SchemaShape, isStrict: Bool
  ) {
    if place.placeholders == nil {
      let checked = CheckedSchemas.Identity(
        span: node.span, isOfObject: shape.isOfObject, isStrict: isStrict)
      guard scope.checkedSchemas.insert(checked) else { return }
    }
    var check = SchemaCheck(value, at: node, shape: shape, isStrict: isStrict, to: findings)
    check.run()
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
