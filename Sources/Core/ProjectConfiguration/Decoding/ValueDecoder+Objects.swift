import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  mutating func object(
    _ node: YAMLNode, _ shape: ObjectShape, named subject: String
  ) -> JSONObject? {
    guard let mapping = node.mapping else {
      return mismatch(
        node, resolved(node), named: subject, wants: "a mapping", help: mappingHelp(node, shape))
    }
    return members(
      mapping.entries, shape, owner: "`\(subject)`", at: node.head, isPartial: mapping.isPartial)
  }

  /// The fields of an object; nil when a required one has no value.
  ///
  /// - Parameter isPartial: whether a mistake hides some of them, so that none is called missing.
  mutating func members(
    _ entries: [YAMLMapping.Entry], _ shape: ObjectShape, owner: String, at span: SourceSpan,
    isPartial: Bool
  ) -> JSONObject? {
    var members = JSONObject()
    var isWhole = true
    for entry in entries {
      guard let field = shape.field(entry.key) else {
        UnknownKey.report(
          entry.key, of: owner, known: shape.fields.map(\.name), aliases: shape.fields.aliases,
          present: entries.map(\.key), at: entry.keySpan, to: findings)
        continue
      }
      if isNull(entry.value) {
        guard field.isRequired else { continue }
        MissingField.reportNull(field.name, of: owner, at: entry.value.span, to: findings)
        isWhole = false
      } else if let member = value(
        entry.value, as: field.shape, isStrict: isStrict(field.shape, among: entries),
        named: field.name)
      {
        members[field.name] = member
      } else {
        isWhole = false
      }
    }
    let present = Set(entries.map(\.key))
    let missing = shape.fields.filter { $0.isRequired && !present.contains($0.name) }
    if !missing.isEmpty, !isPartial {
      let names = shape.fields.map(\.name)
      // A mistyped key was told already, with the name that it should have.
      let aliases = shape.fields.aliases
      let mistyped = present.subtracting(names).compactMap {
        aliases[$0] ?? Suggestion.nearest(to: $0, in: names)
      }
      for field in missing where !mistyped.contains(field.name) {
        MissingField.report(field.name, of: owner, at: span, to: findings)
      }
    }
    if !missing.isEmpty { isWhole = false }
    if let callable = shape.callable {
      declare(callable, entries, members, isPartial: isPartial)
    }
    return isWhole ? members : nil
  }

  private func isStrict(_ shape: ValueShape, among entries: [YAMLMapping.Entry]) -> Bool {
    guard case .jsonSchema(let schema) = shape else { return false }
    return isStrict(schema, among: entries)
  }

  mutating func list(
    _ node: YAMLNode, of element: ValueShape, maximum: Int, named subject: String
  ) -> JSONValue? {
    guard let items = node.sequence else {
      return mismatch(
        node, resolved(node), named: subject, wants: "a list",
        help: "Begin each member with `- `, on a line of its own.")
    }
    TooMany.check(items.count, of: subject, maximum: maximum, at: node.head, to: findings)
    var values: [JSONValue] = []
    var firstPlaces: [String: SourceSpan] = [:]
    for item in items {
      guard let value = value(item, as: element, named: subject) else { continue }
      values.append(value)
      guard case .variants(let shape) = element else { continue }
      let identity = shape.identity(of: value)
      if let first = firstPlaces[identity] {
        DuplicateMember.report(identity, of: subject, at: item.head, first: first, to: findings)
      } else {
        firstPlaces[identity] = item.head
      }
    }
    if case .variants(let shape) = element { reportSlips(among: values.map(shape.identity)) }
    return values.count == items.count ? .array(values) : nil
  }

  /// Tells about the names that do not follow their grammar; one that another member has, or would
  /// get as well, is not proposed.
  ///
  /// - Parameter identities: the members', each with its name at the end.
  mutating func reportSlips(among identities: [String]) {
    let held = slips
    slips = []
    for slip in held {
      let isFree = slip.proposal.map { name in
        held.count { $0.proposal == name } == 1 && !identities.contains { $0.hasSuffix(" " + name) }
      }
      InvalidPattern.report(slip, isFree: isFree ?? false, to: findings)
    }
  }

  mutating func map(
    _ node: YAMLNode, _ limits: MapLimits, named subject: String
  ) -> JSONObject? {
    guard let entries = mapEntries(node, limits, named: subject) else { return nil }
    var members = JSONObject()
    for entry in entries {
      guard let value = value(entry.value, as: limits.value, named: entry.key) else { continue }
      members[entry.key] = value
    }
    return members.count == entries.count ? members : nil
  }

  /// The entries of a map whose keys are allowed; null is a map without entries.
  mutating func mapEntries(
    _ node: YAMLNode, _ limits: MapLimits, named subject: String
  ) -> [YAMLMapping.Entry]? {
    if isNull(node) { return [] }
    guard let mapping = node.mapping else {
      return mismatch(node, resolved(node), named: subject, wants: "a mapping")
    }
    let entries = mapping.entries.filter { entry in
      guard let reason = limits.reservedKeys[entry.key] else { return true }
      ReservedKey.report(entry.key, of: subject, reason: reason, at: entry.keySpan, to: findings)
      return false
    }
    for entry in entries {
      KeyLength.check(
        entry.key, of: subject, maximum: limits.maximumKeyLength, at: entry.keySpan, to: findings)
    }
    TooMany.check(
      entries.count, of: subject, maximum: limits.maximumEntries, at: node.head, to: findings)
    return entries
  }

  /// Whether a node is written as null.
  func isNull(_ node: YAMLNode) -> Bool {
    guard let scalar = node.scalar, !scalar.isUnknown else { return false }
    return scalar.value == .null
  }

  /// The scalar for a message about it; nil for what is none.
  func resolved(_ node: YAMLNode) -> ResolvedScalar? {
    node.scalar.map {
      ResolvedScalar(text: $0.text, value: $0.value, isQuoted: $0.style != .plain)
    }
  }
}
