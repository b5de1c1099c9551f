import Diagnostics
import OrderedCollections
import ResourceModel

/// New values that are too big for a line, said in a few words: `function search_products  3
/// properties`.
struct ValueSummary {
  /// Longer members of an object are left out of its summary.
  private static let longestMember = 24

  /// A member of a list of variants: its name, and what is short enough to stand beside it.
  static func member(_ value: JSONValue, of shape: VariantShape) -> String {
    var parts = [name(of: value, in: shape)]
    if let variant = shape.variant(of: value) {
      let container = variant.identity.count > 1 ? variant.identity.first : nil
      let hidden = Set(variant.identity.suffix(1) + [shape.discriminator])
      let inner = container.flatMap { value[$0] } ?? value
      let innerShape = container.flatMap { variant.shape.field($0)?.shape }
      if case .object(let object) = innerShape ?? .object(variant.shape) {
        parts += members(of: inner, shape: object, hiding: hidden, prefix: "")
      }
    }
    return parts.joined(separator: "  ")
  }

  /// `function search_products`, safe to print.
  static func name(of value: JSONValue, in shape: VariantShape) -> String {
    TerminalSafety.visibleOnOneLine(shape.identity(of: value))
  }

  private static func members(
    of value: JSONValue, shape: ObjectShape, hiding hidden: Set<String>, prefix: String
  ) -> [String] {
    shape.fields.flatMap { field -> [String] in
      guard !hidden.contains(field.name), let member = value[field.name] else { return [] }
      let name = prefix + field.name
      switch field.shape {
      case .object(let inner):
        return members(of: member, shape: inner, hiding: [], prefix: name + ".")
      case .jsonSchema:
        guard let properties = member["properties"]?.object else { return [] }
        return ["\(properties.count) \(properties.count == 1 ? "property" : "properties")"]
      default:
        // Prose is left out: it says nothing that the name does not.
        let text = InlineValue.text(member)
        guard member.isScalar, text.count <= longestMember, !text.contains(" ") else { return [] }
        return ["\(name) \(text)"]
      }
    }
  }
}
