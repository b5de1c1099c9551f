/// One field of a kind, or of an object inside it.
package struct FieldSchema: Sendable {
  package let name: String
  package let shape: ValueShape
  package let isRequired: Bool
  /// The values that mean the same as leaving the field out; the first is what a reset sends.
  package let defaults: [JSONValue]
  /// One sentence for the reference and for editors.
  package let summary: String

  package init(
    _ name: String, _ shape: ValueShape, required: Bool = false, defaults: [JSONValue] = [],
    _ summary: String
  ) {
    self.name = name
    self.shape = shape
    self.isRequired = required
    self.defaults = defaults
    self.summary = summary
  }
}

/// A field at the top of a kind: what a plan compares and a marker remembers.
package struct AttributeSchema: Sendable {
  package enum Mutability: Sendable {
    case mutable
    /// Given at creation only; changing it takes a new object.
    case createOnly
  }

  package let field: FieldSchema
  /// One letter that stands for the attribute in markers. Never reused for another.
  package let code: Character
  package let mutability: Mutability
  /// Whether the field is written inside another one (a variant's lifted field), not on its own.
  package let isLifted: Bool

  package init(
    _ code: Character, _ field: FieldSchema, mutability: Mutability = .mutable, lifted: Bool = false
  ) {
    self.code = code
    self.field = field
    self.mutability = mutability
    self.isLifted = lifted
  }

  package var name: String { field.name }

  /// What the server holds when the attribute is not given; sent to give an attribute back.
  package var defaultValue: JSONValue { field.defaults.first ?? .null }

  package var isMap: Bool { if case .map = field.shape { true } else { false } }
}
