import Diagnostics
import OrderedCollections
import ResourceModel
import YAMLSyntax

extension ValueDecoder {
  /// A member whose fields stand beside the discriminator, or alone, where they belong under a field
  /// of their own: other APIs write `{type: function, name: …, parameters: …}`. The fields are
  /// decoded all the same, so that every other mistake is told as well; nil for what is no such member.
  mutating func flatVariant(_ mapping: YAMLMapping, _ shape: VariantShape) -> JSONValue? {
    guard let flat = FlatVariant(mapping, shape) else { return nil }
    MissingField.reportWrapper(
      flat.wrapper, around: flat.fields.map(\.key), at: flat.fields[0].keySpan, to: findings)
    let decoded = members(
      flat.inside, flat.object, owner: "`\(flat.wrapper)`", at: flat.fields[0].keySpan,
      isPartial: mapping.isPartial)
    return .object([
      shape.discriminator: .string(flat.variant),
      flat.wrapper: decoded.map(JSONValue.object) ?? .null,
    ])
  }
}

private struct FlatVariant {
  let variant: String
  /// The field that is missing around the others.
  let wrapper: String
  let object: ObjectShape
  /// The entries that are fields of the object.
  let fields: [YAMLMapping.Entry]
  /// All entries that were meant to stand inside.
  let inside: [YAMLMapping.Entry]

  init?(_ mapping: YAMLMapping, _ shape: VariantShape) {
    let named = mapping[shape.discriminator].map { $0.value.scalar?.text ?? "" }
    for variant in shape.variants where named == nil || named == variant.name {
      guard let wrapper = variant.impliedBy, mapping[wrapper] == nil,
        case .object(let object)? = variant.shape.field(wrapper)?.shape
      else { continue }
      let inside = mapping.entries.filter { $0.key != shape.discriminator }
      let fields = inside.filter { object.field($0.key) != nil }
      guard !fields.isEmpty else { continue }
      self.inside = inside
      self.fields = fields
      self.variant = variant.name
      self.wrapper = wrapper
      self.object = object
      return
    }
    return nil
  }
}
