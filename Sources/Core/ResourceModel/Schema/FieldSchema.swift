/// One field of a kind, of the manifest, or of an object inside one of them.
package struct FieldSchema: Sendable {
  /// What may be written in place of the value itself.
  package enum Indirection: Sendable {
    /// Nothing: it is read before any variable has a value.
    case none
    /// `${var.NAME}`
    case variables
    /// `${var.NAME}` and `${env.NAME}`; the whole is a text, whatever it looks like.
    case environment
    /// `${var.NAME}`, and `{ file: PATH }` for what stands in a file of its own.
    case files
  }

  package let name: String
  package let shape: ValueShape
  package let isRequired: Bool
  /// The field beside it without which this one is a mistake.
  package let companion: String?
  /// Whether null is written for nothing.
  package let isNullable: Bool
  package let indirection: Indirection
  /// The values that mean the same as leaving the field out; the first is what a reset sends.
  package let defaults: [JSONValue]
  /// A value as people write it in YAML; nil where the parts of the value, or the words that it may
  /// be, already say it.
  package let example: String?
  /// What other tools and other APIs call the field: whoever writes it most likely means this one.
  package let aliases: [String]
  /// One sentence for the reference and for editors.
  package let summary: String

  package init(
    _ name: String, _ shape: ValueShape, required: Bool = false, companion: String? = nil,
    nullable: Bool? = nil,
    indirection: Indirection = .files, defaults: [JSONValue] = [], example: String? = nil,
    aliases: [String] = [], _ summary: String
  ) {
    self.name = name
    self.shape = shape
    self.isRequired = required
    self.companion = companion
    self.isNullable = nullable ?? !required
    self.indirection = indirection
    self.defaults = defaults
    self.example = example
    self.aliases = aliases
    self.summary = summary
  }
}

extension [FieldSchema] {
  /// The fields by what others call them.
  package var aliases: [String: String] {
    var names: [String: String] = [:]
    for field in self {
      for alias in field.aliases { names[alias] = field.name }
    }
    return names
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
