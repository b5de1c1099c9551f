import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  mutating func variant(
    _ node: YAMLNode, _ shape: VariantShape, named subject: String
  ) -> JSONValue? {
    let names = shape.variants.map(\.name)
    guard let mapping = node.mapping else {
      let word = resolved(node)?.text ?? ""
      return mismatch(
        node, resolved(node), named: subject, wants: "a mapping",
        help: names.contains(word)
          ? "Write `\(shape.discriminator): \(word)`."
          : mappingHelp(node) ?? "Write `\(shape.discriminator):` with \(names.choice) behind it.")
    }
    if let value = flatVariant(mapping, shape) { return value }
    guard let variant = variant(of: mapping, at: node.head, shape, named: subject) else {
      return nil
    }
    var entries: [YAMLMapping.Entry] = []
    for entry in ownEntries(of: mapping, variant, shape) {
      if let lift = variant.liftedFields.first(where: { $0.name == entry.key }) {
        self.lift(entry, to: lift.attribute)
      } else {
        entries.append(entry)
      }
    }
    guard
      let members = members(
        entries, variant, shape, at: node.head, isPartial: mapping.isPartial)
    else { return nil }
    var result: JSONObject = [shape.discriminator: .string(variant.name)]
    for (name, member) in members { result[name] = member }
    return .object(result)
  }

  /// The variant that a mapping names, or that one of its members implies.
  private func variant(
    of mapping: YAMLMapping, at span: SourceSpan, _ shape: VariantShape, named subject: String
  ) -> VariantShape.Variant? {
    let names = shape.variants.map(\.name)
    if let entry = mapping[shape.discriminator] {
      let earlier = entry.value.scalar.flatMap { scalar in
        shape.variants.first { $0.earlierNames.contains(scalar.text) }
      }
      let name = word(
        entry.value, of: names, named: shape.discriminator,
        help: earlier.map { "Write `\(shape.discriminator): \($0.name)`, as it is called now." })?
        .string
      return shape.variants.first { $0.name == name }
    }
    if let implied = shape.variants.first(where: { variant in
      variant.impliedBy.map { mapping[$0] != nil } ?? false
    }) {
      return implied
    }
    if let entry = mapping.entries.first(where: { names.contains($0.key) }) {
      UnknownKey.report(
        entry.key, of: "`\(subject)`",
        help: "Write `\(shape.discriminator): \(entry.key)`, and its fields beside it.",
        at: entry.keySpan, to: findings)
    } else if !mapping.entries.isEmpty,
      mapping.entries.allSatisfy({ entry in
        !shape.variants.contains { variant in
          variant.shape.field(entry.key) != nil
            || variant.liftedFields.contains { $0.name == entry.key }
        }
      }), let entry = mapping.entries.first,
      let nearest = Suggestion.nearest(
        to: entry.key, in: [shape.discriminator, "file"] + shape.variants.compactMap(\.impliedBy))
    {
      UnknownKey.report(
        entry.key, of: "`\(subject)`", help: "Did you mean `\(nearest)`?", at: entry.keySpan,
        to: findings)
    } else if !mapping.isPartial {
      MissingField.report(shape.discriminator, of: "`\(subject)`", at: span, to: findings)
    }
    return nil
  }

  /// The entries without the discriminator. The API nests some fields under the variant's name
  /// (`{type: file_search, file_search: {…}}`); they count as if they stood beside it.
  private func ownEntries(
    of mapping: YAMLMapping, _ variant: VariantShape.Variant, _ shape: VariantShape
  ) -> [YAMLMapping.Entry] {
    let entries = mapping.entries.filter { $0.key != shape.discriminator }
    guard variant.shape.field(variant.name) == nil, let nested = mapping[variant.name],
      nested.value.mapping != nil || isNull(nested.value)
    else { return entries }
    let inner = nested.value.mapping?.entries ?? []
    for entry in inner {
      guard let outer = mapping[entry.key] else { continue }
      GivenTwice.report(
        entry.key, at: entry.keySpan, other: outer.keySpan, as: "the tool itself", to: findings)
    }
    return entries.filter { $0.key != variant.name } + inner.filter { mapping[$0.key] == nil }
  }

  /// The members of a variant; unknown keys are told together with those that may be lifted.
  private mutating func members(
    _ entries: [YAMLMapping.Entry], _ variant: VariantShape.Variant, _ shape: VariantShape,
    at span: SourceSpan, isPartial: Bool
  ) -> JSONObject? {
    let owner = "`\(shape.discriminator): \(variant.name)`"
    let known = variant.shape.fields.map(\.name) + variant.liftedFields.map(\.name)
    let (mine, foreign) = (
      entries.filter { variant.shape.field($0.key) != nil },
      entries.filter { variant.shape.field($0.key) == nil }
    )
    for entry in foreign {
      if known.isEmpty {
        UnknownKey.report(
          entry.key, of: owner, help: "It has no other fields; remove the key.", at: entry.keySpan,
          to: findings)
      } else {
        UnknownKey.report(
          entry.key, of: owner, known: known, present: entries.map(\.key), at: entry.keySpan,
          to: findings)
      }
    }
    return members(mine, variant.shape, owner: owner, at: span, isPartial: isPartial)
  }

  private mutating func lift(_ entry: YAMLMapping.Entry, to attribute: String) {
    guard let shape = liftedShapes[attribute],
      let value = self.attribute(entry.value, as: shape, named: entry.key)
    else { return }
    lifted.append((attribute, value))
  }

  /// The one of several shapes that the node's kind allows.
  mutating func either(
    _ node: YAMLNode, _ shapes: [ValueShape], named subject: String
  ) -> JSONValue? {
    let value = node.scalar.flatMap { resolve($0, at: node.span) }
    if node.scalar != nil, value == nil { return nil }
    guard let shape = shapes.first(where: { Self.allows($0, node, value) }) else {
      let wanted = shapes.map(Self.words).joined(separator: ", or ")
      return mismatch(node, value, named: subject, wants: wanted)
    }
    if case .enumeration(let words) = shape, let text = value?.text {
      // `response_format: json_object` means the variant of that name.
      let variants = shapes.compactMap { if case .variants(let shape) = $0 { shape } else { nil } }
      let named = variants.first { $0.variants.contains { $0.name == text } }
      return word(
        node, of: words, named: subject,
        help: named.map { "Write `{ \($0.discriminator): \(text) }`." }
          ?? variants.first.flatMap { shape in
            guard Suggestion.nearest(to: text, in: words) == nil else { return nil }
            let names = shape.variants.map { "`{ \(shape.discriminator): \($0.name) }`" }
            return "Known are " + (words.map { "`\($0)`" } + names).joined(separator: ", ") + "."
          })
    }
    return self.value(node, as: shape, named: subject)
  }

  private static func allows(
    _ shape: ValueShape, _ node: YAMLNode, _ scalar: ResolvedScalar?
  ) -> Bool {
    switch (shape, node.content) {
    case (.object, .mapping), (.map, .mapping), (.variants, .mapping), (.jsonSchema, .mapping),
      (.list, .sequence):
      return true
    case (.string, .scalar), (.enumeration, .scalar): return scalar?.string != nil
    case (.boolean, .scalar): if case .bool? = scalar?.value { return true }
    case (.number, .scalar), (.integer, .scalar):
      switch scalar?.value {
      case .integer, .float: return scalar?.isQuoted == false
      default: return false
      }
    default: break
    }
    return false
  }

  private static func words(_ shape: ValueShape) -> String {
    switch shape {
    case .string: "text"
    case .number, .integer: "a number"
    case .boolean: "`true` or `false`"
    case .enumeration(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .list, .references, .files: "a list"
    case .object, .map, .variants, .jsonSchema: "a mapping"
    case .either(let shapes): shapes.map(words).joined(separator: ", or ")
    }
  }
}
